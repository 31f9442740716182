package css

import (
	"fmt"
	"testing"
)

// none in list-style is for the type and the picture, or for the one of them that is not given.
func TestListStyle(t *testing.T) {
	for value, want := range map[string]string{
		"none":                          "none outside none",
		"inside none":                   "none inside none",
		"none url(a.png)":               "none outside a.png",
		"square none":                   "square outside none",
		"none none inside":              "none inside none",
		"url(a.png) inside 'x'":         "x inside a.png",
		"square url(a.png) none":        "",
		"none none none":                "",
		"symbols(\"x\") symbols(\"y\")": "",
	} {
		sheet, diags := Parse("a.css", "a { list-style: "+value+" }", Options{})
		got := ""
		if len(diags) == 0 {
			d := sheet.Rules[0].Declarations
			got = fmt.Sprint(d[0].Value, " ", d[1].Value, " ", d[2].Value)
		}
		if got != want {
			t.Errorf("%s: %q, want %q %v", value, got, want, diags)
		}
	}
}

// A style that is written out has the symbols that its system needs.
func TestAnonymousCounterStyle(t *testing.T) {
	for value, want := range map[string]bool{
		`symbols("*" "+")`: true, `symbols(cyclic "*")`: true, `symbols(numeric "0" "1")`: true,
		`symbols(numeric "0")`: false, `symbols()`: false, `symbols(additive "a")`: false, `symbols(cyclic a)`: false,
	} {
		decls, diags := ParseInline("", "list-style-type: "+value, Options{})
		if got := len(decls) == 1 && len(diags) == 0; got != want {
			t.Errorf("%s: %v %v", value, got, diags)
		}
	}
}
