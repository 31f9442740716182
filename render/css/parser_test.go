package css

import (
	"fmt"
	"strings"
	"testing"
)

// expectDiagnostics parses src and compares all diagnostics, one a line, as
// "line:column severity: message".
func expectDiagnostics(t *testing.T, src string, want ...string) *Sheet {
	t.Helper()
	sheet, diags := Parse("a.css", src, Options{})
	var got []string
	for _, d := range diags {
		got = append(got, fmt.Sprintf("%d:%d %s: %s", d.Line, d.Column, d.Severity, d.Message))
	}
	if g, w := strings.Join(got, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("%s\ngot\n%s\nwant\n%s", src, g, w)
	}
	return sheet
}

// displays is the syntax of display as a diagnostic shows it, clipped.
const displays = "inline | block | inline-block | flex | inline-flex | grid | inline-grid | flow-root | list-item | contents …"

func TestDiagnostics(t *testing.T) {
	// Properties.
	expectDiagnostics(t, "a { z-idnex: 1 }", `1:5 error: unknown property "z-idnex"; did you mean "z-index"?`)
	expectDiagnostics(t, "a {\n  color: red;\n  colour: red\n}", `3:3 error: unknown property "colour"; did you mean "color"?`)
	expectDiagnostics(t, "a { frobnicate: 1 }", `1:5 error: unknown property "frobnicate"`)
	expectDiagnostics(t, "a { block-step: 2px }", `1:5 error: block-step is not supported`)
	expectDiagnostics(t, "a { float: inline-start; clear: both }")
	expectDiagnostics(t, "a { float: center }",
		`1:12 error: "center" is not a value of float; expected none | left | right | inline-start | inline-end`)
	expectDiagnostics(t, "a { float: none; mask-border: none; list-style: none; outline: 0 }")
	expectDiagnostics(t, "a { list-style: inside disc; counter-increment: x 2; quotes: '「' '」' } a::marker { content: counters(x, '.') }")
	expectDiagnostics(t, "a { list-style: Hebrew outside } b::before { content: counter(n, own-style) }")
	expectDiagnostics(t, "a { cursor: pointer; -webkit-font-smoothing: antialiased; text-rendering: optimizeLegibility }")
	expectDiagnostics(t, "a { -moz-thing: 1 }")
	expectDiagnostics(t, "a { -webkit-thing: 1 }", `1:5 warning: -webkit-thing is not known; it is for one browser only`)
	expectDiagnostics(t, "a { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden }")
	expectDiagnostics(t, "a { --card-fti: 1px 2px 3 }", `1:5 error: unknown property "--card-fti"; did you mean "--card-fit"?`)
	expectDiagnostics(t, "a { --card-fit: 10px }",
		`1:5 error: --card-fit: expected the smallest size, the largest and a number of lines, as in "56px 92px 3"`)
	expectDiagnostics(t, "a { --card-clamp: word }", `1:5 error: --card-clamp: expected sentence or line`)

	// Values.
	expectDiagnostics(t, "a { display: widht }",
		`1:14 error: "widht" is not a value of display; expected `+displays)
	expectDiagnostics(t, "a { display: bock }", `1:14 error: "bock" is not a value of display; did you mean "block"?`)
	expectDiagnostics(t, "a { border: 1px sold red }", `1:17 error: "sold" is not a value of border; did you mean "solid"?`)
	expectDiagnostics(t, "a { width: 10 }", `1:12 error: width: "10" needs a unit, such as 10px`)
	expectDiagnostics(t, "a { width: 10xp }", `1:12 error: width: unknown unit "xp"; did you mean "px"?`)
	expectDiagnostics(t, "a { padding: -1px }", `1:14 error: padding: a negative value is not allowed`)
	expectDiagnostics(t, "a { color: device-cmyk(0 1 1 0) }", `1:12 error: color: device-cmyk() is not supported`)
	expectDiagnostics(t, "a { background: image-set('a.png' 2x) }", `1:17 error: background: image-set() has no picture for 1x`)
	expectDiagnostics(t, "a { color: }", `1:5 error: color has no value`)
	expectDiagnostics(t, "a { color: red; color: rde; width: 1px; width: x }",
		`1:24 error: "rde" is not a value of color; expected <color>`,
		`1:48 error: "x" is not a value of width; expected auto | <length-percentage> | min-content | max-content | fit-content | stretch`)
	expectDiagnostics(t, "a { color: red\n  width: 1px }", `2:3 error: color: a semicolon is missing before "width"`)
	expectDiagnostics(t, "a { flex: 1 1 }")
	expectDiagnostics(t, "a { ruby-merge: auto; display: rubi }",
		`1:5 error: ruby-merge is not supported`,
		`1:32 error: "rubi" is not a value of display; did you mean "ruby"?`)

	// Columns count characters, not bytes.
	expectDiagnostics(t, "/* 标题 */ a { colr: red }", `1:14 error: unknown property "colr"; did you mean "color"?`)
}

