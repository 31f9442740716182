package render

import (
	"context"

	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/template"
	"sharecard/render/text"
)

// Trace is a card taken apart: its picture, and where every box of it stands
// and why, for a designer who looks into it.
type Trace struct {
	Image *Image `json:"-"`
	// Scale is device px per px of the template: the picture's, not the boxes'.
	Scale         float64 `json:"scale"`
	Width, Height float64 `json:"-"` // px of the template
	// Boxes stand in tree order, each after its parent.
	Boxes  []TracedBox `json:"boxes"`
	Stages []Stage     `json:"stages"`
}

// TracedBox is a box with its element, in px of the template from the top left
// of the card.
type TracedBox struct {
	Parent  int    `json:"parent"`       // index into Trace.Boxes, -1 for the root
	Element string `json:"element"`      // "h1.title", "p::before"
	At      string `json:"at,omitempty"` // "poster.html:12": its start tag; empty where the template changed meanwhile
	// Border box, and the used widths around and inside of it.
	X       float64 `json:"x"`
	Y       float64 `json:"y"`
	W       float64 `json:"w"`
	H       float64 `json:"h"`
	Margin  Edges   `json:"margin"`
	Border  Edges   `json:"border"`
	Padding Edges   `json:"padding"`

	Style []style.Property `json:"style"`
	// Of a box that holds text:
	Lines []TextLine  `json:"lines,omitempty"`
	Text  *TextReport `json:"text,omitempty"`
	// Outside tells that text or a picture stands out of the card.
	Outside bool `json:"outside,omitempty"`
}

// Edges are used widths in px on the four sides of a box.
type Edges struct {
	Top    float64 `json:"top"`
	Right  float64 `json:"right"`
	Bottom float64 `json:"bottom"`
	Left   float64 `json:"left"`
}

// Trace draws one card as [Renderer.Render] does, and returns what it found on
// the way. It is slower: the template is read again so that boxes know their
// lines.
func (r *Renderer) Trace(ctx context.Context, job Job) (*Trace, error) {
	if marked, err := job.Template.Marked(); err == nil {
		job.Template = marked // else the source is broken by now, and boxes lack places
	}
	job.Strict = false // what is missing is shown, not refused
	s := r.begin(&job)
	defer s.release()
	if err := s.run(ctx, pipeline[:]); err != nil {
		return nil, err
	}
	s.image.Stages = s.stages
	tr := &Trace{Image: s.image, Stages: s.stages, Scale: s.scale}
	tr.Width, tr.Height = float64(s.width)/s.scale, float64(s.height)/s.scale
	tr.add(s.root, -1, layout.Rect{W: tr.Width, H: tr.Height})
	return tr, nil
}

// add appends a box and what stands in it.
func (tr *Trace) add(b *layout.Box, parent int, card layout.Rect) {
	if b.Hidden {
		return
	}
	if b.Node != nil && !b.Anonymous {
		t := TracedBox{
			Parent: parent, Element: nameOf(b.Node), At: b.Node.Elem.Attr(template.MarkAttribute),
			X: b.Exact.X, Y: b.Exact.Y, W: b.Exact.W, H: b.Exact.H,
			Margin: Edges(b.Margin), Border: Edges(b.Border), Padding: Edges(b.Padding),
			Style: b.Style.Properties(),
		}
		tr.Boxes = append(tr.Boxes, t)
		parent = len(tr.Boxes) - 1
	}
	if parent >= 0 {
		tr.addText(&tr.Boxes[parent], b)
		if ink, ok := inkOf(b); ok && outside(ink, card) > overflowTolerance {
			tr.Boxes[parent].Outside = true
		}
	}
	for _, c := range b.Children {
		tr.add(c, parent, card)
	}
	for _, a := range b.Atoms {
		tr.add(a, parent, card)
	}
}

// addText takes the lines of b into the box of the element they belong to.
func (tr *Trace) addText(t *TracedBox, b *layout.Box) {
	if b.Inline == nil {
		return
	}
	t.Lines = append(t.Lines, textLines(b)...)
	p, ok := b.Content.(*text.Paragraph)
	if !ok {
		return // a further part of a box that is broken over columns
	}
	if r, ok := textReport(b, p); ok {
		t.Text = &r
	}
}

// nameOf names an element or pseudo-element as a selector.
func nameOf(n *style.Node) string {
	name := describe(n.Elem)
	if n.Pseudo != "" {
		name += "::" + n.Pseudo
	}
	return name
}
