package style

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// red and green tell a loser from a winner.
var green, red = rgb(0x008000), rgb(0xff0000)

// The declaration that wins is green.
func TestCascade(t *testing.T) {
	for _, tt := range []struct{ sheet, attr string }{
		// Order of appearance and specificity (CSS Cascade 4 §6).
		{"#x { color: red } #x { color: green }", ""},
		{"#x { color: green } .c { color: red } div { color: red }", ""},
		{".c { color: green } div { color: red }", ""},
		{"div.c { color: green } .c { color: red }", ""},
		{"#p #x { color: green } #x.c.d { color: red }", ""},
		{".c.c.c.c.c.c.c.c.c.c.c { color: red } #x { color: green }", ""},
		{"#x { color: red }", "color: green"},
		// Importance.
		{"div { color: green !important } #x { color: red }", ""},
		{"div { color: green !important }", "color: red"},
		{"div { color: red !important } #x { color: green !important }", ""},
		{"#x { color: red !important }", "color: green !important"},
		// A value that fails leaves the earlier one.
		{"#x { color: green; color: var(--none, ) red }", "color: green"},
		// Selectors.
		{"div:not(.c) { color: red } div:not(.e, .f) { color: green }", ""},
		{":is(div, p).c { color: green } .c { color: red }", ""},
		{":where(#x.c) { color: red } div { color: green }", ""},
		{"#p > .c { color: green } #p > p > .c { color: red }", ""},
		{"p + div { color: green } div + div { color: red }", ""},
		{"p ~ .c { color: green }", ""},
		{"div:nth-child(2) { color: green } div:first-child { color: red }", ""},
		{"div:last-child { color: green } div:nth-child(odd).c { color: red }", ""},
		{"[data-k=v] { color: green } [data-k=w] { color: red }", ""},
		{`[data-k^="v"i] { color: green }`, ""},
		{":root .c { color: green }", ""},
		{".c:lang(zh) { color: green }", ""},
		{".C { color: red } DIV { color: green }", ""},
		{".\\63 { color: green }", ""},
		{"body :is(#p p, #p > .d) { color: green }", ""},
		{".c:hover, .c { color: green } .c:hover { color: red }", ""},
		{"div:nth-child(2n) { color: green } div:nth-child( 2n + 1 ) { color: red }", ""},
		{"div:nth-child(-n+2) { color: green } div:nth-child(n + 3) { color: red }", ""},
		{"div:nth-child(EVEN) { color: green } div:nth-child( odd ) { color: red }", ""},
		{"div:nth-child(+2) { color: green } div:nth-last-child(2) { color: red }", ""},
		{"div:nth-of-type(1):last-of-type:only-of-type { color: green }", ""},
		{"#x:empty { color: green } #p:empty > div { color: red }", ""},
		{"DIV:NOT(.e):Is(.C, .c) { color: green }", ""},
		{`[data-k = 'v'][ class ~= "d" ][lang|=zh] { color: red } [data-k = 'v'][ class ~= "d" ] { color: green }`, ""},
		{`[data-k=V i] { color: green } [data-k*=w], [data-k$=w] { color: red }`, ""},
		{".md\\:c, .\\63 { color: green }", ""},
		{"#\\78 { color: green }", ""},
		{"html body>#p>*+div{color:green}", ""},
		{"/**/#x/**/{/**/color/**/:/**/green/**/}/**/", ""},
		{"#p/**/#x { color: red } #p /**/ #x { color: green }", ""},
		// CSS-wide keywords.
		{"#p { color: green } #x { color: red; color: inherit }", ""},
		{"#p { color: green } .c { color: red } #x { color: unset }", ""},
		{"#p { color: green } .c { color: red } #x { color: revert }", ""},
		{"#p { color: green } #x { color: currentcolor }", ""},
		{"#p { color: green } #x { color: red; all: unset }", ""},
		{"#x { all: initial; color: green }", ""},
		// Media.
		{"@media screen { #x { color: green } } @media print { #x { color: red } }", ""},
		{"@media (max-width: 999px) { #x { color: red } } #x { color: green }", ""},
		// Inheritance.
		{"#p { color: green }", ""},
		{"* { color: red } #x { color: green }", ""},
		// Custom properties.
		{":root { --c: red } #p { --c: green } #x { color: var(--c) }", ""},
		{":root { --c: var(--d); --d: green } #x { color: var(--c) }", ""},
		{":root { --c: var(--d); --d: red } #x { --d: green; color: var(--d) }", ""},
		{"#x { --c: green !important; --c: red; color: var(--c) }", ""},
		{"#x { color: var(--c) } #p { --c: var(--none) ; color: green }", ""},
		{"#x { --c: initial; color: var(--c, green) } #p { --c: red }", ""},
		{"#p { --c: green } #x { --c: inherit; color: var(--c) }", ""},
		{"#x { --a: var(--a); color: var(--a, green) }", ""},
		{"#x { --C: green; --c: red; color: var(--C) }", ""},
	} {
		body := fmt.Sprintf(`<html lang=zh-CN><div id=p><p></p><div id=x class="c d" data-k=v style="%s"></div></div>`, tt.attr)
		root, messages := computed(t, tt.sheet, body)
		x := find(root, "x")
		if x.Style.Color != green {
			t.Errorf("%s %s: color is %v %v", tt.sheet, tt.attr, x.Style.Color, messages)
		}
	}
}

