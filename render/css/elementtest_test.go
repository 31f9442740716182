package css

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What a form requires, and the old name of :is().
func TestFieldSelectors(t *testing.T) {
	doc, err := html.Parse(strings.NewReader("<input required><select></select><p>"))
	if err != nil {
		t.Fatal(err)
	}
	for selector, want := range map[string]string{
		":required": "input", ":optional": "select", ":-webkit-any(p, b)": "p", "p:default": "", "p:current": "",
	} {
		sheet, diags := Parse("a.css", selector+" { color: red }", Options{})
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		got := ""
		for n := range doc.Descendants() {
			steps := 1000
			if n.Type == html.ElementNode && sheet.Rules[0].Selectors[0].Match(n, &steps) {
				got += n.Data
			}
		}
		if got != want {
			t.Errorf("%s matches %q, want %q", selector, got, want)
		}
	}
}
