package css

import (
	"slices"
	"strings"
	"testing"
)

// Every longhand has a row, every shorthand's longhands exist, and every
// keyword of a plain keyword property is read.
func TestTableIsComplete(t *testing.T) {
	for id := range Custom {
		if table.rows[id] == nil {
			t.Errorf("longhand %d has no row", id)
		}
	}
	for _, p := range table.all {
		if p.longhands != nil {
			continue
		}
		if p.initial == "" {
			t.Errorf("%s has no initial value", p.name)
		}
		decls, diags := ParseInline("", p.name+":"+p.initial, Options{})
		if len(diags) > 0 || len(decls) != 1 || decls[0].ID != p.id {
			t.Errorf("initial value of %s: %v", p.name, diags)
		}
		for _, word := range p.words {
			if p.parse == nil {
				if _, diags := ParseInline("", p.name+":"+word, Options{}); len(diags) > 0 {
					t.Errorf("%s: %s: %v", p.name, word, diags)
				}
			}
		}
	}
}

func TestPropertiesAreListed(t *testing.T) {
	list := Properties()
	i := slices.IndexFunc(list, func(p Property) bool { return p.Name == "margin" })
	if i < 0 || !slices.Equal(list[i].Longhands, []string{"margin-top", "margin-right", "margin-bottom", "margin-left"}) {
		t.Errorf("margin: %v", list[max(i, 0)])
	}
	seen := map[string]bool{}
	for _, p := range list {
		for _, name := range append([]string{p.Name}, p.Aliases...) {
			if seen[name] {
				t.Errorf("%s is listed twice", name)
			}
			if _, known := unsupported[name]; known {
				t.Errorf("%s is both supported and not", name)
			}
			seen[name] = true
		}
		if strings.TrimSpace(p.Values) == "" {
			t.Errorf("%s has no syntax", p.Name)
		}
	}
}