func TestDarkMode(t *testing.T) {
	sheet := ":root { --ink: #ff0000 } @media (prefers-color-scheme: dark) { :root { --ink: green } } p { color: var(--ink) }"
	for _, dark := range []bool{false, true} {
		root, _ := computedWith(t, sheet, "<p id=x>", Options{Width: 10, Height: 10, Dark: dark})
		if got := find(root, "x").Style.Color; (got == green) != dark {
			t.Errorf("dark %v: %v", dark, got)
		}
	}
}

// Only inherited properties reach the child.
func TestInheritance(t *testing.T) {
	root, _ := computed(t, `#p { color: green; font: italic 700 20px/2 A; letter-spacing: 1px; text-align: center; white-space: nowrap;
		text-indent: 1em; visibility: hidden; direction: rtl; text-shadow: 0 0 red; word-break: keep-all; --k: v;
		margin: 1px; padding: 1px; border: 1px solid; background: red; width: 5px; opacity: .5; display: flex; -webkit-line-clamp: 2;
		text-overflow: ellipsis; vertical-align: top; font-feature-settings: "palt" }`, `<div id=p lang=ja><span id=x></span></div>`)
	s := find(root, "x").Style
	got := spaced(s.Color == green, s.Slant != 0, s.FontWeight, s.FontSize, s.LineHeight.Factor, s.FontFamily, s.LetterSpacing, s.TextAlign,
		s.WhiteSpace, s.TextIndent.Px, s.Visible, s.Direction, len(s.TextShadow), s.WordBreak, s.Custom["--k"], s.Lang, s.FontFeatures)
	if want := "true true 700 20 2 [A] 1 4 2 20 false 1 1 2 v ja [{palt 1}]"; got != want {
		t.Errorf("inherited: got %s, want %s", got, want)
	}
	got = spaced(s.Margin[0].Px, s.Padding[0].Px, s.Border[0].Width, s.BackgroundColor.A, s.Width.IsAuto(), s.Opacity, s.LineClamp,
		s.TextOverflow, s.VerticalAlign.Keyword)
	if want := "0 0 0 0 true 1 0 0 0"; got != want {
		t.Errorf("not inherited: got %s, want %s", got, want)
	}
}

