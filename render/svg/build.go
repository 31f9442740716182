package svg

import (
	"fmt"
	"math"
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
	computed "sharecard/render/style"
)

// builder turns elements into nodes for one size of the viewport.
type builder struct {
	doc       *document
	sheet     []rule
	gradients map[gradientKey]*gradient

	typesetter Typesetter      // nil: text is noted and not drawn
	around     *computed.Style // of text around the picture
	current    *style          // of the element being built, for em

	diags      []css.Diagnostic
	told       map[string]bool // messages so far
	full       bool            // a bound was met and reported
	visited    int             // elements; each use of one counts
	segments   int
	stops      int
	depth      int
	matches    int
	characters int
	missing    []string     // code points that no face has
	open       []*html.Node // targets of use and clip-path being built
}

// viewport is what percentages refer to.
type viewport struct{ w, h float64 }

// box is the viewport as a reference box. Its corner is that of the user space,
// which is right but for a viewBox that begins elsewhere.
func (v viewport) box() box { return box{0, 0, v.w, v.h} }

// diagonal is what percentages of lengths that are neither wide nor high refer
// to (SVG 2 §8.9).
func (v viewport) diagonal() float64 { return math.Sqrt((v.w*v.w + v.h*v.h) / 2) }

// tell adds a diagnostic, each message once.
func (b *builder) tell(n *html.Node, sev css.Severity, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if b.told[message] || len(b.diags) >= maxDiagnostics {
		return
	}
	b.told[message] = true
	b.diags = append(b.diags, b.doc.at(n, sev, message))
}

// stop reports that a bound was met; nothing more is built.
func (b *builder) stop(n *html.Node, what string) {
	if !b.full {
		b.full = true
		b.tell(n, css.Error, "the picture is cut: more than %s", what)
	}
}

// silent are elements that draw nothing where they stand.
var silent = set("defs", "title", "desc", "metadata", "style", "linearGradient", "radialGradient", "stop",
	"clipPath", "mask", "pattern", "symbol", "view", "filter")

// unmoving are elements that change nothing in a still picture.
var unmoving = set("script", "animate", "animateColor", "animateMotion", "animateTransform", "set")

// notDrawn tells of an element that is left out.
func (b *builder) notDrawn(n *html.Node) {
	switch {
	case unmoving[n.Data]:
		b.tell(n, css.Warning, "<%s> has no effect on a picture", n.Data)
	default:
		b.tell(n, css.Error, "<%s> is not supported in SVG", n.Data)
	}
}

// element builds what n draws; nil for nothing.
func (b *builder) element(n *html.Node, parent *style, vp viewport) *node {
	if strings.Contains(n.Data, ":") {
		return nil // a drawing program's own
	}
	if !silent[n.Data] && !drawn[n.Data] {
		b.notDrawn(n)
		return nil
	}
	if silent[n.Data] || b.full {
		return nil
	}
	if b.visited++; b.visited > maxDrawn {
		b.stop(n, fmt.Sprintf("%d elements", maxDrawn))
		return nil
	}
	if b.depth++; b.depth > maxDepth {
		b.depth--
		b.stop(n, fmt.Sprintf("%d levels", maxDepth))
		return nil
	}
	defer func() { b.depth-- }()
	s, o := b.styleOf(n, parent)
	if o.none {
		return nil
	}
	outer := b.current
	b.current = &s
	defer func() { b.current = outer }()
	out := &node{matrix: b.matrix(n, &o), opacity: o.opacity}
	switch n.Data {
	case "g", "a", "switch":
		b.children(out, n, &s, vp)
	case "svg":
		b.nested(out, n, &s, &o, vp)
	case "use":
		b.use(out, n, &s, vp)
	case "text":
		b.text(out, n, &s, &o, vp)
	default:
		out.shape = b.shape(n, &s, vp)
	}
	if len(out.children) == 0 && out.shape == nil {
		return nil
	}
	out.filters = b.filters(n, &o, out, vp)
	if o.clipPath != "" {
		if clip := b.clip(n, o.clipPath, out, vp); clip != nil {
			out.clips = append(out.clips, clip)
		}
	}
	if o.mask != "" {
		out.mask = b.mask(n, o.mask, out, vp)
	}
	if o.originSet && o.transform != "" {
		around := vp.box()
		if o.fillBox {
			around = out.inner()
		}
		x, y := b.px(o.origin[0], around.w())+around.x0, b.px(o.origin[1], around.h())+around.y0
		out.matrix = raster.Translate(-x, -y).Multiply(out.matrix).Multiply(raster.Translate(x, y))
	}
	return out
}

