package svg

import (
	"image"

	"sharecard/render/css"
	"sharecard/render/pathdata"
	computed "sharecard/render/style"
)

// Typesetter sets the text of pictures in faces, of which this package knows
// nothing. It must be safe for concurrent use.
type Typesetter interface {
	// Line sets spans as one line, each character of them visible: white space was
	// collapsed before.
	Line(spans []Span) Line
	// Metrics are those of the first face of a style.
	Metrics(s *computed.Style) Metrics
}

// Span is a stretch of text in one style.
type Span struct {
	Text  string
	Style *computed.Style
}

// Metrics are measures of a face at the size of a style, px.
type Metrics struct {
	computed.Metrics
	Ascent, Descent float64 // both positive
}

// Line is a line of text, the pen of its first glyph at the origin.
type Line struct {
	Advance float64  // px
	Parts   []Part   // in painting order
	Missing []string // code points that no face has, "U+20BB7"
}

// Part is what stands together of one span: letters, a line of text-decoration, or
// a character that its face has as a picture.
type Part struct {
	Span    int     // index into the spans of the line
	X, W    float64 // of the cells of the letters, px; W is 0 for a decoration
	Outline Outline // px, y down
	Picture *image.RGBA
	// PictureX and the others place the picture, px.
	PictureX, PictureY, PictureW, PictureH float64
}

// Outline is the outline of letters, made of closed contours.
type Outline struct {
	path path
	open bool
	cur  pathdata.Point
}

// MoveTo closes the contour and begins another.
func (o *Outline) MoveTo(x, y float64) {
	o.Close()
	o.path.Move(x, y)
	o.open, o.cur = true, pathdata.Point{X: x, Y: y}
}

// LineTo adds a line to a point.
func (o *Outline) LineTo(x, y float64) {
	o.path.Line(x, y)
	o.cur = pathdata.Point{X: x, Y: y}
}

// QuadTo adds a quadratic Bézier curve: its control point and its end.
func (o *Outline) QuadTo(x1, y1, x, y float64) {
	third := func(a, c float64) float64 { return a + 2*(c-a)/3 }
	o.CubicTo(third(o.cur.X, x1), third(o.cur.Y, y1), third(x, x1), third(y, y1), x, y)
}

// CubicTo adds a cubic Bézier curve: its control points and its end.
func (o *Outline) CubicTo(x1, y1, x2, y2, x, y float64) {
	o.cur = pathdata.Point{X: x, Y: y}
	o.path.Cubic(pathdata.Point{X: x1, Y: y1}, pathdata.Point{X: x2, Y: y2}, o.cur)
}

// Close closes the contour.
func (o *Outline) Close() {
	if o.open {
		o.path.Close()
		o.open = false
	}
}

// HasText reports whether the picture has text, which only [Image.Typeset] draws.
func (img *Image) HasText() bool { return img.text }

// Typeset returns the picture with its text set by t. The diagnostics are those of
// the whole picture, and missing lists the code points that no face has.
func (img *Image) Typeset(t Typesetter) (set *Image, missing []string, diags []css.Diagnostic) {
	out := *img
	out.typesetter = t
	b := out.builder()
	b.readRoot(new(Image)) // for its diagnostics
	out.scene = b.root(out.size)
	return &out, b.missing, b.diags
}