// em, rem, lh and percentages of the font size.
func TestRelativeUnits(t *testing.T) {
	root, _ := computed(t, `html { font-size: 10px } #p { font-size: 2em; line-height: 1.5 }
		#x { font-size: 150%; width: 1em; height: 1rem; margin: 1lh 1ex }
		#y { font-size: 2rem; width: 2lh; line-height: 3 } #z { font-size: smaller; width: 1rlh }`,
		`<div id=p><div id=x></div><div id=y></div><b id=z></b></div>`)
	x, y, z := find(root, "x").Style, find(root, "y").Style, find(root, "z").Style
	got := spaced(x.FontSize, x.Width.Px, x.Height.Px, x.Margin[0].Px, x.Margin[1].Px,
		y.FontSize, y.Width.Px, fmt.Sprintf("%.2f", z.FontSize), z.Width.Px)
	if want := "30 30 10 45 15 20 120 16.67 12"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// At scale 2 half a px is a whole device pixel.
func TestBordersSnapToDevicePixels(t *testing.T) {
	root, _ := computedWith(t, "#x { border: 1.7px solid; border-top-width: .2px }", "<p id=x>", Options{Scale: 2})
	if b := find(root, "x").Style.Border; b[1].Width != 1.5 || b[0].Width != 0.5 {
		t.Errorf("%v", b)
	}
}

func TestFontMetricsUnits(t *testing.T) {
	opts := Options{Metrics: func(s *Style) Metrics { return Metrics{Ch: s.FontSize * .6, Ex: s.FontSize * .4} }}
	root, _ := computedWith(t, "#x { font-size: 20px; width: 10ch; height: 1ex }", "<p id=x>", opts)
	if s := find(root, "x").Style; s.Width.Px != 120 || s.Height.Px != 8 {
		t.Errorf("width %v, height %v", s.Width.Px, s.Height.Px)
	}
}

func TestBrowserSheet(t *testing.T) {
	root, messages := computed(t, "", `<!doctype html><html><head><title>T</title></head><body id=body><h1 id=h1>a</h1>
		<p id=p>b <b id=b>c</b><em id=em>d</em><u id=u>x</u><s id=s>y</s><sup id=sup>2</sup></p>
		<div id=rtl dir=rtl></div><p id=hidden hidden></p><img id=img width=30 height=20><ul id=ul></ul><a id=a href=x>l</a></body></html>`)
	if len(messages) > 0 {
		t.Error(messages)
	}
	s := func(id string) *Style { return find(root, id).Style }
	got := spaced(root.Style.Display == Block, root.Children[0].Style.Display == DisplayNone, s("body").Margin[0].Px,
		s("h1").FontSize, s("h1").FontWeight,
		fmt.Sprintf("%.2f", s("h1").Margin[0].Px), s("p").Margin[2].Px, s("b").FontWeight, s("em").Slant != 0,
		s("u").Decoration[0].Line, s("s").Decoration[0].Line,
		s("sup").VerticalAlign.Keyword, s("rtl").Direction, s("hidden").Display == DisplayNone,
		s("img").Width.Px, s("img").Height.Px, s("ul").Padding[Left].Px, s("a").Decoration[0].Line)
	if want := "true true 8 32 700 21.44 16 700 true 1 4 2 1 true 30 20 40 1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A style attribute wins over width and height attributes, a rule too.
func TestHintsAreWeak(t *testing.T) {
	root, _ := computed(t, "img { width: 5px } img { height: 6px }", `<img id=x width=30 height=20>`)
	if s := find(root, "x").Style; s.Width.Px != 5 || s.Height.Px != 6 {
		t.Errorf("%v %v", s.Width, s.Height)
	}
}

func TestPseudoElements(t *testing.T) {
	root, messages := computed(t, `#x::before { content: "〔" attr(data-n) "\3015"; color: green } #x:after { content: "" ; display: block }
		#y::before { content: none } #y::after { color: red } #x::before { --q: 1 }`, `<p id=x data-n=7>a</p><p id=y>b</p>`)
	if len(messages) > 0 {
		t.Error(messages)
	}
	x := find(root, "x")
	if len(x.Children) != 3 || x.Children[0].Pseudo != "before" || x.Children[2].Pseudo != "after" {
		t.Fatalf("children of x: %d", len(x.Children))
	}
	before := x.Children[0]
	if before.Children[0].Text != "〔7〕" || before.Style.Color != green || !before.Children[0].IsText || before.Elem != x.Elem {
		t.Errorf("::before: %q %v", before.Children[0].Text, before.Style.Color)
	}
	if after := x.Children[2]; after.Style.Display != Block || len(after.Children) != 0 {
		t.Errorf("::after: %v", after.Style.Display)
	}
	if y := find(root, "y"); len(y.Children) != 1 {
		t.Errorf("y has %d children", len(y.Children))
	}
}

func TestBlockification(t *testing.T) {
	root, _ := computed(t, `.f { display: flex } #c { display: contents } #abs { position: absolute } #if { display: inline-flex }
		#f::before { content: "x" }
		#root { display: contents }`,
		`<html id=root><div class=f id=f><span id=a></span><b id=c><i id=d></i></b><span id=if></span></div>`+
			`<span id=abs></span><span id=plain></span></html>`)
	got := ""
	for _, id := range []string{"a", "d", "if", "abs", "plain", "f::before", "root", "c"} {
		got += fmt.Sprint(find(root, id).Style.Display, " ")
	}
	if want := fmt.Sprint(Block, Block, Flex, Block, Inline, Block, Block, Contents); strings.TrimSpace(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDecorationsAccumulate(t *testing.T) {
	root, _ := computed(t, `#p { text-decoration: underline; color: red } #x { text-decoration: line-through; color: green }
		#ib { display: inline-block }`,
		`<div id=p><span id=x><span id=y></span><span id=ib></span></span></div>`)
	y := find(root, "y").Style.Decoration
	if len(y) != 2 || y[0].Line != Underline || y[0].Color != red || y[1].Line != LineThrough || y[1].Color != green {
		t.Errorf("%v", y)
	}
	if ib := find(root, "ib").Style.Decoration; len(ib) != 0 {
		t.Errorf("inline-block: %v", ib)
	}
}

// A value that is not understood once var() is replaced is reported where it
// stands, and the property is unset.
func TestFaultsAfterSubstitution(t *testing.T) {
	root, messages := computed(t, "p {\n  --w: 3;\n  width: var(--w);\n  height: var(--h);\n  color: var(--w) }", "<p id=x>a</p><p>b</p>")
	want := []string{
		`card.css:5:3: "3" is not a value of color; expected <color> (after replacing var())`,
		`card.css:3:3: width: "3" needs a unit, such as 3px (after replacing var())`,
		`card.css:4:3: height: --h is not set`,
	}
	if got := strings.Join(messages, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("got\n%s", got)
	}
	if s := find(root, "x").Style; !s.Width.IsAuto() || s.Color != rgb(0) {
		t.Errorf("width %v, color %v", s.Width, s.Color)
	}
}

func TestStyleAttributeFaults(t *testing.T) {
	_, messages := computed(t, "", `<p style="colr: red">a</p><p style="colr: red">b</p><script>x()</script>`)
	want := "card.html: <script> is left out\ncard.html: style of <p>: unknown property \"colr\"; did you mean \"color\"?"
	if got := strings.Join(messages, "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
}

// Renders share Rules and documents; results do not leak between them.
func TestComputeFromManyGoroutines(t *testing.T) {
	sheet, body := cardSource()
	sheet += ".c1 { width: var(--w); --w: 1px } @media (prefers-color-scheme: dark) { :root { --gap: 99px; --red: blue } }"
	parsed, _ := css.Parse("card.css", sheet, css.Options{})
	doc, err := dom.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	rules := Compile(parsed)
	render := func(dark bool) string {
		root, _ := rules.Compute(doc, Options{Width: 1080, Height: 1440, Dark: dark})
		return dump(root)
	}
	want := map[bool]string{false: render(false), true: render(true)}
	if want[false] == want[true] {
		t.Fatal("dark makes no difference")
	}
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 3 {
				if dark := i%2 == 0; render(dark) != want[dark] {
					t.Errorf("goroutine %d: another result", i)
				}
			}
		})
	}
	group.Wait()
}

// dump writes all values of a tree.
func dump(n *Node) string {
	s := fmt.Sprintf("%+v %q;", *n.Style.withoutPointers(), n.Text)
	for _, c := range n.Children {
		s += dump(c)
	}
	return s
}

func (s *Style) withoutPointers() *Style {
	c := *s
	c.parts = parts{}
	c.Content, c.ClipPath = nil, nil
	return &c
}

// spaced prints values with one space between.
func spaced(v ...any) string { return strings.TrimSpace(fmt.Sprintln(v...)) }
