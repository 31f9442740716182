package svg

import (
	"image/color"
	"strings"

	"sharecard/render/css"
	"sharecard/render/raster"
)

// style is what a shape inherits (SVG 2 §6.6), copied from element to element.
type style struct {
	color         colour
	fill, stroke  paint
	fillOpacity   float64
	strokeOpacity float64
	evenOdd       bool
	clipEvenOdd   bool
	width         length
	cap           raster.Cap
	join          raster.Join
	miterLimit    float64
	dashes        []length
	dashOffset    length
	hidden        bool
	strokeUnder   bool // paint-order
	crisp         bool // edges between pixels rather than smooth
	sRGBFilter    bool // color-interpolation-filters: sRGB

	text     *textStyle // nil for what surrounds the picture
	anchor   anchor
	baseline string // dominant-baseline
	preserve bool   // xml:space
}

// own is what an element does not inherit.
type own struct {
	none        bool // display
	opacity     float64
	transform   string
	clipPath    string // address
	mask        string // address
	alphaMask   bool   // mask-type, of a mask element
	origin      [2]length
	originSet   bool
	fillBox     bool // transform-box: fill-box
	visible     bool // overflow
	stopColor   colour
	stopOpacity float64
	filter      css.Filters
	floodColor  colour
	floodAlpha  float64       // flood-opacity
	lighting    colour        // lighting-color
	text        []declaration // of textual properties
	shift       string        // baseline-shift
	alignment   string        // alignment-baseline
}

// anchor is text-anchor.
type anchor uint8

const (
	anchorStart anchor = iota
	anchorMiddle
	anchorEnd
)

// colour is a colour, or that of the surrounding text.
type colour struct {
	rgba    color.NRGBA
	current bool
}

func (c colour) in(text color.NRGBA) color.NRGBA {
	if c.current {
		return text
	}
	return c.rgba
}

type paintKind uint8

const (
	paintNone paintKind = iota
	paintColour
	paintServer // a gradient by its address; the colour is the fallback
)

type paint struct {
	kind     paintKind
	colour   colour
	fallback bool // there is a colour beside the address
	address  string
}

var black = color.NRGBA{A: 255}

// initial is the style around the root: text is what Draw is told.
func initial() style {
	return style{
		color: colour{current: true}, fill: paint{kind: paintColour, colour: colour{rgba: black}},
		fillOpacity: 1, strokeOpacity: 1, width: length{n: 1}, miterLimit: 4,
	}
}

// declaration is one property as it was written.
type declaration struct {
	name, value string
	important   bool
}

// outcome tells what became of a declaration.
type outcome uint8

const (
	understood  outcome = iota
	invalid             // a known property, not a value of it
	unsupported         // known to SVG, and not drawn
	unknown
)

// apply sets a property from its value.
func (d declaration) apply(s *style, parent *style, o *own) outcome {
	value := strings.TrimSpace(d.value)
	if value == "" {
		return understood
	}
	if textual[d.name] {
		o.text = append(o.text, d)
		return understood
	}
	set, known := properties[d.name]
	if !known {
		if ignored[d.name] {
			return understood
		}
		if undrawn[d.name] {
			if value == "none" || value == "normal" || value == "auto" {
				return understood
			}
			return unsupported
		}
		return unknown
	}
	if value == "inherit" {
		inherit(d.name, s, parent)
		return understood
	}
	if set(value, s, o) {
		return understood
	}
	return invalid
}

// undrawn are properties that change a picture and are not supported.
var undrawn = set("mask-image", "marker", "marker-start", "marker-mid", "marker-end",
	"mix-blend-mode", "vector-effect", "clip", "text-shadow", "inline-size", "shape-inside")

// ignored are properties that change nothing in what is drawn here.
var ignored = set("text-rendering", "line-height", "unicode-bidi",
	"color-interpolation", "color-rendering", "image-rendering", "color-profile",
	"enable-background", "isolation", "pointer-events", "cursor", "solid-color", "solid-opacity", "text-indent", "text-align",
	"block-progression", "text-orientation", "shape-padding", "shape-margin",
	"text-decoration-color", "glyph-orientation-vertical", "glyph-orientation-horizontal",
	"kerning", "will-change", "user-select")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// properties read a value into the style; they report whether it was one.
