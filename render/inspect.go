package render

import (
	"context"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/template"
	"sharecard/render/text"
)

// PageOptions say how [Renderer.Inspect] lays out a page.
type PageOptions struct {
	Width, Height int  // of the viewport in px
	Dark          bool // @media (prefers-color-scheme: dark)
}

// Inspection is where the elements of a page came to stand.
type Inspection struct {
	Root        *Element         `json:"root"`
	Diagnostics []css.Diagnostic `json:"diagnostics"`
}

// Element is an element of a page with its border box in px from the page's
// top left corner, before rounding to device pixels. An inline element's box is
// the union of its parts; an element without a box is 0 all over. Generated
// content is left out.
type Element struct {
	Tag      string     `json:"tag"`
	ID       string     `json:"id"`
	Class    string     `json:"class"`
	X        float64    `json:"x"`
	Y        float64    `json:"y"`
	W        float64    `json:"w"`
	H        float64    `json:"h"`
	Lines    []TextLine `json:"lines"`    // of the block formatting it holds, texts of spans included
	Children []*Element `json:"children"` // in source order
}

// TextLine is one line of text as drawn, an ellipsis included. W is the sum of
// the advances without trailing and hanging space, Baseline is a y of the page. Of a
// line that runs down H is that sum, and Baseline is an x.
type TextLine struct {
	Text     string   `json:"text"`
	X        float64  `json:"x"`
	Y        float64  `json:"y"`
	W        float64  `json:"w"`
	H        float64  `json:"h"`
	Baseline float64  `json:"baseline"`
	Fonts    []string `json:"fonts"` // family names
}

// Inspect lays out an HTML file, which need not be a template: actions in it
// are plain text. The result is complete whatever the diagnostics; an error
// means that nothing could be laid out.
func (r *Renderer) Inspect(ctx context.Context, fsys fs.FS, file string, opts PageOptions) (*Inspection, error) {
	t, doc, diags, err := template.LoadPage(fsys, file, opts.Width, opts.Height)
	if err != nil {
		return nil, fmt.Errorf("inspect: %w", err)
	}
	s := r.begin(&Job{Template: t, Dark: opts.Dark})
	defer s.release()
	s.doc = doc
	if err := s.run(ctx, pipeline[at("style"):at("size")]); err != nil {
		return nil, err
	}
	in := inspector{at: map[*dom.Node]*Element{}}
	in.boxes(s.root, nil)
	out := &Inspection{Root: in.element(doc.Root), Diagnostics: append(diags, s.report.Diagnostics...)}
	for _, failed := range s.pictures.failed {
		out.Diagnostics = append(out.Diagnostics, css.Diagnostic{
			File: file, Severity: css.Warning, Message: fmt.Sprintf("picture %q: %v", failed.Src, failed.Err),
		})
	}
	if out.Diagnostics == nil {
		out.Diagnostics = []css.Diagnostic{}
	}
	return out, nil
}

// inspector collects the places of elements from the boxes they made.
type inspector struct {
	at map[*dom.Node]*Element
}

// boxes walks the box tree. holder is the element whose block formatting
// anonymous boxes belong to.
func (in *inspector) boxes(b *layout.Box, holder *dom.Node) {
	generated := b.Node != nil && b.Node.Pseudo != ""
	if b.Node != nil && !b.Anonymous && !generated {
		holder = b.Node.Elem
		in.cover(holder, b.Exact)
	}
	if b.Inline != nil && !b.Hidden {
		in.inline(b, holder, generated)
	}
	for _, c := range b.Children {
		in.boxes(c, holder)
	}
	for _, a := range b.Atoms {
		if !a.Hidden {
			in.boxes(a, holder)
		}
	}
}

// inline takes the lines and the spans of a box's inline content.
func (in *inspector) inline(b *layout.Box, holder *dom.Node, generated bool) {
	for _, f := range b.Inline.Fragments {
		if span, ok := f.(*text.SpanBox); ok && span.Node != nil && span.Node.Pseudo == "" {
			in.cover(span.Node.Elem, b.OnPage(span.Rect, true))
		}
	}
	if generated {
		return
	}
	e := in.of(holder)
	e.Lines = append(e.Lines, textLines(b)...)
}

// textLines returns the lines of a box's inline content.
func textLines(b *layout.Box) []TextLine {
	extents := textExtents(b)
	lines := make([]TextLine, len(b.Inline.Lines))
	for i, l := range b.Inline.Lines {
		left, right := extents[i].within(l)
		r := b.OnPage(layout.Rect{X: left, Y: l.Y, W: right - left, H: l.H}, false)
		baseline := b.OnPage(layout.Rect{X: left, Y: l.Baseline}, false)
		lines[i] = TextLine{Text: l.Text, X: r.X, Y: r.Y, W: r.W, H: r.H, Baseline: baseline.Y, Fonts: append([]string{}, l.Fonts...)}
		if b.Style.Vertical() {
			lines[i].Baseline = baseline.X
		}
	}
	return lines
}

// extent is where the text of a line begins and ends in px: the line without
// the pictures and the padding of spans at its ends.
type extent struct {
	left, right float64
	some        bool
}

// textExtents returns the extents of the lines, found by their glyph runs.
func textExtents(b *layout.Box) []extent {
	in := b.Inline
	out := make([]extent, len(in.Lines))
	for _, f := range in.Fragments {
		run, ok := f.(*text.GlyphRun)
		if !ok {
			continue
		}
		r := run.Rect
		if b.Style.WritingMode == style.VerticalLR {
			r.Y = in.Height - r.Y - r.H // fragments stand the other way about
		}
		i := sort.Search(len(in.Lines), func(i int) bool { return in.Lines[i].Y > r.Y+r.H/2 }) - 1
		if i < 0 {
			continue
		}
		if e := &out[i]; e.some {
			e.left, e.right = min(e.left, r.X), max(e.right, r.X+r.W)
		} else {
			*e = extent{r.X, r.X + r.W, true}
		}
	}
	return out
}

// within returns the extent without what hangs over the ends of the line.
// Kept space and tabs, which have no glyphs, leave it as it is.
func (e extent) within(line layout.Line) (left, right float64) {
	left, right = line.X, line.X+line.W
	if e.some && !strings.ContainsAny(line.Text, "\t") && max(left, e.left) <= min(right, e.right) {
		left, right = max(left, e.left), min(right, e.right)
	}
	return left, right
}

// of returns the record of an element, made where it has none.
func (in *inspector) of(n *dom.Node) *Element {
	e := in.at[n]
	if e == nil {
		e = &Element{
			Tag: n.Tag(), ID: n.ID(), Class: n.Attr("class"),
			Lines: []TextLine{}, Children: []*Element{},
		}
		in.at[n] = e
	}
	return e
}

// cover grows an element's box to hold r too.
func (in *inspector) cover(n *dom.Node, r layout.Rect) {
	_, seen := in.at[n]
	e := in.of(n)
	if !seen {
		e.X, e.Y, e.W, e.H = r.X, r.Y, r.W, r.H
		return
	}
	right, bottom := max(e.X+e.W, r.X+r.W), max(e.Y+e.H, r.Y+r.H)
	e.X, e.Y = min(e.X, r.X), min(e.Y, r.Y)
	e.W, e.H = right-e.X, bottom-e.Y
}

// element returns the record of n with those of its descendants.
func (in *inspector) element(n *dom.Node) *Element {
	e := in.of(n)
	for _, c := range n.Children {
		if !c.IsText() {
			e.Children = append(e.Children, in.element(c))
		}
	}
	return e
}
