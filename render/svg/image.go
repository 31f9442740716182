package svg

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
)

// Bounds of a picture.
const (
	maxBytes       = 1 << 20
	maxElements    = 10_000
	maxDepth       = 64     // nesting of elements, uses included
	maxDrawn       = 10_000 // elements as drawn, used ones counted each time
	maxSegments    = 20_000 // of all paths as drawn
	maxStops       = 256    // of all gradients
	maxTransforms  = 64     // functions in one attribute
	maxDashes      = 64     // numbers in one dash pattern
	maxRules       = 2000   // selectors of style elements
	maxMatches     = 2_000_000
	maxDiagnostics = 100
	maxCharacters  = 5000 // of all texts as drawn
)

// Size of a picture that has no natural size (CSS 2.2 §10.3.2), px.
const (
	defaultWidth  = 300
	defaultHeight = 150
)

var (
	// ErrNotSVG is a file that is not well-formed XML with an svg root.
	ErrNotSVG = errors.New("not an SVG picture")
	// ErrTooLarge is a picture over the bounds of bytes, elements or depth.
	ErrTooLarge = errors.New("SVG picture is too large")
	// ErrTooComplex tells that drawing would have taken too long: some shapes
	// were left out.
	ErrTooComplex = errors.New("SVG picture is too complex to draw whole")
)

// Image is a parsed picture. It is immutable and safe for concurrent use.
type Image struct {
	doc   *document
	w, h  float64  // natural size, px; 0 for none
	ratio float64  // w/h, 0 for none
	view  viewBox  // what fills the viewport, where there is one
	fit   aspect   // how view fills the viewport
	has   bool     // whether there is a view box
	size  viewport // that scene was built for
	scene *node    // nil for an empty picture

	text       bool       // there is text
	typesetter Typesetter // of the text; nil before Typeset
}

// Parse reads a picture file. The diagnostics name everything that will not be drawn, with its place in file. The error
// wraps [ErrNotSVG] or [ErrTooLarge].
func Parse(src []byte, file string) (*Image, []css.Diagnostic, error) {
	if len(src) > maxBytes {
		return nil, nil, fmt.Errorf("%s: %w: more than %d MB", file, ErrTooLarge, maxBytes>>20)
	}
	doc, err := readFile(src, file)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	img, diags := load(doc)
	if !img.has && img.w > 0 && img.h > 0 {
		// A file is a picture of a size that can be stretched, unlike an element
		// of a page, which shows more or less of its user space.
		img.view, img.fit, img.has = viewBox{0, 0, img.w, img.h}, aspect{none: true}, true
	}
	return img, diags, nil
}

// FromNode reads an svg element of a page, which must not change as long as the
// picture is used. file is named in the diagnostics, which have no line. The error
// wraps [ErrTooLarge].
func FromNode(n *html.Node, file string, page Page) (*Image, []css.Diagnostic, error) {
	doc, err := fromPage(n, file, page)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	img, diags := load(doc)
	return img, diags, nil
}

func load(doc *document) (*Image, []css.Diagnostic) {
	img := &Image{doc: doc, fit: middle}
	b := img.builder()
	b.readRoot(img)
	switch {
	case img.w > 0 && img.h > 0:
		img.ratio = img.w / img.h
	case img.has:
		img.ratio = img.view.w / img.view.h
	}
	img.size = img.viewport(img.drawnSize())
	img.scene = b.root(img.size)
	img.text = b.characters > 0
	return img, b.diags
}

// readRoot reads the size and the view box of the root.
func (b *builder) readRoot(img *Image) {
	img.w, img.h = b.natural("width"), b.natural("height")
	img.view, img.has = b.viewBox(b.doc.root)
	if img.has {
		img.fit = b.aspect(b.doc.root)
	}
}

// natural is a width or height attribute in px, 0 where it depends on the page.
func (b *builder) natural(name string) float64 {
	text := strings.TrimSpace(attr(b.doc.root, name))
	if text == "" || text == "auto" || strings.HasSuffix(text, "%") {
		return 0
	}
	return max(b.length(b.doc.root, name, 0), 0)
}

func (img *Image) builder() *builder {
	b := &builder{doc: img.doc, typesetter: img.typesetter, gradients: map[gradientKey]*gradient{}, told: map[string]bool{}}
	b.readSheets()
	return b
}

// root builds the whole picture.
func (b *builder) root(vp viewport) *node {
	s := initial()
	s, o := b.styleOf(b.doc.root, &s)
	// The style of an element of a page places its box, which layout and paint do.
	n := &node{matrix: raster.Identity(), opacity: 1}
	if b.doc.src != nil {
		n.opacity = o.opacity
	}
	b.depth++
	b.children(n, b.doc.root, &s, vp)
	return n
}

// Size is the natural size in px and the ratio of width to height; 0 for what
// the picture leaves open (CSS Images 3 §4.1).
func (img *Image) Size() (w, h, ratio float64) { return img.w, img.h, img.ratio }

// drawnSize is the size of the picture if neither it nor its place on a page gives one.
func (img *Image) drawnSize() (w, h float64) {
	switch {
	case img.w > 0 && img.h > 0:
		return img.w, img.h
	case img.w > 0 && img.ratio > 0:
		return img.w, img.w / img.ratio
	case img.h > 0 && img.ratio > 0:
		return img.h * img.ratio, img.h
	case img.w > 0:
		return img.w, defaultHeight
	case img.h > 0:
		return defaultWidth, img.h
	case img.ratio > defaultWidth/defaultHeight:
		return defaultWidth, defaultWidth / img.ratio
	case img.ratio > 0:
		return defaultHeight * img.ratio, defaultHeight
	}
	return defaultWidth, defaultHeight
}

// viewport is what percentages in the root refer to when drawn at w×h px.
func (img *Image) viewport(w, h float64) viewport {
	if img.has {
		return viewport{img.view.w, img.view.h}
	}
	return viewport{w, h}
}

// Draw draws the picture over dst, at w×h px mapped to pixels by m; what lies
// outside of that rectangle is not drawn. text is currentcolor. The error is nil
// or [ErrTooComplex].
func (img *Image) Draw(dst *image.RGBA, w, h float64, m raster.Matrix, text color.NRGBA) error {
	if !(w > 0 && h > 0) || dst.Rect.Empty() {
		return nil
	}
	vp := img.viewport(w, h)
	scene := img.scene
	if vp != img.size {
		scene = img.builder().root(vp)
	}
	if img.has {
		m = img.fit.fit(img.view, w, h).Multiply(m)
	}
	return draw(dst, scene, m, text)
}
