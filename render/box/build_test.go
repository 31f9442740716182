package box_test

import (
	"fmt"
	"strings"
	"testing"

	"sharecard/render/box"
	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// items is inline content that only remembers what it was made of.
type items []text.Item

func (items) Intrinsic() (lo, hi float64) { return 0, 0 }

func (items) Layout(float64, layout.Bounds) *layout.Inline { return &layout.Inline{} }

func build(t *testing.T, sheet, body string) *layout.Box {
	t.Helper()
	s, diags := css.Parse("test.css", sheet, css.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	doc, err := dom.Parse("<!doctype html><html><body>" + body + "</body></html>")
	if err != nil {
		t.Fatal(err)
	}
	root, diags := style.Compile(s).Compute(doc, style.Options{Width: 400, Height: 300})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return box.Build(root, box.Options{
		Content: func(_ *style.Style, it []text.Item) layout.Content { return items(it) },
		Natural: func(src string) (w, h float64) {
			if src == "known.png" {
				return 80, 40
			}
			return 0, 0
		},
	})
}

// print writes the boxes below b in one line: tag(children), an anonymous box
// as *, inline content in brackets with its items.
func print(b *layout.Box) string {
	var sb strings.Builder
	name := b.Name()
	if b.Anonymous {
		name = "*"
	}
	sb.WriteString(name)
	if r := b.Replaced; r != nil {
		fmt.Fprintf(&sb, "{%gx%g %.2f}", r.W, r.H, r.Ratio)
	}
	if c, ok := b.Content.(items); ok {
		sb.WriteString("[" + printItems(c, b) + "]")
	}
	if len(b.Children) > 0 {
		var kids []string
		for _, c := range b.Children {
			kids = append(kids, print(c))
		}
		sb.WriteString("(" + strings.Join(kids, " ") + ")")
	}
	return sb.String()
}

func printItems(c items, b *layout.Box) string {
	var parts []string
	for _, it := range c {
		switch it.Kind {
		case text.Run:
			parts = append(parts, fmt.Sprintf("%q", it.Text))
		case text.Open:
			parts = append(parts, "<"+it.Node.Elem.HTML.Data)
		case text.Close:
			parts = append(parts, it.Node.Elem.HTML.Data+">")
		case text.Break:
			parts = append(parts, "br")
		case text.AtomItem:
			parts = append(parts, print(b.Atoms[it.Index]))
		case text.OutOfFlow:
			parts = append(parts, "^"+print(b.Atoms[it.Index]))
		}
	}
	return strings.Join(parts, " ")
}

func TestBuild(t *testing.T) {
	tests := []struct{ name, sheet, body, want string }{
		{"text alone is the content of its block", "", "<p>a <b>b</b></p>", `body(p["a " <b "b" b>])`},
		{"text beside blocks goes into anonymous ones", "", "a<p>b</p> <p>c</p>d", `body(*["a"] p["b"] p["c"] *["d"])`},
		{"white space between blocks makes nothing", "", "<p></p>\n <p></p>", `body(p p)`},
		{"white space that is kept does", "body { white-space: pre }", "<p></p> <p></p>", `body(p *[" "] p)`},
		{"a block breaks the inline box around it", "", "<b>a<p>c</p>d</b>", `body(*[<b "a" b>] p["c"] *[<b "d" b>])`},
		{"an empty inline box makes no anonymous block", "", "<p></p><b></b>", `body(p)`},
		{"one with an edge does", "b { padding: 0 1px }", "<p></p><b></b>", `body(p *[<b b>])`},
		{"none and contents", "i { display: none } u { display: contents }", "a<i>b</i><u>c<b>d</b></u>", `body["a" "c" <b "d" b>]`},
		{"text in a flex container is an item", "body { display: flex }", " a <b>b</b> ", `body(*[" a "] b["b"])`},
		{"contents of a flex item's place", "body { display: flex } u { display: contents }", "<u><b>a</b>c</u>", `body(b["a"] *["c"])`},
		{"atoms", "b { display: inline-block } i { display: inline-flex }", "a<b>c<p>d</p></b><i>e</i>",
			`body["a" b(*["c"] p["d"]) i(*["e"])]`},
		{"forced breaks", "", "a<br>b", `body["a" br "b"]`},
		{"out of flow in text", "b { position: absolute }", "a<b>c</b>", `body["a" ^b["c"]]`},
		{"out of flow alone", "b { position: absolute }", " <b>c</b> ", `body(b["c"])`},
		{"out of flow between blocks", "b { position: fixed }", "<p></p><b></b><p></p>", `body(p b p)`},
		{"out of flow in flex", "body { display: flex } b { position: absolute }", "a<b></b>c", `body(*["a"] b *["c"])`},
		{"generated content", "p::before { content: 'x' } p::after { content: ''; display: block }", "<p>a</p>",
			`body(p(*[<p "x" p> "a"] p::after))`},
		{"pictures", "img { display: block }", `<img src=known.png><img src=lost.png>`,
			`body(img{80x40 2.00} img{0x0 0.00})`},
		{"inline pictures are atoms", "", `a<img src=known.png>`, `body["a" img{80x40 2.00}]`},
		{"inline svg", "", `<svg width=30 height=10px></svg><svg viewBox="0 0 4 2"><path/></svg><svg width=50% viewBox="0,0,1,bad"></svg>`,
			`body[svg{30x10 3.00} svg{0x0 2.00} svg{0x0 0.00}]`},
		{"lines across those around stand in a box of their own", "p { writing-mode: vertical-rl }", "<p>a<b>b</b></p>",
			`body(p(*["a" <b "b" b>]))`},
		{"so do horizontal ones in vertical text", "p { writing-mode: vertical-rl } b { writing-mode: horizontal-tb }", "<p>a<b>b</b></p>",
			`body(p(*["a" b(*["b"])]))`},
		{"figures in the square of one character", "p { writing-mode: vertical-rl } b, i { text-combine-upright: all }",
			"<p>a<b>12</b><i>12345</i></p>",
			`body(p(*["a" b(*(*["12"])) <i "12345" i>]))`},
		{"pictures in vertical text", "p { writing-mode: vertical-rl }", "<p>a<img src=known.png></p>", `body(p(*["a" img{40x80 0.50}]))`},
		{"a table", "", "<table><caption>a</caption><colgroup><col></colgroup><tr><td>b</td> <th>c</th></tr></table>",
			`body(table(caption["a"] colgroup(col) tbody(tr(td["b"] th["c"]))))`},
		{"cells without a row", "i { display: table-cell } b { display: block }", "<i>a</i> <i>b</i><b>c</b>",
			`body(*(*(*(i["a"] i["b"]))) b["c"])`},
		{"cells in text", "i { display: table-cell } p { white-space: normal }", "<p><b>a <i>b</i> <i>c</i> d</b></p>",
			`body(p[<b "a " *(*(*(i["b"] i["c"]))) " d" b>])`},
		{"what is no cell in a row", "u { display: table-row } i { display: table-cell }", "<u>a <b>b</b> <i>c</i> <p>d</p></u>",
			`body(*(*(u(*["a " <b "b" b>] i["c"] *(p["d"])))))`},
		{"what is no row in a table", "u { display: table } i { display: table-row }", "<u> a <i>b</i> </u>",
			`body(u(*(*(*[" a "]) i(*["b"]))))`},
		{"contents and nothing in a table", "u { display: table } s { display: contents } i { display: none } b { display: table-cell }",
			"<u><s><b>a</b></s><i>x</i><b>b</b></u>", `body(u(*(*(b["a"] b["b"]))))`},
		{"parts of tables as flex items", "body { display: flex } i { display: table-cell }", "<i>a</i><i>b</i>", `body(i["a"] i["b"])`},
		{"pictures are no parts", "img { display: table-cell }", "a<img src=known.png>", `body["a" img{80x40 2.00}]`},
		{"out of flow in a table", "u { display: table } b { position: absolute }", "<u><b>a</b></u>", `body(u(b["a"]))`},
		{"align-content moves inline content as a block", "p { align-content: center }", "<p>a</p>", `body(p(*["a"]))`},
	}
	for _, tt := range tests {
		root := build(t, tt.sheet, tt.body)
		if got := print(root.Children[0]); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestAnonymousInherits: an anonymous box takes over what is inherited, and
// nothing else.
func TestAnonymousInherits(t *testing.T) {
	root := build(t, "body { direction: rtl; font-size: 33px; color: red; letter-spacing: 2px; text-align: center;"+
		"padding: 9px; width: 50px; opacity: .5; z-index: 2 }", "a<p></p>")
	s, p := root.Children[0].Children[0].Style, root.Children[0].Style
	if s.Direction != p.Direction || s.FontSize != 33 || s.Color != p.Color || s.LetterSpacing != 2 || s.TextAlign != p.TextAlign {
		t.Errorf("inherited: %+v", s)
	}
	if s.Padding[style.Top] != style.Px(0) || !s.Width.IsAuto() || s.Opacity != 1 || s.ZIndex.Set || s.MaxWidth.Kind != style.None {
		t.Errorf("not inherited: %+v", s)
	}
}

// TestDeep: the deepest document that dom accepts builds and lays out.
func TestDeep(t *testing.T) {
	const depth = dom.MaxDepth - 4
	root := build(t, "i { display: flex } i i i { display: inline }", strings.Repeat("<i>", depth)+"x"+strings.Repeat("</i>", depth))
	if h := layout.Run(root, layout.Viewport{Width: 100, Height: 50}); h != 50 {
		t.Errorf("page is %g px high", h)
	}
}
