package card_test

import (
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/templates"
)

// The brand that comes with the program is an example: no paper's cards get its logo
// unless they name it.
func TestBuiltInBrandDressesNoPaper(t *testing.T) {
	library, err := card.NewLibrary(templates.FS, nil, render.Load)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range []string{"江城晚报", "江城日报", "江岸日报"} {
		if got := library.BrandOf(&article.Article{Title: "题", Source: article.Source{Name: source}}); got != "" {
			t.Errorf("%s is dressed as %s", source, got)
		}
	}
	if brands := library.Brands(); len(brands) != 1 || len(brands[0].Sources) > 0 {
		t.Errorf("%+v", brands)
	}
}
