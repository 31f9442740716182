package extract

import (
	"context"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// A page that checks one claim becomes a rebuttal; of what it does not say nothing is
// made up.
func TestClaimReview(t *testing.T) {
	const (
		address = "https://news.example.com/fact/7"
		review  = `{"@context":"https://schema.org","@type":"ClaimReview","url":"` + address + `","claimReviewed":"喝隔夜水会致癌",
			"author":{"@type":"Organization","name":"江海核查"},"reviewRating":{"@type":"Rating","ratingValue":1,"bestRating":5,"alternateName":"不实"}}`
	)
	read := func(ld, description string) *article.Debunk {
		t.Helper()
		a, err := Extract(context.Background(), Page{Address: address, HTML: []byte(`<html lang="zh-CN"><title>隔夜水还能喝吗</title>
			<meta property="og:site_name" content="江海日报"><meta name="description" content="` + description + `">` + ld + `<p>正文。</p>`)})
		if err != nil {
			t.Fatal(err)
		}
		return a.Debunk
	}
	script := func(json string) string { return `<script type="application/ld+json">` + json + `</script>` }
	const summary = "白开水放一夜，亚硝酸盐含量远低于饮用水标准，盖好盖子当天喝完就可以。"

	want := article.Debunk{Claim: "喝隔夜水会致癌", Verdict: "不实", Fact: summary, By: "江海核查"}
	if got := read(script(review), summary); got == nil || *got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := read(script(`{"@graph":[`+review+`]}`)+script(review), summary); got == nil || *got != want {
		t.Errorf("twice, and in a graph: got %+v", got)
	}
	body := strings.Replace(review, `"author"`, `"reviewBody":"检测显示含量很低。","author"`, 1)
	if got := read(script(body), summary); got == nil || got.Fact != "检测显示含量很低。" {
		t.Errorf("with a body: got %+v", got)
	}
	if got := read(script(strings.Replace(review, "江海核查", "江海日报", 1)), summary); got == nil || got.By != "" {
		t.Errorf("by the publication itself: got %+v", got)
	}
	for why, ld := range map[string]string{
		"no verdict":           strings.Replace(review, `"alternateName":"不实"`, `"worstRating":1`, 1),
		"no claim":             strings.Replace(review, "claimReviewed", "name", 1),
		"a claim that is long": strings.Replace(review, "喝隔夜水会致癌", strings.Repeat("喝隔夜水会致癌", 20), 1),
		"another page":         strings.Replace(review, "fact/7", "fact/8", 1),
		"two claims":           `[` + review + `,` + strings.Replace(review, "隔夜水", "隔夜茶", 1) + `]`,
		"another type":         strings.Replace(review, "ClaimReview", "Review", 1),
	} {
		if got := read(script(ld), summary); got != nil {
			t.Errorf("%s: got %+v, want none", why, got)
		}
	}
}
