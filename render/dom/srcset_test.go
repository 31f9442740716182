package dom

import "testing"

func TestSrcset(t *testing.T) {
	for tag, want := range map[string]string{
		`<img src="a" srcset="b 1x, c 2x">`:             "b",
		`<img src="a" srcset="c 2x, b">`:                "b",
		`<img src="a" srcset="c 2x">`:                   "a",
		`<img src="a" srcset="b 400w, c 800w">`:         "a",
		`<img srcset="data:image/png;base64,AA,BB 1x">`: "data:image/png;base64,AA,BB",
		`<img src="a" srcset=" , b,, c 2x">`:            "b",
		`<img src="a" srcset="">`:                       "a",
	} {
		doc, err := Parse(tag)
		if err != nil {
			t.Fatal(err)
		}
		if got := doc.Root.Find("img").Attr("src"); got != want {
			t.Errorf("%s: %q, want %q", tag, got, want)
		}
	}
}
