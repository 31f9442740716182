package svg

import (
	"image/color"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"sharecard/render/css"
	computed "sharecard/render/style"
)

// squares sets each character as a square of its font size that stands on the
// baseline.
type squares struct{}

func (squares) Line(spans []Span) Line {
	var l Line
	for i, s := range spans {
		size := s.Style.FontSize
		p := Part{Span: i, X: l.Advance}
		for range s.Text {
			p.Outline.MoveTo(l.Advance, 0)
			p.Outline.LineTo(l.Advance+size, 0)
			p.Outline.LineTo(l.Advance+size, -size)
			p.Outline.LineTo(l.Advance, -size)
			l.Advance += size
		}
		p.W = l.Advance - p.X
		l.Parts = append(l.Parts, p)
	}
	return l
}

func (squares) Metrics(s *computed.Style) Metrics {
	return Metrics{Metrics: computed.Metrics{Ex: s.FontSize / 2}, Ascent: s.FontSize}
}

// boxesOf are the boxes of the letters of a picture, part by part.
func boxesOf(t *testing.T, body string) []box {
	t.Helper()
	img, diags, err := Parse([]byte(`<svg width="100" height="100">`+body+`</svg>`), "a.svg")
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	img, _, diags = img.Typeset(squares{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	var boxes []box
	var walk func(n *node)
	walk = func(n *node) {
		if n.shape != nil {
			boxes = append(boxes, n.shape.path.bounds(n.matrix))
		}
		for _, k := range n.children {
			walk(k)
		}
	}
	walk(img.scene)
	return boxes
}

func TestTextPlaces(t *testing.T) {
	for _, tt := range []struct {
		body string
		want []box
	}{
		{`<text x="10" y="50" font-size="10">abc</text>`, []box{{10, 40, 40, 50}}},
		{`<text x="10" y="50" font-size="10"> a <tspan> b</tspan> </text>`, []box{{10, 40, 30, 50}, {30, 40, 40, 50}}},
		{`<text x="10" y="50" font-size="10" xml:space="preserve"> a </text>`, []box{{10, 40, 40, 50}}},
		{`<text x="10 50" y="50" font-size="10">abc</text>`, []box{{10, 40, 20, 50}, {50, 40, 70, 50}}},
		{`<text x="50" y="50" font-size="10" text-anchor="middle">ab</text>`, []box{{40, 40, 60, 50}}},
		{`<text x="50" y="50" font-size="10" text-anchor="end">ab<tspan x="90" dy="1em">c</tspan></text>`,
			[]box{{30, 40, 50, 50}, {80, 50, 90, 60}}},
		{`<text x="10" y="50" font-size="10" textLength="60">ab</text>`, []box{{10, 40, 20, 50}, {60, 40, 70, 50}}},
		{`<text x="10" y="50" font-size="10" textLength="60" lengthAdjust="spacingAndGlyphs">ab</text>`, []box{{10, 40, 70, 50}}},
		{`<text x="10" y="50" font-size="10" rotate="90">a</text>`, []box{{10, 50, 20, 60}}},
		{`<text x="10" y="50" font-size="10" dominant-baseline="hanging">a</text>`, []box{{10, 48, 20, 58}}},
		{`<text x="10" y="50" style="font:bold 10px/2 x"><tspan dx="5">a</tspan>b</text>`, []box{{15, 40, 25, 50}, {25, 40, 35, 50}}},
		{`<g font-size="20"><text x="1em" y="50"><tspan font-size=".5em">a</tspan></text></g>`, []box{{20, 40, 30, 50}}},
		{`<text x="10" y="50" font-size="10">a<tspan display="none">b</tspan><tspan visibility="hidden">c</tspan>d</text>`,
			[]box{{10, 40, 20, 50}, {30, 40, 40, 50}}},
	} {
		got := boxesOf(t, tt.body)
		for i := range got {
			got[i] = box{round(got[i].x0), round(got[i].y0), round(got[i].x1), round(got[i].y1)}
		}
		if len(got) != len(tt.want) {
			t.Errorf("%s: %v", tt.body, got)
			continue
		}
		for i, w := range tt.want {
			if got[i] != w {
				t.Errorf("%s: part %d in %v, want %v", tt.body, i, got[i], w)
			}
		}
	}
}

// Text inherits from the page around an inline svg, which has computed what the
// attributes of the svg element say.
func TestTextInheritsFromThePage(t *testing.T) {
	decls, _ := css.ParseInline("", "font-size:20px", css.Options{})
	around := computed.Derive(nil, &html.Node{}, decls, nil)
	doc, err := html.Parse(strings.NewReader(`<svg width=40 height=40 font-size=5><text y=20>a</text></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	page := Page{Declarations: func(*html.Node) []Declaration { return nil }, Text: around}
	img, diags, err := FromNode(doc.FirstChild.LastChild.FirstChild, "card.html", page)
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	if !img.HasText() {
		t.Fatal("has no text")
	}
	img, _, _ = img.Typeset(squares{})
	p := img.Picture(color.NRGBA{A: 255})
	if in, out := p.At(19, 1), p.At(21, 1); in != (color.RGBA{A: 255}) || out != (color.RGBA{}) {
		t.Errorf("%v in the letter, %v beside it", in, out)
	}
}

// Characters are counted wherever they are drawn again.
func TestTextIsBounded(t *testing.T) {
	src := `<svg><text id="t">` + strings.Repeat("字", maxCharacters/2) + `</text><use href="#t"/><use href="#t"/></svg>`
	_, diags, err := Parse([]byte(src), "a.svg")
	if err != nil || len(diags) != 1 || !strings.Contains(diags[0].Message, "more than 5000 characters of text") {
		t.Errorf("%v, %v", diags, err)
	}
}