var properties = map[string]func(value string, s *style, o *own) bool{
	"color":          func(v string, s *style, _ *own) bool { return setColour(&s.color, v) },
	"fill":           func(v string, s *style, _ *own) bool { return setPaint(&s.fill, v) },
	"stroke":         func(v string, s *style, _ *own) bool { return setPaint(&s.stroke, v) },
	"fill-opacity":   func(v string, s *style, _ *own) bool { return setOpacity(&s.fillOpacity, v) },
	"stroke-opacity": func(v string, s *style, _ *own) bool { return setOpacity(&s.strokeOpacity, v) },
	"opacity":        func(v string, _ *style, o *own) bool { return setOpacity(&o.opacity, v) },
	"stop-color":     func(v string, _ *style, o *own) bool { return setColour(&o.stopColor, v) },
	"stop-opacity":   func(v string, _ *style, o *own) bool { return setOpacity(&o.stopOpacity, v) },
	"flood-color":    func(v string, _ *style, o *own) bool { return setColour(&o.floodColor, v) },
	"flood-opacity":  func(v string, _ *style, o *own) bool { return setOpacity(&o.floodAlpha, v) },
	"lighting-color": func(v string, _ *style, o *own) bool { return setColour(&o.lighting, v) },
	"filter":         func(v string, _ *style, o *own) (ok bool) { o.filter, ok = css.ParseFilter(v); return ok },
	"color-interpolation-filters": func(v string, s *style, _ *own) bool {
		s.sRGBFilter = v == "sRGB" || v == "srgb"
		return s.sRGBFilter || v == "linearRGB" || v == "linearrgb" || v == "auto"
	},
	"fill-rule": func(v string, s *style, _ *own) bool { return setRule(&s.evenOdd, v) },
	"clip-rule": func(v string, s *style, _ *own) bool { return setRule(&s.clipEvenOdd, v) },
	"stroke-width": func(v string, s *style, _ *own) bool {
		return setLength(&s.width, v, true)
	},
	"stroke-dashoffset": func(v string, s *style, _ *own) bool {
		return setLength(&s.dashOffset, v, false)
	},
	"stroke-dasharray": func(v string, s *style, _ *own) bool { return setDashes(&s.dashes, v) },
	"stroke-miterlimit": func(v string, s *style, _ *own) bool {
		n, ok := numbers(v, 1)
		if !ok || len(n) != 1 || n[0] < 1 {
			return false
		}
		s.miterLimit = n[0]
		return true
	},
	"stroke-linecap": func(v string, s *style, _ *own) bool {
		c, ok := map[string]raster.Cap{"butt": raster.ButtCap, "round": raster.RoundCap, "square": raster.SquareCap}[v]
		if ok {
			s.cap = c
		}
		return ok
	},
	"stroke-linejoin": func(v string, s *style, _ *own) bool {
		j, ok := map[string]raster.Join{"miter": raster.MiterJoin, "round": raster.RoundJoin, "bevel": raster.BevelJoin}[v]
		if ok {
			s.join = j
		}
		return ok
	},
	"visibility": func(v string, s *style, _ *own) bool {
		s.hidden = v != "visible"
		return v == "visible" || v == "hidden" || v == "collapse"
	},
	"shape-rendering": func(v string, s *style, _ *own) bool {
		s.crisp = v == "crispEdges" || v == "crispedges" || v == "optimizeSpeed"
		return true
	},
	"display": func(v string, _ *style, o *own) bool { o.none = v == "none"; return true },
	"overflow": func(v string, _ *style, o *own) bool {
		o.visible = v == "visible" || v == "auto"
		return true
	},
	"transform": func(v string, _ *style, o *own) bool {
		_, ok := parseTransform(v)
		if ok {
			o.transform = v
		}
		return ok
	},
	"clip-path": func(v string, _ *style, o *own) bool { return setAddress(&o.clipPath, v) },
	"mask":      func(v string, _ *style, o *own) bool { return setAddress(&o.mask, v) },
	"mask-type": func(v string, _ *style, o *own) bool {
		o.alphaMask = v == "alpha"
		return o.alphaMask || v == "luminance"
	},
	"paint-order": func(v string, s *style, _ *own) bool {
		words := strings.Fields(v)
		at := map[string]int{}
		for i, w := range words {
			at[w] = i + 1
		}
		last := len(words) + 1
		place := func(name string) int {
			if at[name] > 0 {
				return at[name]
			}
			return last
		}
		s.strokeUnder = place("stroke") < place("fill")
		return len(words) > 0 && len(words) <= 3
	},
	"text-anchor": func(v string, s *style, _ *own) bool {
		at, ok := map[string]anchor{"start": anchorStart, "middle": anchorMiddle, "end": anchorEnd}[v]
		s.anchor = at
		return ok
	},
	"dominant-baseline":  func(v string, s *style, _ *own) bool { s.baseline = v; return baselines[v] },
	"alignment-baseline": func(v string, _ *style, o *own) bool { o.alignment = v; return baselines[v] },
	"baseline-shift": func(v string, _ *style, o *own) bool {
		_, ok := parseLength(v)
		o.shift = v
		return ok || v == "baseline" || v == "sub" || v == "super"
	},
	"writing-mode": func(v string, _ *style, _ *own) bool {
		return v == "horizontal-tb" || v == "lr" || v == "lr-tb" || v == "rl" || v == "rl-tb"
	},
	"text-decoration-style": func(v string, _ *style, _ *own) bool { return v == "solid" },
	"transform-box": func(v string, _ *style, o *own) bool {
		o.fillBox = v == "fill-box" || v == "stroke-box" || v == "content-box" || v == "border-box"
		return o.fillBox || v == "view-box"
	},
	"transform-origin": func(v string, _ *style, o *own) bool {
		o.originSet = setOrigin(&o.origin, v)
		return o.originSet
	},
}

