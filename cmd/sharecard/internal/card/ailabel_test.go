package card

import (
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	picturefile "sharecard/cmd/sharecard/internal/picture"
)

// A label stands only on cards that show what was made by machine, in the language of
// the article.
func TestAILabel(t *testing.T) {
	there := picture{file: &picturefile.Fetched{}}
	for _, c := range []struct {
		made, lang string
		fields     []string
		cover      picture
		want       string
	}{
		{"", "", []string{"title"}, there, ""},
		{"all", "", nil, there, "AI生成"},
		{"title", "zh-CN", []string{"title"}, there, "标题AI生成"},
		{"title", "zh-TW", []string{"short_title"}, there, "標題AI生成"},
		{"title", "fr", []string{"title"}, there, "AI headline"},
		{"summary", "", []string{"title"}, there, ""},
		{"cover", "", []string{"cover"}, there, "配图AI生成"},
		{"cover", "", []string{"cover"}, picture{}, ""}, // it could not be had
		{"cover", "", []string{"cover"}, picture{file: there.file, fault: "decode"}, ""},
		{"cover", "", []string{"title"}, there, ""},
	} {
		p := &Plan{
			article: &article.Article{AI: c.made, Lang: c.lang}, template: &LoadedTemplate{Fields: c.fields}, pictures: pictures{cover: c.cover},
		}
		if got := p.aiLabel(); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// A digest says of its members' words what they say.
func TestAIOfDigest(t *testing.T) {
	for made, want := range map[string]string{"": "", "cover": "", "title": "title", "title title": "title", "title summary": "all"} {
		var members []*article.Record
		for _, of := range strings.Fields(made) {
			members = append(members, &article.Record{Article: &article.Article{AI: of}})
		}
		if got := aiOfDigest(members); got != want {
			t.Errorf("%q: %q", made, got)
		}
	}
}
