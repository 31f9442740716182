package css

import (
	"fmt"
	"strings"
	"testing"
)

// What @container and its properties take, and what is said of the rest.
func TestContainerSyntax(t *testing.T) {
	for src, says := range map[string]string{
		"@container (width >= 24rem) { a { color: red } }":                                                "",
		"@container card (min-width: 10em) and (height < 3px) { a { color: red } }":                       "",
		"@container (1px <= inline-size < 5px) or (not (block-size)) { a { color: red } }":                "",
		"@container (orientation: portrait) and (aspect-ratio > 3/2) { a { color: red } }":                "",
		"@container card { a { color: red } }":                                                            "",
		"@container not style(--a: b c) { a { color: red } }":                                             "",
		"@container style((--a) and (not (--b: rgb(1 2 3)))) { a { color: red } }":                        "",
		"a { @container (width > calc(1em + 2px)) { color: red } }":                                       "",
		"@container (width > 10%) { a { color: red } }":                                                   `"10%" is not part of`,
		"@container (colour) { a { color: red } }":                                                        `"colour"`,
		"@container (min-width) { a { color: red } }":                                                     "@container",
		"@container style(color: red) { a { color: red } }":                                               "custom properties only",
		"@container (width > 1px) and (height > 1px) or (width) { a { color: red } }":                     `"or"`,
		"@container " + strings.Repeat("(", 99) + "width" + strings.Repeat(")", 99) + " { a { top: 0 } }": "@container",
		"a { container: a b / inline-size; container-type: size; container-name: none }":                  "",
		"a { container-name: not }":                                                                       "container-name",
		"a { container-type: width }":                                                                     "container-type",
		"a { container: a / b }":                                                                          "container",
		"a { width: 1cqw; height: max(1cqh, 2cqi, 3cqb, 4cqmin, 5cqmax) }":                                "",
	} {
		_, diags := Parse("a.css", src, Options{})
		if got := fmt.Sprint(diags); (says == "") != (len(diags) == 0) || !strings.Contains(got, says) {
			t.Errorf("%s: got %s; want %q", src, got, says)
		}
	}
}