// drawn are the elements that element knows to draw.
var drawn = set("g", "a", "switch", "svg", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text")

// children adds what is inside n. Of a switch the first child that can be drawn
// stands for all.
func (b *builder) children(out *node, n *html.Node, s *style, vp viewport) {
	for c := range elements(n) {
		if n.Data == "switch" && !drawn[c.Data] {
			continue
		}
		if k := b.element(c, s, vp); k != nil {
			out.children = append(out.children, k)
		}
		if n.Data == "switch" {
			return
		}
	}
}

func (b *builder) matrix(n *html.Node, o *own) raster.Matrix {
	m := raster.Identity()
	if o.transform != "" {
		m, _ = parseTransform(o.transform) // it was looked at when the style was
	}
	return m
}

// nested draws an svg element inside another, or a symbol that is used: a
// viewport of its own (SVG 2 §8.6).
func (b *builder) nested(out *node, n *html.Node, s *style, o *own, vp viewport) {
	x, y := b.length(n, "x", vp.w), b.length(n, "y", vp.h)
	w, h := b.size(n, "width", vp.w), b.size(n, "height", vp.h)
	b.into(out, n, s, o, viewport{w, h}, raster.Translate(x, y))
}

// into draws the children of n in a viewport; place maps the origin to its corner.
func (b *builder) into(out *node, n *html.Node, s *style, o *own, vp viewport, place raster.Matrix) {
	if !(vp.w > 0 && vp.h > 0) {
		return
	}
	m, inner := place, vp
	if v, ok := b.viewBox(n); ok {
		m = b.aspect(n).fit(v, vp.w, vp.h).Multiply(place)
		inner = viewport{v.w, v.h}
	}
	content := &node{matrix: m, opacity: 1}
	b.children(content, n, s, inner)
	if len(content.children) == 0 {
		return
	}
	out.children = append(out.children, content)
	if !o.visible {
		var r path
		r.Rect(0, 0, vp.w, vp.h, 0, 0)
		part := clipPart{matrix: raster.Identity(), path: r}
		out.clips = append(out.clips, &clipShape{matrix: place, parts: []clipPart{part}})
	}
}

func (b *builder) viewBox(n *html.Node) (viewBox, bool) {
	text := attr(n, "viewBox")
	if text == "" {
		return viewBox{}, false
	}
	v, ok := parseViewBox(text)
	if !ok {
		b.tell(n, css.Error, "viewBox %q is not four numbers that make an area", short(text))
	}
	return v, ok
}

func (b *builder) aspect(n *html.Node) aspect {
	text := attr(n, "preserveAspectRatio")
	if text == "" {
		return middle
	}
	a, ok := parseAspect(text)
	if !ok {
		b.tell(n, css.Error, "preserveAspectRatio %q is not understood", short(text))
		return middle
	}
	return a
}

// use draws another element of the document again (SVG 2 §5.5).
func (b *builder) use(out *node, n *html.Node, s *style, vp viewport) {
	target := b.refer(n, href(n))
	if target == nil {
		return
	}
	defer b.leave()
	place := raster.Translate(b.length(n, "x", vp.w), b.length(n, "y", vp.h))
	if target.Data != "symbol" && target.Data != "svg" {
		if k := b.element(target, s, vp); k != nil {
			out.children = append(out.children, &node{matrix: place, opacity: 1, children: []*node{k}})
		}
		return
	}
	// A symbol, or an svg whose size use may set, is a viewport.
	if b.visited++; b.visited > maxDrawn {
		b.stop(n, fmt.Sprintf("%d elements", maxDrawn))
		return
	}
	ts, o := b.styleOf(target, s)
	if o.none {
		return
	}
	from := func(name string) *html.Node {
		if attr(n, name) == "" && target.Data == "svg" {
			return target
		}
		return n
	}
	size := viewport{b.size(from("width"), "width", vp.w), b.size(from("height"), "height", vp.h)}
	k := &node{matrix: b.matrix(target, &o), opacity: o.opacity}
	if target.Data == "svg" {
		place = raster.Translate(b.length(target, "x", vp.w), b.length(target, "y", vp.h)).Multiply(place)
	}
	b.into(k, target, &ts, &o, size, raster.Identity())
	if len(k.children) > 0 {
		out.children = append(out.children, &node{matrix: place, opacity: 1, children: []*node{k}})
	}
}

// refer returns the element that an address names and enters it; the caller must call leave. It returns nil, with a
// diagnostic, if the element is outside of the document, missing, or being drawn already.
func (b *builder) refer(n *html.Node, address string) *html.Node {
	address = strings.TrimSpace(address)
	target, _ := b.doc.target(address)
	switch {
	case address == "":
		return nil
	case !strings.HasPrefix(address, "#"):
		b.tell(n, css.Error, "<%s> refers to %q: only elements of the same picture can be used", n.Data, short(address))
		return nil
	case target == nil:
		b.tell(n, css.Error, "<%s> refers to %q, which is not in the %s", n.Data, short(address), b.doc.place())
		return nil
	}
	for _, t := range b.open {
		if t == target {
			b.tell(n, css.Error, "<%s> refers to %q, which holds it", n.Data, short(address))
			return nil
		}
	}
	b.open = append(b.open, target)
	return target
}

// referTo is refer for the value of a property that takes elements of one name only.
func (b *builder) referTo(n *html.Node, property, address, name string) *html.Node {
	if el, shown := b.doc.target(address); el != nil && !shown {
		b.tell(n, css.Error, "%s %q stands in an svg with display: none, where it is not found", property, short(address))
		return nil
	}
	el := b.refer(n, address)
	if el == nil || el.Data == name {
		return el
	}
	b.leave()
	b.tell(n, css.Error, "%s %q is not a %s", property, short(address), name)
	return nil
}

func (b *builder) leave() { b.open = b.open[:len(b.open)-1] }

// length reads an attribute in px, 0 where it is not set; whole is 100%.
func (b *builder) length(n *html.Node, name string, whole float64) float64 {
	text := attr(n, name)
	if text == "" {
		return 0
	}
	l, ok := parseLength(text)
	if !ok {
		b.tell(n, css.Error, "%s=%q of <%s> is not a length", name, short(text), n.Data)
		return 0
	}
	return b.px(l, whole)
}

// px resolves a length in the element being built; whole is what 100% means.
func (b *builder) px(l length, whole float64) float64 {
	switch {
	case b.current == nil:
	case l.unit == 'e':
		return l.n * b.em(b.current)
	case l.unit == 'x':
		return l.n * b.em(b.current) / 2
	}
	return l.px(whole)
}

// size is a width or height: auto is 100%, and what is negative is 0.
func (b *builder) size(n *html.Node, name string, whole float64) float64 {
	if text := attr(n, name); text == "" || text == "auto" {
		return whole
	}
	return math.Max(b.length(n, name, whole), 0)
}

// short cuts a value to what fits a message.
func short(s string) string {
	const most = 60
	r := []rune(s)
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
