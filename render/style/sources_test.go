package style

import (
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

func TestSources(t *testing.T) {
	for page, want := range map[string]string{
		`<img src="a" srcset="b 1x, c 2x">`:                                   "b",
		`<img src="a" srcset="c 2x, b">`:                                      "b",
		`<img src="a" srcset="c 2x">`:                                         "a",
		`<img src="a" srcset="b 400w, c 800w">`:                               "c",
		`<img src="a" srcset="b 300w, c 500w" sizes="300px">`:                 "b",
		`<img src="a" srcset="b 300w, c 500w" sizes="50vw">`:                  "c",
		`<img src="a" srcset="b 3w, c 5w" sizes="(max-width: 9px) 3px, 1%">`:  "c",
		`<img src="a" srcset="b 3w, c 5w" sizes="(min-width: 9px) 3px, 5px">`: "b",
		`<img srcset="data:image/png;base64,AA,BB 1x">`:                       "data:image/png;base64,AA,BB",
		`<img src="a" srcset=" , b,, c 2x">`:                                  "b",
		`<img src="a" srcset="b 1y, c -1x, d 0w">`:                            "a",
		`<img src="a" srcset="">`:                                             "a",
		`<picture><source srcset="b"><img src="a"></picture>`:                 "b",
		`<picture><source srcset="b" media="print"><source srcset="c" type="image/x"><img src="a" srcset="d"></picture>`: "d",
		`<picture><source srcset="b" media="(min-width: 600px)" type="image/png"><img src="a"></picture>`:                "b",
		`<picture><img src="a"><source srcset="b"></picture>`:                                                            "a",
		`<picture><source media="("><source srcset="b" media="("><img src="a"></picture>`:                                "a",
	} {
		doc, err := dom.Parse(page)
		if err != nil {
			t.Fatal(err)
		}
		sheet, _ := css.Parse("", "", css.Options{})
		Compile(sheet).Compute(doc, Options{Width: 800, Height: 400})
		if got := doc.Root.Find("img").Attr("src"); got != want {
			t.Errorf("%s: %q, want %q", page, got, want)
		}
	}
}
