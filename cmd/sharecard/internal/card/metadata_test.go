package card

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

func planOf(a *article.Article, revision int64) *Plan {
	return &Plan{article: a, record: &article.Record{Article: a}, key: key{Revision: revision}}
}

// The metadata keeps to its bound whatever the article says: the title is cut, and an
// address without room is left out. Programs can read all of it.
func TestXMPIsBounded(t *testing.T) {
	const long = "https://news.example.com/2026/11/30/"
	for name, a := range map[string]*article.Article{
		"long": {
			Title: strings.Repeat("长&", 250), URL: long + strings.Repeat("a", 60) + "?b=1&c='",
			Source: article.Source{Name: strings.Repeat("报", 100)},
		},
		"escapes": {Title: strings.Repeat("'", 500), URL: long + strings.Repeat("'", 60), Source: article.Source{Name: strings.Repeat("'", 100)}},
		"quotes": {Title: strings.Repeat(`"`, 500), URL: long + strings.Repeat("&", 900),
			Source: article.Source{Name: strings.Repeat(`\"`, 100)}},
		"address": {Title: "短", URL: long + strings.Repeat("a", 2000)},
		"nothing": {},
	} {
		for _, labelled := range []bool{false, true} {
			packet := planOf(a, 1<<62).xmp(labelled)
			if n := len(packet); n > render.MaxXMP || len(a.Title) > 100 && n < render.MaxXMP-20 {
				t.Errorf("%s, labelled %t: %d bytes", name, labelled, n)
			}
			if err := xml.Unmarshal(packet, new(struct{})); err != nil {
				t.Errorf("%s: %v: %s", name, err, packet)
			}
			for _, field := range []string{
				"Label", "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator", "PropagateID", "ReservedCode2",
			} {
				if strings.Contains(string(packet), `"`+field+`":"`) != labelled {
					t.Errorf("%s, labelled %t: %s", name, labelled, field)
				}
			}
		}
	}
	packet := string(planOf(&article.Article{Title: "长&短", URL: long + "?c='"}, 7).xmp(false))
	for _, want := range []string{"<rdf:li xml:lang='x-default'>长&amp;短<", "dc:source='" + long + "?c=&#39;'", "xmpMM:VersionID='7'"} {
		if !strings.Contains(packet, want) {
			t.Errorf("no %s in %s", want, packet)
		}
	}
}

// Who answers for what was made by machine: the brand, the server, the article's source.
func TestProducer(t *testing.T) {
	for _, c := range []struct{ brand, server, want string }{
		{"", "", "江城晚报"}, {"", "SERVER'1", "SERVER'1"}, {"BRAND1", "SERVER'1", "BRAND1"},
	} {
		p := planOf(&article.Article{Source: article.Source{Name: "江城晚报"}}, 0)
		p.brand, p.key.Producer = &Brand{Producer: c.brand}, c.server
		var said struct{ Label, ContentProducer string }
		if err := json.Unmarshal([]byte(p.aigc()), &said); err != nil || said.Label != "1" || said.ContentProducer != c.want {
			t.Errorf("%+v: %+v %v", c, said, err)
		}
	}
}
