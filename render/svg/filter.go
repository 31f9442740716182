package svg

import (
	"image/color"
	"math"
	"strings"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/filter"
	"sharecard/render/raster"
	computed "sharecard/render/style"
)

// filterBuild reads the primitives of one filter element.
type filterBuild struct {
	*builder
	graph *filter.Graph
	vp    viewport
	box   box  // of what is filtered
	unit  bool // primitiveUnits: objectBoundingBox
	named map[string]filter.Input
	prev  filter.Input
}

// filter reads the filter element that address names for something with these bounds (Filter Effects 1 §8). It is nil, which
// changes nothing, for a broken reference.
func (b *builder) filter(n *html.Node, address string, bounds box, vp viewport) *filter.Graph {
	el := b.referTo(n, "filter", address, "filter")
	if el == nil {
		return nil
	}
	defer b.leave()
	s := b.inherited(el)
	outer := b.current
	b.current = &s
	defer func() { b.current = outer }()
	area := b.region(el, "filterUnits", bounds, vp)
	return b.graph(el, &s, area, bounds, vp)
}

// filters are those of the property filter of an element that draws target.
func (b *builder) filters(n *html.Node, o *own, target *node, vp viewport) (list []*filter.Graph) {
	for _, f := range o.filter {
		var g *filter.Graph
		if f.Name == "url" {
			g = b.filter(n, string(f.URL), target.inner(), vp)
		} else {
			g = b.filterFunction(n, f)
		}
		if g != nil {
			list = append(list, g)
		}
	}
	return list
}

// everywhere is the region of a filter function, which has none.
var everywhere = raster.Rect{X0: -1e9, Y0: -1e9, X1: 1e9, Y1: 1e9}

// filterFunction is a filter function as a filter element.
func (b *builder) filterFunction(n *html.Node, f css.Filter) *filter.Graph {
	px := func(l css.Length) float64 {
		switch {
		case l.Calc == nil && l.Unit == css.UnitPx:
			return l.N
		case l.Calc == nil && l.Unit == css.UnitEm:
			return l.N * b.em(b.current)
		case l.N != 0 || l.Calc != nil:
			b.tell(n, css.Error, "filter: %s() is supported in px and em only", f.Name)
		}
		return 0
	}
	step := filter.Step{In: []filter.Input{filter.Source}, Region: everywhere}
	switch kind := computed.FilterKindOf(f.Name); kind {
	case computed.FilterBlur:
		step.Primitive = filter.Blur{X: px(f.Amount), Y: px(f.Amount)}
	case computed.FilterDropShadow:
		sh, color := f.Shadow, colour{f.Shadow.Color.RGBA, f.Shadow.Color.Current}
		step.Primitive = filter.DropShadow{
			Offset: filter.Offset{DX: px(sh.X), DY: px(sh.Y)}, Blur: filter.Blur{X: px(sh.Blur), Y: px(sh.Blur)},
			Color: b.fixed(color, b.current),
		}
	case computed.FilterOpacity:
		step.Primitive = filter.Matrix{0: 1, 6: 1, 12: 1, 18: f.Amount.N}
	default:
		step.Primitive = filter.Colors(computed.Filter{Kind: kind, Amount: f.Amount.N}).Matrix()
	}
	return &filter.Graph{Region: everywhere, Steps: []filter.Step{step}}
}

// fixed is a colour of an element, that of the text around the picture where it has none.
func (b *builder) fixed(c colour, s *style) color.NRGBA {
	if c.current {
		c = s.color
	}
	if c.current && b.doc.around != nil {
		return b.doc.around.Color
	}
	return c.in(black)
}

// graph reads the primitives of a filter element.
func (b *builder) graph(el *html.Node, s *style, area, bounds box, vp viewport) *filter.Graph {
	f := &filterBuild{
		builder: b, graph: &filter.Graph{Region: area.rect()}, vp: vp, box: bounds,
		unit: attr(el, "primitiveUnits") == "objectBoundingBox", named: map[string]filter.Input{}, prev: filter.Source,
	}
	for c := range elements(el) {
		if unmoving[c.Data] || silent[c.Data] {
			continue
		}
		if len(f.graph.Steps) == filter.MaxSteps {
			b.tell(el, css.Error, "the filter is cut: more than %d primitives", filter.MaxSteps)
			break
		}
		if f.visited++; f.visited > maxDrawn {
			b.stop(c, "elements than can be drawn")
			break
		}
		f.step(c, s)
	}
	return f.graph
}

// region is the area of a mask or a filter: what x, y, width and height say, or a tenth more than the bounds on each side.
func (b *builder) region(el *html.Node, units string, bounds box, vp viewport) box {
	within := func(name, fallback string, whole float64) float64 {
		l, ok := parseLength(attr(el, name))
		if !ok {
			l, _ = parseLength(fallback)
		}
		return b.px(l, whole)
	}
	if attr(el, units) == "userSpaceOnUse" {
		x, y := within("x", "-10%", vp.w), within("y", "-10%", vp.h)
		return box{x, y, x + within("width", "120%", vp.w), y + within("height", "120%", vp.h)}
	}
	x, y := bounds.x0+within("x", "-10%", 1)*bounds.w(), bounds.y0+within("y", "-10%", 1)*bounds.h()
	return box{x, y, x + within("width", "120%", 1)*bounds.w(), y + within("height", "120%", 1)*bounds.h()}
}

