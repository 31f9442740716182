package css

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Sheets that grow by importing, layering and nesting end at a bound, which the
// diagnostics name, and in time.
func TestBounds(t *testing.T) {
	repeat := strings.Repeat
	var layers, imports strings.Builder
	for i := range 2 * maxLayers {
		fmt.Fprintf(&layers, "@layer l%d { a { color: red } }\n", i)
	}
	for i := range 2 * maxImports {
		fmt.Fprintf(&imports, "@import %q;\n", fmt.Sprint(i, ".css"))
	}
	files := func(of func(name string) string) func(string, string) (string, string, error) {
		return func(_, name string) (string, string, error) { return name, of(name), nil }
	}
	none := files(func(string) string { return "b { color: red }" })
	for name, c := range map[string]struct {
		src    string
		load   func(from, name string) (string, string, error)
		says   string
		atMost int // rules
	}{
		"layers": {layers.String(), nil, fmt.Sprint("more than ", maxLayers, " layers"), maxLayers},
		"layers without a name": {repeat("@layer { a { color: red } }", 2*maxLayers), nil,
			fmt.Sprint("more than ", maxLayers, " layers"), maxLayers},
		"layers in layers": {repeat("@layer x {", 10_000) + "a { color: red }", nil, "", 1},
		"imports":          {imports.String(), none, fmt.Sprint("more than ", maxImports, " files"), maxImports},
		"a file that imports twice": {`@import "a.css";`,
			files(func(string) string { return `@import "a.css"; @import "a.css"; b { color: red }` }), "inside each other", maxImports},
		"a file that imports itself": {
			`@import "a.css";`, files(func(string) string { return `@import "a.css"; b { color: red }` }), "inside each other", maxImportDepth,
		},
		"an imported file of 2 MB": {`@import "a.css";`, files(func(string) string { return repeat(" ", 2<<20) }), "larger than 1 MB", 0},
		"rules in rules":           {repeat("a { ", 10_000) + "color: red", nil, "nested too deeply", maxNesting + 1},
		"lists in rules in rules":  {repeat("a, b { ", maxNesting) + "color: red", nil, "", maxSelectors},
		"has in has":               {repeat("a:has(", 10_000) + "b" + repeat(")", 10_000) + " { color: red }", nil, ":has", 0},
		"has beside has":           {"a" + repeat(":has(b)", 40_000) + " { color: red }", nil, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			sheet, diags := Parse("a.css", c.src, Options{Import: c.load})
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
			if len(sheet.Rules) > c.atMost {
				t.Errorf("%d rules, more than %d", len(sheet.Rules), c.atMost)
			}
			var all strings.Builder
			for _, d := range diags[:min(len(diags), 100)] {
				fmt.Fprintln(&all, d)
			}
			if !strings.Contains(all.String(), c.says) {
				t.Errorf("nothing says %q: %.300s", c.says, all.String())
			}
		})
	}
}