func TestRecovery(t *testing.T) {
	rules := func(src string, diags ...string) string {
		var names []string
		for _, r := range expectDiagnostics(t, src, diags...).Rules {
			var ids []string
			for _, d := range r.Declarations {
				ids = append(ids, d.ID.String())
			}
			names = append(names, strings.Join(ids, " "))
		}
		return strings.Join(names, "; ")
	}
	for _, tt := range []struct {
		src, want string
		diags     []string
	}{
		{"a { color red; width: 1px }", "width", []string{`1:5 error: "color" is not a declaration; expected "property: value"`}},
		{"a { ; color: red;; }", "color", nil},
		{"a { color: red } } b { width: 1px }", "color; width", []string{`1:18 error: "}" is not expected here`}},
		{"a { color: red", "color", []string{`1:3 warning: "{" is not closed`}},
		{"a { color: red; & b { width: 1px } height: 2px }", "color; width; height", nil},
		{"a { color: red; b:hover { width: 1px } height: 2px }", "color; width; height", nil},
		{"a { width: (1px; } b { color: red }", "", []string{
			`1:3 warning: "{" is not closed`,
			`1:12 error: "(" is not a value of width; expected auto | <length-percentage> | min-content | max-content | fit-content | stretch`,
		}},
		{"a, %b { color: red } c { width: 1px }", "width", []string{`1:4 error: "%" is not a selector`}},
		{"@charset \"utf-8\"; @import url(x.css); a { color: red }", "color", []string{
			`1:19 error: @import "x.css": style sheets cannot be imported here`,
		}},
		{"@keyframes x { from { color: red } } a { color: red }", "color", nil},
		{"@meda screen { } a { color: red }", "color", []string{`1:1 error: unknown rule "@meda"; did you mean "media"?`}},
		{"@layer x { a { color: red } }", "color", nil},
		{"@layer x.y, z; @layer { a { color: red } }", "color", nil},
		{"@layer x y { a { color: red } }", "", []string{`1:10 error: "x y" is not the name of a layer`}},
		{"a { @media print { color: red } @layer x { & > b { width: 1px } } }", "color; width", nil},
		{"a { @foo { color: red } width: 1px }", "width", []string{`1:5 error: unknown rule "@foo"`}},
		{"@property --a { syntax: '*'; inherits: false } a { color: red }", "color", nil},
		{"@property --a { syntax: '<color>'; inherits: false }", "", []string{`1:1 error: @property --a has no initial-value`}},
		{"a { color: red } @import 'x.css';", "color", []string{`1:18 error: @import must come before other rules`}},
		{"<!-- a { color: red } -->", "color", nil},
		{"a { color: re\\64 }", "color", nil},
		{"a { COLOR: RED !IMPORTANT }", "color", nil},
		{"a", "", []string{`1:1 error: "{" is missing after the selector`}},
		{"a { content: \"open\n; color: red }", "color", []string{
			`1:14 error: "\"open\n" is not a value of content; expected normal | none | [<string> | attr() | counter() | counters() | open-quote | close-quote | no-open-quote …`,
		}},
	} {
		if got := rules(tt.src, tt.diags...); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.src, got, tt.want)
		}
	}
}

func TestParseStartsWithinFile(t *testing.T) {
	_, diags := Parse("poster.html", "a {}\nb { colr: red }", Options{Line: 10, Column: 8})
	if len(diags) != 1 || diags[0].Line != 11 || diags[0].Column != 5 {
		t.Errorf("second line: %v", diags)
	}
	_, diags = Parse("poster.html", "b { colr: red }", Options{Line: 10, Column: 8})
	if len(diags) != 1 || diags[0].String() != `poster.html:10:12: unknown property "colr"; did you mean "color"?` {
		t.Errorf("first line: %v", diags)
	}
}

