package card_test

import (
	"encoding/json"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// A field that was left out of an article degrades those cards that would have shown
// it, and is named by all.
func TestDroppedFields(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}})
	drop := func(fields ...string) []article.Drop {
		var drops []article.Drop
		for _, field := range fields {
			drops = append(drops, article.NewDrop(field, "x", "is odd"))
		}
		return drops
	}
	for _, test := range []struct {
		template string
		dropped  []article.Drop
		want     string
	}{
		{"poster", nil, ""},
		{"poster", drop("cover.url"), "degraded, dropped=cover"},
		{"plain", drop("cover.url"), "dropped=cover"},
		{"poster", drop("items[1].title", "items[0].title", "cover.url"), "degraded, dropped=(cover items)"},
		{"plain", drop("published_at"), "dropped=published_at"},
		{"plain", drop("brand"), "degraded, dropped=brand"}, // which would have dressed it
		{"plain", drop("标题 x"), "dropped=other"},
	} {
		result, err := s.Card(t.Context(), card.Request{Template: test.template, Article: &article.Article{Title: "题", Dropped: test.dropped}})
		if err != nil {
			t.Fatal(err)
		}
		if got := result.Codes.String(); got != test.want {
			t.Errorf("%s without %v: %q, want %q", test.template, test.dropped, got, test.want)
		}
		text, err := json.Marshal(result.Codes)
		if err != nil {
			t.Fatal(err)
		}
		var read card.Codes
		if err := json.Unmarshal(text, &read); err != nil || read.String() != test.want {
			t.Errorf("%s was read as %q, %v", text, read, err)
		}
	}
}

// What was left out is part of the key: it is part of what the caller is told.
func TestDropsAreInTheKey(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}})
	whole, err := s.Card(t.Context(), poster(&article.Article{Title: "题"}))
	if err != nil {
		t.Fatal(err)
	}
	lacking, err := s.Card(t.Context(), poster(&article.Article{Title: "题", Dropped: []article.Drop{article.NewDrop("cover.url", "x", "is odd")}}))
	if err != nil || lacking.Key == whole.Key || whole.Degraded {
		t.Errorf("%+v %v", lacking, err)
	}
}
