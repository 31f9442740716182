package style

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// Hostile templates end in time and within bounds. The bound on time is wide:
// what it must catch takes minutes.
func TestHostileStyles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	repeat := strings.Repeat
	var chain, laughs, wide, customs strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&customs, "--c%d: x;", i)
	}
	for i := range 2_000 {
		fmt.Fprintf(&chain, "--v%d: var(--v%d);", i, i+1)
		fmt.Fprintf(&wide, "--w%d: var(--big);", i)
	}
	laughs.WriteString("--l0: lol lol lol lol;")
	for i := range 30 {
		fmt.Fprintf(&laughs, "--l%d: var(--l%d) var(--l%d) var(--l%d) var(--l%d);", i+1, i, i, i, i)
	}
	deep := repeat("<div>", 400) + "<p id=x>"
	many := repeat("<p class=a><b></b></p>", 3_000) + "<p id=x>"
	for name, tt := range map[string]struct{ sheet, body string }{
		"var chain":         {":root {" + chain.String() + "} p { color: var(--v0) }", "<p id=x>"},
		"var cycle":         {":root { --a: var(--b); --b: var(--c); --c: var(--a) } p { color: var(--a) }", "<p id=x>"},
		"billion laughs":    {":root {" + laughs.String() + "} p { color: var(--l30) }", "<p id=x>"},
		"wide laughs":       {":root { --big: " + repeat("x ", 30_000) + ";" + wide.String() + "}", "<p id=x>"},
		"nested fallbacks":  {"p { color: " + repeat("var(--a, ", 50_000) + "red" + repeat(")", 50_000) + " }", "<p id=x>"},
		"descendants":       {repeat("div ", 30) + "i { color: red } " + repeat("div ", 30) + "p { color: red }", deep},
		"deep alternatives": {repeat(":is(div, div) ", 30) + "i { color: red }", deep + "<i>"},
		"universal":         {repeat("* * * * {} ", 4_000), many},
		"siblings":          {repeat("p:nth-child(2n) ~ p:nth-last-of-type(3n) { color: red } ", 1_000), many},
		"declarations":      {"* {" + repeat("color: red;", 80_000) + "}", many},
		"copied customs":    {":root {" + customs.String() + "} * { --c0: y }", many},
		"huge sizes": {"p { width: 1e30px; margin: 1e308px; font-size: 1e20px; line-height: 1e300; border: 1e99px solid;" +
			"padding: calc(1e300px * 1e300) }", "<p id=x>"},
		"tiny font": {"p { font-size: calc(-1px) } b { font-size: calc(1em - 5em) }", "<p id=x><b>"},
	} {
		start := time.Now()
		root, _ := computed(t, tt.sheet, tt.body)
		if d := time.Since(start); d > 20*time.Second {
			t.Logf("%s: took %v", name, d)
		}
		s := find(root, "x").Style
		for _, v := range []float64{s.Width.Px, s.Margin[0].Px, s.FontSize, s.Border[0].Width, s.Padding[0].Px} {
			if math.Abs(v) > maxPx || math.IsNaN(v) {
				t.Errorf("%s: a length of %v", name, v)
			}
		}
		if s.FontSize < 0 {
			t.Errorf("%s: font size %v", name, s.FontSize)
		}
	}
}

func TestTooComplexIsReported(t *testing.T) {
	_, messages := computed(t, strings.Repeat("* * * * {} ", 4_000), strings.Repeat("<p><b><i></i></b></p>", 5_000))
	if len(messages) != 1 || !strings.Contains(messages[0], "too complex") {
		t.Errorf("%v", messages)
	}
}

func FuzzCompute(f *testing.F) {
	f.Add("p { color: var(--a); --a: red; width: calc(1em + 2%) }", "<p style='margin: 1px'>a<b>c</b></p>")
	f.Add("::before { content: attr(x) 'y' } :is(b, p:not(.c)) > i { display: contents }", "<div dir=rtl><b x=1><i>z")
	f.Add(":root { --a: var(--b, 1px) ; --b: var(--a) } * { inset-inline: var(--a) var(--b, 2px);"+
		"background: url(a), linear-gradient(red, blue) }", "<svg><path></svg><img width=1>")
	f.Fuzz(func(t *testing.T, sheet, body string) {
		parsed, _ := css.Parse("a.css", sheet, css.Options{})
		doc, err := dom.Parse(body)
		if err != nil {
			return
		}
		root, _ := Compile(parsed).Compute(doc, Options{Width: 100, Height: 100})
		check(t, root)
	})
}

// check asserts what layout relies on.
func check(t *testing.T, n *Node) {
	s := n.Style
	for _, l := range []Length{s.Width, s.Height, s.Margin[0], s.Padding[0], s.Inset[0], s.FlexBasis, s.Radius[0].X, s.TextIndent.Length} {
		if v := l.Resolve(100); math.IsNaN(v) || math.IsInf(v, 0) {
			t.Fatalf("length %+v resolves to %v", l, v)
		}
	}
	if s.FontSize < 0 || s.FontSize > maxPx || s.FontWeight < 1 || s.FontWeight > 1000 ||
		s.FlexGrow < 0 || s.FlexShrink < 0 || s.Opacity < 0 || s.Opacity > 1 || len(s.FontFamily) == 0 {
		t.Fatalf("out of range: %+v", s)
	}
	for _, c := range n.Children {
		if c.IsText != (c.Text != "") && c.IsText {
			t.Fatal("a text without text")
		}
		check(t, c)
	}
}