func TestSelectors(t *testing.T) {
	for _, tt := range []struct{ sel, want string }{
		{"a", "[0 0 1]"},
		{"*", "[0 0 0]"},
		{"#a.b c::before", "[1 1 2]"},
		{"a:not(.b, #c)", "[1 0 1]"},
		{"a:is(b, .c) d", "[0 1 2]"},
		{"a:where(#x) > b", "[0 0 2]"},
		{"li:nth-child(2n+1)", "[0 1 1]"},
		{":root", "[0 1 0]"},
		{"[lang|=zh] + p ~ q", "[0 1 2]"},
		{"a:before", "[0 0 2]"},
		{"a:has(> #b, c)", "[1 0 1]"},
		{"a:lang(zh, 'en-GB')", "[0 1 1]"},
	} {
		sheet := expectDiagnostics(t, tt.sel+" { }")
		if len(sheet.Rules) != 1 || len(sheet.Rules[0].Selectors) != 1 {
			t.Errorf("%s: not read", tt.sel)
			continue
		}
		if got := fmt.Sprint(sheet.Rules[0].Selectors[0].Specificity); got != tt.want {
			t.Errorf("%s: specificity %s, want %s", tt.sel, got, tt.want)
		}
	}
	expectDiagnostics(t, "a:hover, a::-webkit-scrollbar { }") // they never show in a picture
	expectDiagnostics(t, "a:frist-child { }", `1:2 error: unknown pseudo-class ":frist-child"; did you mean "first-child"?`)
	expectDiagnostics(t, "a::befor { }", `1:2 error: unknown pseudo-element "::befor"; did you mean "before"?`)
	expectDiagnostics(t, "a::first-line { color: red; width: 1px }",
		`1:29 error: width is not supported in ::first-line; color, text-decoration and text-shadow are`)
	expectDiagnostics(t, "a:has(b:has(c)) { }", `1:8 error: :has() may not stand inside :has()`)
	expectDiagnostics(t, "a:lang(1) { }", `1:3 error: :lang() needs names of languages, as in :lang(zh, en)`)
	expectDiagnostics(t, "a::before b { }", `1:11 error: nothing may follow ::before`)
	expectDiagnostics(t, "a:is(b::after, c) { }", `1:7 error: ::after may not stand inside :is(), :where() or :not()`)
	expectDiagnostics(t, "::before.b, a { }", `1:9 error: nothing may follow ::before`)
	expectDiagnostics(t, "a,, b { }", `1:3 error: "," is not a selector`)
	expectDiagnostics(t, "a > { }", `1:3 error: a selector is missing`)
	expectDiagnostics(t, `a[b!=c] { }`, `1:4 error: "!" is not expected in an attribute selector`)
}

// The reset that pages begin with: a pseudo-element may end any selector of a list.
func TestSelectorListWithPseudoElements(t *testing.T) {
	for src, want := range map[string]string{
		"*,::before,::after { margin: 0 }":    " before after",
		"*, *::before, *:after { margin: 0 }": " before after",
		"a::before , b, c d::after { }":       "before  after",
	} {
		sheet := expectDiagnostics(t, src)
		var got []string
		for _, s := range sheet.Rules[0].Selectors {
			got = append(got, s.Pseudo)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s: pseudo-elements %q, want %q", src, g, want)
		}
	}
}