func (b box) rect() raster.Rect { return raster.Rect{X0: b.x0, Y0: b.y0, X1: b.x1, Y1: b.y1} }

// step adds one primitive.
func (f *filterBuild) step(n *html.Node, parent *style) {
	s, o := f.styleOf(n, parent)
	st := filter.Step{Linear: !s.sRGBFilter}
	switch n.Data {
	case "feFlood":
		st.Primitive = filter.Flood{Color: f.flood(&s, &o)}
	case "feTurbulence":
		st.Primitive = f.turbulence(n)
	case "feMerge":
		st.Primitive = filter.Merge{}
		for c := range elements(n) {
			if c.Data == "feMergeNode" && len(st.In) < filter.MaxSteps {
				st.In = append(st.In, f.input(c, "in"))
			}
		}
	case "feBlend", "feComposite", "feDisplacementMap":
		st.In = []filter.Input{f.input(n, "in"), f.input(n, "in2")}
		st.Primitive = f.ofTwo(n)
	default:
		st.In = []filter.Input{f.input(n, "in")}
		if st.Primitive = f.ofOne(n, &s, &o); st.Primitive == nil {
			if n.Data != "feImage" && !strings.HasPrefix(n.Data, "fe") {
				return
			}
			f.tell(n, css.Error, "<%s> is not supported in a filter", n.Data)
			st.In, st.Primitive = nil, filter.Merge{}
		}
	}
	st.Region = f.subregion(n, st.In)
	f.graph.Steps = append(f.graph.Steps, st)
	f.prev = filter.Input(len(f.graph.Steps) - 1)
	if name := attr(n, "result"); name != "" {
		f.named[name] = f.prev
	}
}

// input is what an attribute names: a source or an earlier result, and else the result before.
func (f *filterBuild) input(n *html.Node, name string) filter.Input {
	switch v := attr(n, name); v {
	case "SourceGraphic":
		return filter.Source
	case "SourceAlpha":
		return filter.SourceAlpha
	case "BackgroundImage", "BackgroundAlpha", "FillPaint", "StrokePaint":
		f.tell(n, css.Error, "%s=%q is not supported in a filter", name, v)
		return filter.Nothing
	default:
		if k, ok := f.named[v]; ok {
			return k
		}
	}
	return f.prev
}

// subregion is where a primitive draws: what holds the regions of its inputs, unless its attributes say otherwise (Filter
// Effects 1 §9.4).
func (f *filterBuild) subregion(n *html.Node, in []filter.Input) raster.Rect {
	r := f.graph.Region
	if len(in) > 0 && n.Data != "feTile" {
		all := noBox
		for _, k := range in {
			if k < 0 {
				all = noBox
				break
			}
			q := f.graph.Steps[k].Region
			all.join(box{q.X0, q.Y0, q.X1, q.Y1})
		}
		if all.hasArea() {
			r = all.rect()
		}
	}
	side := func(name string, from, whole, unit float64, to *float64) {
		l, ok := parseLength(attr(n, name))
		switch {
		case !ok:
		case f.unit:
			*to = from + f.px(l, 1)*unit
		default:
			*to = f.px(l, whole)
		}
	}
	w, h := r.W(), r.H()
	side("x", f.box.x0, f.vp.w, f.box.w(), &r.X0)
	side("y", f.box.y0, f.vp.h, f.box.h(), &r.Y0)
	side("width", 0, f.vp.w, f.box.w(), &w)
	side("height", 0, f.vp.h, f.box.h(), &h)
	r.X1, r.Y1 = r.X0+math.Max(w, 0), r.Y0+math.Max(h, 0)
	return r
}

// length is a number in the units of the primitives along an axis.
func (f *filterBuild) length(v, side float64) float64 {
	if f.unit {
		return v * side
	}
	return v
}

// number reads an attribute, fallback where it is not set or no number.
func (f *filterBuild) number(n *html.Node, name string, fallback float64) float64 {
	if v := f.list(n, name, 1); len(v) > 0 {
		return v[0]
	}
	return fallback
}

// list reads at most limit numbers; nil, with a diagnostic, for what is not understood.
func (f *filterBuild) list(n *html.Node, name string, limit int) []float64 {
	text := attr(n, name)
	v, ok := numbers(text, limit)
	if !ok {
		f.tell(n, css.Error, "%s=%q of <%s> is not understood", name, short(text), n.Data)
		return nil
	}
	return v
}

// pair reads one or two numbers.
func (f *filterBuild) pair(n *html.Node, name string, fallback float64) (x, y float64) {
	switch v := f.list(n, name, 2); len(v) {
	case 1:
		return v[0], v[0]
	case 2:
		return v[0], v[1]
	}
	return fallback, fallback
}