// setAddress reads none or the address of an element.
func setAddress(address *string, v string) bool {
	if v == "none" {
		*address = ""
		return true
	}
	got, rest, ok := cutURL(v)
	if ok = ok && rest == ""; ok {
		*address = got
	}
	return ok
}

// setOrigin reads one or two of a length, a percentage and a side (CSS Transforms 1 §4).
func setOrigin(origin *[2]length, v string) bool {
	sides := [2]map[string]float64{{"left": 0, "center": 50, "right": 100}, {"top": 0, "center": 50, "bottom": 100}}
	words := strings.Fields(v)
	if len(words) == 1 {
		words = append(words, "center")
	}
	if len(words) != 2 {
		return false
	}
	if _, ok := sides[1][words[0]]; ok && words[0] != "center" || words[1] == "left" || words[1] == "right" {
		words[0], words[1] = words[1], words[0]
	}
	for i, w := range words {
		if percent, ok := sides[i][w]; ok {
			origin[i] = length{percent, '%'}
		} else if !setLength(&origin[i], w, false) {
			return false
		}
	}
	return true
}

// inherit copies a property that the keyword inherit names.
func inherit(name string, s, parent *style) {
	switch name {
	case "color":
		s.color = parent.color
	case "fill":
		s.fill = parent.fill
	case "stroke":
		s.stroke = parent.stroke
	case "stroke-width":
		s.width = parent.width
	case "text-anchor":
		s.anchor = parent.anchor
	case "dominant-baseline":
		s.baseline = parent.baseline
	}
}

func setColour(c *colour, v string) bool {
	got, ok := css.ParseColor(v)
	if ok {
		*c = colour{got.RGBA, got.Current}
	}
	return ok
}

// setPaint reads none, a colour, or the address of a gradient with a fallback
// (SVG 2 §13.2).
func setPaint(p *paint, v string) bool {
	if v == "none" {
		*p = paint{}
		return true
	}
	address, rest, ok := cutURL(v)
	if !ok {
		c := paint{kind: paintColour}
		if !setColour(&c.colour, v) {
			return false
		}
		*p = c
		return true
	}
	server := paint{kind: paintServer, address: address}
	if rest != "" && rest != "none" {
		if !setColour(&server.colour, rest) {
			return false
		}
		server.fallback = true
	}
	*p = server
	return true
}

// cutURL splits "url(#id) rest".
func cutURL(v string) (address, rest string, ok bool) {
	v, ok = strings.CutPrefix(v, "url(")
	if !ok {
		return "", "", false
	}
	address, rest, ok = strings.Cut(v, ")")
	return strings.Trim(strings.TrimSpace(address), `"'`), strings.TrimSpace(rest), ok
}

// setOpacity reads a number or a percentage, clamped to 0–1.
func setOpacity(o *float64, v string) bool {
	l, ok := parseLength(v)
	if !ok || l.unit != 0 && l.unit != '%' {
		return false
	}
	*o = min(max(l.px(1), 0), 1)
	return true
}

func setRule(evenOdd *bool, v string) bool {
	*evenOdd = v == "evenodd"
	return v == "evenodd" || v == "nonzero"
}

func setLength(l *length, v string, positive bool) bool {
	got, ok := parseLength(v)
	if !ok || positive && got.n < 0 {
		return false
	}
	*l = got
	return true
}

// setDashes reads a list of lengths; an odd number of them is doubled, and one
// without an extent draws solid (SVG 2 §13.5.6).
func setDashes(dashes *[]length, v string) bool {
	*dashes = nil
	if v == "none" {
		return true
	}
	s := newScanner(v)
	var list []length
	sum := 0.0
	for s.Space(); !s.End(); s.Comma() {
		l, ok := s.length()
		if !ok || l.n < 0 || len(list) >= maxDashes {
			return false
		}
		list = append(list, l)
		sum += l.n
	}
	if sum > 0 {
		if len(list)%2 == 1 {
			list = append(list, list...)
		}
		*dashes = list
	}
	return true
}