func TestMedia(t *testing.T) {
	env := Environment{Width: 1080, Height: 1440}
	dark := env
	dark.Dark = true
	for _, tt := range []struct {
		query       string
		light, dark bool
	}{
		{"", true, true},
		{"all", true, true},
		{"screen", true, true},
		{"print", false, false},
		{"not print", true, true},
		{"only screen and (min-width: 1000px)", true, true},
		{"(max-width: 1000px)", false, false},
		{"(prefers-color-scheme: dark)", false, true},
		{"(prefers-color-scheme: light)", true, false},
		{"not (prefers-color-scheme: dark)", true, false},
		{"print, (prefers-color-scheme: dark)", false, true},
		{"(width >= 1080px) and (height < 1440px)", false, false},
		{"(500px <= width <= 1080px)", true, true},
		{"(1080px = width)", true, true},
		{"(orientation: portrait)", true, true},
		{"(aspect-ratio: 3/4)", true, true},
		{"(min-aspect-ratio: 1/1)", false, false},
		{"((width > 1px) or (height > 1px)) and (prefers-color-scheme: dark)", false, true},
		{"(min-width: 60em)", true, true},
	} {
		sheet := expectDiagnostics(t, "@media "+tt.query+" { a { color: red } }")
		m := sheet.Rules[0].Media[0]
		if l, d := m.Matches(env), m.Matches(dark); l != tt.light || d != tt.dark {
			t.Errorf("@media %s: light %v dark %v", tt.query, l, d)
		}
	}
	expectDiagnostics(t, "@media (colour: 8) { }", `1:9 error: @media: the feature "colour" is not supported`)
	expectDiagnostics(t, "@media (prefers-color-scheme: drak) { }", `1:31 error: @media: "drak" is not a media query`)
	sheet := expectDiagnostics(t, "@media screen { @media print { a { color: red } } b { color: red } }")
	if len(sheet.Rules[0].Media) != 2 || len(sheet.Rules[1].Media) != 1 {
		t.Error("nested @media: conditions are not joined")
	}
}

func TestSupports(t *testing.T) {
	for _, tt := range []struct {
		condition string
		holds     bool
	}{
		{"(display: flex)", true},
		{"(display: run-in)", false},
		{"not (display: run-in)", true},
		{"(text-spacing-trim: trim-both) and (word-break: auto-phrase)", true},
		{"(display: run-in) or (display: flex)", true},
		{"((display: run-in) or (display: flex)) and (not (color: nocolor))", true},
		{"(--x: y)", true},
		{"(color: var(--x))", true},
		{"(margin: 1px 2px !important)", true},
		{"(frobnicate: 1)", false},
		{"(float: left)", true},
		{"(block-step: 2px)", false},
		{"selector(a:not(.b) > c)", true},
		{"selector(a:has(b))", true},
		{"selector(a::first-line)", true},
		{"font-tech(color-colrv1)", false},
	} {
		sheet := expectDiagnostics(t, "@supports "+tt.condition+" { a { color: red } }")
		if (len(sheet.Rules) == 1) != tt.holds {
			t.Errorf("@supports %s: %d rules", tt.condition, len(sheet.Rules))
		}
	}
	for _, bad := range []string{"", "display: flex", "(display: flex) and", "(a: b) and (c: d) or (e: f)", "()"} {
		expectDiagnostics(t, "@supports "+bad+" { a { color: red } }", "1:1 error: the condition of @supports is not understood")
	}
}

func TestFontFace(t *testing.T) {
	sheet := expectDiagnostics(t, `@font-face { font-family: "Brand Sans";
src: local("Brand"), url(fonts/brand.woff2) format("woff2"), url("b.ttf") format(truetype);
		font-weight: 300 700; font-style: italic; unicode-range: U+4E00-9FFF, u+3?? ,U+2A; font-display: swap }`)
	if len(sheet.FontFaces) != 1 {
		t.Fatal("not read")
	}
	f := sheet.FontFaces[0]
	got := fmt.Sprint(f.Family, f.Sources, *f.Weight, *f.Slant, f.Unicode, f.Line)
	want := "Brand Sans[{ Brand } {fonts/brand.woff2  woff2} {b.ttf  truetype}] {300 700} {14 14} [{19968 40959} {768 1023} {42 42}] 1"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	expectDiagnostics(t, "@font-face { src: url(a.ttf) }", "1:1 error: @font-face has no font-family")
	expectDiagnostics(t, "@font-face { font-family: A; scr: url(a.ttf) }",
		`1:30 error: unknown descriptor "scr"; did you mean "src"?`, "1:1 error: @font-face has no usable src")
}

func TestInline(t *testing.T) {
	decls, diags := ParseInline("a.html", "color: red; widht: 2px", Options{Line: 3, Column: 9})
	if len(decls) != 1 || len(diags) != 1 || diags[0].String() != `a.html:3:21: unknown property "widht"; did you mean "width"?` {
		t.Errorf("%v %v", decls, diags)
	}
}
