package css

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// Hostile style sheets end in time, with an error. The bound is wide: what it
// must catch takes minutes.
func TestHostileSheets(t *testing.T) {
	repeat := strings.Repeat
	for name, src := range map[string]string{
		"nested calc":         "a { width: " + repeat("calc(", 40_000) + "1px" + repeat(")", 40_000) + " }",
		"nested parentheses":  "a { width: calc(" + repeat("(", 40_000) + "1px" + repeat(")", 40_000) + ") }",
		"nested functions":    "a { width: " + repeat("abs(round(", 20_000) + "1px + 1%" + repeat(", 2px))", 20_000) + " }",
		"long sum":            "a { width: calc(1px" + repeat(" + 1%", 40_000) + ") }",
		"long sum of minima":  "a { width: calc(min(1px, 1%)" + repeat(" + min(1px, 1%)", 25_000) + ") }",
		"nested minima":       "a { width: " + repeat("min(1%, ", 30_000) + "1px" + repeat(")", 30_000) + " }",
		"selectors":           repeat("a,", 40_000) + "b { color: red }",
		"rules":               repeat("a{}", 40_000),
		"nested is":           repeat(":is(", 40_000) + "a" + repeat(")", 40_000) + " { }",
		"long selector":       repeat("a ", 40_000) + " { }",
		"many pseudo-classes": "a" + repeat(":not(b)", 40_000) + " { }",
		"nested media":        repeat("@media screen {", 25_000) + repeat("}", 25_000),
		"nested conditions":   "@media " + repeat("(", 40_000) + "width > 1px" + repeat(")", 40_000) + " { }",
		"nested supports":     repeat("@supports (a: b) {", 25_000),
		"nested condition":    "@supports " + repeat("(", 40_000) + "a: b" + repeat(")", 40_000) + " { }",
		"unclosed blocks":     repeat("a {", 40_000),
		"unclosed brackets":   "a { color: " + repeat("([{", 40_000),
		"closers":             repeat("})]", 40_000),
		"shadows":             "a { box-shadow: 0 0 red" + repeat(", 0 0 red", 25_000) + " }",
		"stops":               "a { background: linear-gradient(red" + repeat(", red", 40_000) + ") }",
		"faults":              "a { " + repeat("x: y;", 40_000) + " }",
		"long name":           "a { " + repeat("x", 500_000) + ": y }",
		"too long":            repeat(" ", 2<<20),
		"nul":                 "a { color: \x00red; b\x00: c }",
		"invalid UTF-8":       "a { color: \xff\xfe; \xc3: \x28 }",
	} {
		start := time.Now()
		_, diags := Parse("a.css", src, Options{})
		if d := time.Since(start); d > 10*time.Second {
			t.Logf("%s: took %v", name, d)
		}
		if len(diags) == 0 && name != "many pseudo-classes" {
			t.Errorf("%s: nothing reported", name)
		}
		if len(diags) > maxDiagnostics+1 {
			t.Errorf("%s: %d diagnostics", name, len(diags))
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("a { color: red; width: calc(1px + 2%) }")
	f.Add("@media (min-width: 1px) { a:not(.b) > c::before { content: \"\\4e2d\" } }")
	f.Add("@font-face { font-family: A; src: url(a) format('b'); unicode-range: U+1-2 }")
	f.Add("a { background: url(a) left 1px top 2% / cover, linear-gradient(to left, red, 20%, blue 1px 2px) !important }")
	f.Add(":root { --a: { x: y }; --b: var(--a, ) } a { margin: var(--b) }")
	f.Add("<!-- a{color:r\\65 d}/*")
	f.Fuzz(func(t *testing.T, src string) {
		sheet, diags := Parse("a.css", src, Options{})
		lines := strings.Count(src, "\n") + 1
		for _, d := range diags {
			if d.Line < 0 || d.Line > lines || d.Message == "" {
				t.Fatalf("diagnostic out of place: %v", d)
			}
		}
		again, _ := Parse("a.css", src, Options{})
		if a, b := fmt.Sprint(len(sheet.Rules), len(sheet.FontFaces)), fmt.Sprint(len(again.Rules), len(again.FontFaces)); a != b {
			t.Fatalf("parsed twice: %s and %s", a, b)
		}
	})
}

// The text of a custom property reads as the same tokens again.
func FuzzCustomPropertyText(f *testing.F) {
	for _, s := range []string{
		"a b", "1px 2", "1 px", "a/**/b", "+ 1", "- -1", "#a b", "url(x) y", "\"a\" 'b'", "rgb( 1, 2 )", "1/**/px", "/ *", "a:b",
		"\\31 2", "@ a", "- >", "u+1 2",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		decls, diags := ParseInline("", "--x:"+src, Options{})
		if len(decls) != 1 || len(diags) > 0 {
			return
		}
		v, ok := decls[0].Value.(*CustomValue)
		if !ok {
			return
		}
		text := v.String()
		again := &CustomValue{toks: tokenize(text)}
		if again.String() != text {
			t.Fatalf("%q becomes %q", text, again.String())
		}
	})
}
