package card_test

import (
	"encoding/json"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// A picture whose article names no focus gets one at its subject, and gives its
// colour to a card that asks for it, also to one that does not show it.
func TestCoverGivesFocusAndAccent(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}})
	boat := &article.Article{Title: "题", Cover: &article.Cover{URL: "https://example.com/boat.jpg"}}
	for _, test := range []struct {
		request  card.Request
		coloured bool
	}{
		{card.Request{Template: "poster", Article: boat}, false},
		{card.Request{Template: "poster", Article: boat, Accent: "auto"}, true},
		{card.Request{Template: "poster", Article: boat, Accent: "auto", Theme: "ink"}, true},
		{card.Request{Template: "plain", Article: boat, Accent: "auto"}, true},
		{card.Request{Template: "poster", Article: &article.Article{Title: "题"}, Accent: "auto"}, false},
	} {
		result, err := s.Card(t.Context(), test.request)
		if err != nil {
			t.Fatal(err)
		}
		var got shown
		if err := json.Unmarshal(result.Bytes, &got); err != nil {
			t.Fatal(err)
		}
		if info := got.Data.CoverInfo; info.Width > 0 && (info.FocusX < 70 || info.FocusX > 95 || info.FocusY < 45 || info.FocusY > 65) {
			t.Errorf("%+v: the focus is %g, %g", test.request, info.FocusX, info.FocusY)
		}
		if test.coloured != (got.Data.Accent != "") {
			t.Errorf("%+v: the accent is %q", test.request, got.Data.Accent)
		}
		if codes := result.Codes.String(); codes != "" {
			t.Errorf("%+v: report %q", test.request, codes)
		}
	}
}
