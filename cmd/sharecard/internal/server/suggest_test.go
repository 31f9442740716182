package server_test

import (
	"strings"
	"testing"
)

// Who mistypes a name learns which was meant, but the public learns nothing of what is
// stored.
func TestSuggestions(t *testing.T) {
	k := startKeeping(t, keepingConfig{})
	k.ask("PUT", "/v1/articles/lighthouse", `{"title":"守塔人"}`)
	k.ask("PUT", "/v1/articles/later", `{"title":"明天","published_at":"2199-01-01T08:00:00+08:00"}`)
	for name, c := range map[string]struct {
		got  answer
		want string
	}{
		"an article":        {k.ask("GET", "/v1/articles/lighthuose", ""), `did you mean "lighthouse"?`},
		"its card":          {k.ask("GET", "/v1/articles/lighthose/cards/poster.jpg", ""), `did you mean "lighthouse"?`},
		"an order":          {k.ask("POST", "/v1/cards", `{"template":"poster","article_id":"lighthous"}`), `did you mean "lighthouse"?`},
		"a template":        {k.do("GET", "/v1/articles/lighthouse/cards/postr.jpg", ""), `did you mean "poster"?`},
		"another template":  {k.do("GET", "/v1/articles/lighthouse/cards/banner.jpg", ""), "there are link, poster"},
		"an ending":         {k.do("GET", "/v1/articles/lighthouse/cards/poster.gif", ""), ".png, .jpg, .jpeg or .webp"},
		"none that is near": {k.ask("GET", "/v1/articles/harbour", ""), "article not found"},
	} {
		if p := c.got.problem(t); p.Status != 404 || !strings.HasSuffix(p.Detail, c.want) {
			t.Errorf("%s: %s", name, c.got.body)
		}
	}
	for _, id := range []string{"lighthous", "latr", "later"} {
		if a := k.do("GET", "/v1/articles/"+id+"/cards/poster.jpg", ""); a.StatusCode != 404 || a.problem(t).Detail != "" {
			t.Errorf("the public learns of %s: %s", id, a.body)
		}
	}
}
