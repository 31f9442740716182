package svg

import (
	"image"
	"image/color"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/filter"
	"sharecard/render/raster"
	computed "sharecard/render/style"
)

// References are the clipPath, mask and filter elements of a page that url(#id) names on elements of HTML. Their user space
// has its origin at the corner of the border box of what they are for, which is also its bounding box.
type References struct {
	doc    *document
	set    Typesetter
	around func(*html.Node) *computed.Style
}

// NewReferences returns those of a page. file is named in the diagnostics; around returns the computed style of an svg
// element, nil where it has none.
func NewReferences(page Page, file string, set Typesetter, around func(*html.Node) *computed.Style) *References {
	doc := &document{file: file, root: &html.Node{Type: html.DocumentNode}, page: page.Declarations, elements: page.Element}
	return &References{doc, set, around}
}

// builder returns one for the element that address names: around it is what is around its svg element.
func (r *References) builder(address string) *builder {
	doc := *r.doc
	if el, _ := doc.target(address); el != nil {
		doc.root = el
		for doc.root.Parent != nil && doc.root.Parent.Namespace == "svg" {
			doc.root = doc.root.Parent
		}
		doc.around = r.around(doc.root)
	}
	return &builder{doc: &doc, typesetter: r.set, gradients: map[gradientKey]*gradient{}, told: map[string]bool{}}
}

// Check returns what is wrong with the element that address names, which n of the page refers to by a property.
func (r *References) Check(n *html.Node, property, address string) []css.Diagnostic {
	b := r.builder(address)
	unit := box{0, 0, 100, 100}
	whole, vp := &node{cells: &unit}, viewport{100, 100}
	switch property {
	case "clip-path":
		b.clip(n, address, whole, vp)
	case "mask":
		b.mask(n, address, whole, vp)
	case "filter":
		b.filter(n, address, unit, vp)
	}
	return b.diags
}

// Filter returns what a filter element does to a box of w×h px at the origin, with these bounds of all that flows over it.
// It is nil, which changes nothing, where there is none.
func (r *References) Filter(address string, w, h float64, bounds raster.Rect) *filter.Graph {
	area := box{bounds.X0, bounds.Y0, bounds.X1, bounds.Y1}
	return r.builder(address).filter(&html.Node{}, address, area, viewport{w, h})
}

// buildWork is what building an element counts, in pixels that gg fills.
const buildWork = 200

// spending has draw use what f has left to spend.
func (r *References) spending(f *raster.Filler, b *builder, p *painter, draw func()) {
	before := f.Left() - buildWork*(1+b.visited)
	p.left = float64(before)
	draw()
	f.Spend(f.Left() - before + int(float64(before)-p.left))
}

// Clip returns what a clipPath element leaves of the pixels in rect of a box of w×h px; m leads from the box to the pixels.
// It is nil, which clips nothing, where there is none. The work is taken off f; the error is nil or [ErrTooComplex].
func (r *References) Clip(f *raster.Filler, address string, w, h float64, rect image.Rectangle, m raster.Matrix) (
	cover *image.Alpha, err error,
) {
	b, area := r.builder(address), box{0, 0, w, h}
	c := b.clip(&html.Node{}, address, &node{cells: &area}, viewport{w, h})
	if c == nil {
		return nil, nil
	}
	p := newPainter(image.NewRGBA(rect), black)
	r.spending(f, b, p, func() { cover = p.clip(c, m) })
	return cover, p.err
}

// Mask is Clip for a mask element, of which it returns what is drawn, the coverage of the region outside of which all is
// masked, and whether alpha counts rather than luminance. All are nil where there is no such element.
func (r *References) Mask(f *raster.Filler, address string, w, h float64, rect image.Rectangle, m raster.Matrix, text color.NRGBA) (
	content *image.RGBA, region *image.Alpha, alpha bool, err error,
) {
	b, area := r.builder(address), box{0, 0, w, h}
	k := b.mask(&html.Node{}, address, &node{cells: &area}, viewport{w, h})
	if k == nil {
		return nil, nil, false, nil
	}
	p := newPainter(image.NewRGBA(rect), text)
	r.spending(f, b, p, func() {
		region = p.clip(k.region, m)
		p.node(k.content, m)
	})
	return p.target.Image, region, k.alpha, p.err
}
