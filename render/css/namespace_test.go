package css

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestNamespaces matches selectors with prefixes against elements of HTML and of an SVG.
func TestNamespaces(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<body><p title=x><b class=k></b><svg class=k><a></a></svg></p></body>`))
	if err != nil {
		t.Fatal(err)
	}
	const rules = `@namespace s url(http://www.w3.org/2000/svg); @namespace h "http://www.w3.org/1999/xhtml"; @namespace o url("urn:x");`
	for _, test := range []struct{ prelude, selector, want string }{
		{"", "*|b", "b"},
		{"", "s|a", "a"},
		{"", "h|a", ""},
		{"", "h|*.k", "b"},
		{"", "s|*.k", "svg"},
		{"", "o|b", ""},
		{"", "|b", ""},
		{"", "p > *|b", "b"},
		{"", "p[*|title]", "p"},
		{"", "p[|title=x]", "p"},
		{"", "p[h|title]", ""},
		{"", "p:not(s|*)", "p"},
		{"@namespace url(http://www.w3.org/2000/svg);", ".k", "svg"},
		{"@namespace url(http://www.w3.org/2000/svg);", "b", ""},
		{"@namespace url(http://www.w3.org/2000/svg);", "*|*.k", "b svg"},
		{"@namespace url(http://www.w3.org/2000/svg);", "*|*:is(.k)", "b svg"},
	} {
		sheet, diags := Parse("", rules+test.prelude+test.selector+"{color:red}", Options{})
		if len(diags) > 0 || len(sheet.Rules) != 1 {
			t.Errorf("%s: %v", test.selector, diags)
			continue
		}
		var got []string
		steps := 1000
		for n := range doc.Descendants() {
			if n.Type == html.ElementNode && sheet.Rules[0].Selectors[0].Match(n, &steps) {
				got = append(got, n.Data)
			}
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s%s matches %q, want %q", test.prelude, test.selector, s, test.want)
		}
	}
}

func TestNamespaceFaults(t *testing.T) {
	var many strings.Builder
	for i := range maxNamespaces + 1 {
		fmt.Fprintf(&many, "@namespace n%d url(x);", i)
	}
	for src, want := range map[string]string{
		"q|b{color:red}":                      `no @namespace has the prefix "q"`,
		"@namespace 3;":                       "@namespace: expected a prefix",
		"p{color:red} @namespace s url(svg);": "@namespace must come before other rules",
		many.String():                         "more than 64 namespaces",
	} {
		_, diags := Parse("", src, Options{})
		if len(diags) != 1 || !strings.HasPrefix(diags[0].Message, want) {
			t.Errorf("%.40s: %v, want %s", src, diags, want)
		}
	}
}
