package css

import (
	"fmt"
	"strings"
	"testing"
)

// The kinds of containment, which exclude each other where they are the same.
func TestContain(t *testing.T) {
	for decl, says := range map[string]string{
		"contain: none":                              "",
		"contain: content":                           "",
		"contain: paint layout style":                "",
		"contain: paint none":                        "contain",
		"contain: paint paint":                       "contain",
		"contain: layout size":                       "",
		"contain: strict":                            "",
		"contain: inline-size paint":                 "",
		"contain: inline-size size":                  "contain",
		"contain: strict paint":                      "contain",
		"contain-intrinsic-size: 3px":                "",
		"contain-intrinsic-size: auto 3px auto none": "",
		"contain-intrinsic-size: -3px":               "contain-intrinsic-size",
		"contain-intrinsic-height: 10%":              "contain-intrinsic-height",
		"content-visibility: visible":                "",
		"content-visibility: auto":                   "",
		"content-visibility: hidden":                 "",
		"content-visibility: none":                   "content-visibility",
	} {
		_, diags := Parse("a.css", "a { "+decl+" }", Options{})
		if got := fmt.Sprint(diags); (says == "") != (len(diags) == 0) || !strings.Contains(got, says) {
			t.Errorf("%s: got %s; want %q", decl, got, says)
		}
	}
}
