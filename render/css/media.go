package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// Media is a media query list (Media Queries 4): true where one of its queries
// is. The zero value is the empty list, which is true.
type Media struct {
	queries []condition
}

// Environment is what media and container queries are asked about.
type Environment struct {
	Width, Height float64 // of the card or the container, px
	Dark          bool    // prefers-color-scheme: dark

	// Of a container alone.
	Turned bool                   // its inline axis is vertical
	Px     func(l Length) float64 // px of a length on the container
	Custom Lookup                 // its custom properties
}

// Matches evaluates the list.
func (m *Media) Matches(env Environment) bool {
	for _, q := range m.queries {
		if q.eval(env) {
			return true
		}
	}
	return len(m.queries) == 0
}

// condition is a node of a media or container query.
type condition interface{ eval(Environment) bool }

type (
	constantCondition bool
	notCondition      struct{ of condition }
	allCondition      []condition
	anyCondition      []condition
	schemeCondition   bool // true: dark
	rangeCondition    struct {
		feature string // width, height, aspect-ratio
		op      string // <, <=, =, >=, >
		value   float64
	}
)

func (c constantCondition) eval(Environment) bool { return bool(c) }
func (c notCondition) eval(e Environment) bool    { return !c.of.eval(e) }
func (c schemeCondition) eval(e Environment) bool { return bool(c) == e.Dark }

func (c allCondition) eval(e Environment) bool {
	for _, q := range c {
		if !q.eval(e) {
			return false
		}
	}
	return true
}

func (c anyCondition) eval(e Environment) bool {
	for _, q := range c {
		if q.eval(e) {
			return true
		}
	}
	return false
}

func (c rangeCondition) eval(e Environment) bool {
	v := e.Width
	switch c.feature {
	case "height":
		v = e.Height
	case "aspect-ratio":
		if e.Height > 0 {
			v = e.Width / e.Height
		}
	}
	return holds(v, c.op, c.value)
}

// media reads a media query list.
func (p *parser) media(toks []token, pos int) *Media {
	m := &Media{}
	if len(toks) == 0 {
		return m
	}
	r := &reader{toks: toks}
	for {
		start := r.i
		q, ok := r.mediaQuery()
		if !ok || !r.end() && !r.peek().is(",") {
			at := pos
			why := r.why
			if r.far < len(toks) {
				at = toks[r.far].pos
				if why == "" {
					why = "\"" + clip(toks[r.far].text) + "\" is not a media query"
				}
			}
			if why == "" {
				why = "the media query is not complete"
			}
			p.report(at, Error, "@media: %s", why)
			// An invalid query is "not all"; the others of the list stand.
			q = constantCondition(false)
			r.i = start
			for !r.end() && !r.peek().is(",") {
				r.i++
			}
			r.why = ""
		}
		m.queries = append(m.queries, q)
		if !r.accept(",") {
			return m
		}
	}
}

// mediaQuery reads "[not | only]? type [and condition]*" or a condition.
func (r *reader) mediaQuery() (condition, bool) {
	start := r.i
	not := r.word("not")
	if !not {
		r.word("only")
	}
	if name := r.peek().ident(); name != "" && name != "and" && name != "or" && name != "not" {
		r.advance()
		q := allCondition{constantCondition(name == "all" || name == "screen")}
		for r.word("and") {
			c, ok := r.inParens((*reader).mediaFeature)
			if !ok {
				return nil, false
			}
			q = append(q, c)
		}
		if not {
			return notCondition{q}, true
		}
		return q, true
	}
	r.i = start
	return r.condition((*reader).mediaFeature)
}

// condition reads "not X", or operands joined by and, or by or (Media Queries 4 §3);
// feature reads what stands in parentheses.
func (r *reader) condition(feature func(*reader) (condition, bool)) (condition, bool) {
	if r.word("not") {
		c, ok := r.inParens(feature)
		return notCondition{c}, ok
	}
	first, ok := r.inParens(feature)
	if !ok {
		return nil, false
	}
	list := []condition{first}
	joint := ""
	for {
		switch {
		case joint != "or" && r.word("and"):
			joint = "and"
		case joint != "and" && r.word("or"):
			joint = "or"
		case joint == "or":
			return anyCondition(list), true
		default:
			return allCondition(list), true
		}
		c, ok := r.inParens(feature)
		if !ok {
			return nil, false
		}
		list = append(list, c)
	}
}

// conditionFunctions stand in a condition as what parentheses hold.
var conditionFunctions = map[string]bool{"style": true, "media": true, "supports": true}

func (r *reader) inParens(feature func(*reader) (condition, bool)) (condition, bool) {
	if conditionFunctions[r.peek().function()] {
		return feature(r)
	}
	if r.depth >= maxDepth || !r.accept("(") {
		return nil, false
	}
	r.depth++
	defer func() { r.depth-- }()
	var c condition
	var ok bool
	if t := r.peek(); t.kind == css.LeftParenthesisToken || t.ident() == "not" || conditionFunctions[t.function()] {
		c, ok = r.condition(feature)
	} else {
		c, ok = feature(r)
	}
	return c, ok && (r.accept(")") || r.end())
}

// mediaFeature reads "name: value", "name", or a range such as "width >= 600px".
func (r *reader) mediaFeature() (condition, bool) {
	if c, ok := r.mediaRange(); ok {
		return c, true
	}
	name := r.peek().ident()
	if name == "" {
		return nil, false
	}
	base, op := featureBase(name)
	if now, ok := pictureNumbers[base]; ok {
		return r.pictureNumber(now, base, op)
	}
	// The screen of a picture is the picture.
	switch base = strings.TrimPrefix(base, "device-"); base {
	case "width", "height", "aspect-ratio":
		r.advance()
		if !r.accept(":") {
			return rangeCondition{base, ">", 0}, op == "="
		}
		v, ok := r.mediaValue(base)
		return rangeCondition{base, op, v}, ok
	}
	switch name {
	case "prefers-color-scheme":
		r.advance()
		if !r.accept(":") {
			return constantCondition(true), true
		}
		k, ok := r.oneOf("light", "dark")
		return schemeCondition(k == "dark"), ok
	case "orientation":
		r.advance()
		if !r.accept(":") {
			return constantCondition(true), true
		}
		k, ok := r.oneOf("portrait", "landscape")
		if k == "portrait" {
			return rangeCondition{"aspect-ratio", "<=", 1}, ok
		}
		return rangeCondition{"aspect-ratio", ">", 1}, ok
	}
	if now, ok := pictureFeatures[name]; ok {
		r.advance()
		if !r.accept(":") {
			return constantCondition(now != "none" && now != "no-preference"), true
		}
		value := r.peek().ident()
		r.advance()
		return constantCondition(value == now), value != ""
	}
	r.fault("the feature \"" + clip(name) + "\" is not supported")
	return nil, false
}

// pictureFeatures are the media features about who looks at a page: one who points
// at nothing and asked for nothing.
var pictureFeatures = map[string]string{
	"hover": "none", "any-hover": "none", "pointer": "none", "any-pointer": "none", "prefers-reduced-motion": "no-preference",
	"prefers-contrast": "no-preference", "prefers-reduced-transparency": "no-preference", "prefers-reduced-data": "no-preference",
	"forced-colors": "none", "inverted-colors": "none", "color-gamut": "srgb", "dynamic-range": "standard", "scripting": "none",
	"update": "none", "display-mode": "browser", "overflow-block": "none", "overflow-inline": "none",
}

// mediaRange reads "width < 5px", "5px < width" or "1px <= width < 5px".
func (r *reader) mediaRange() (condition, bool) {
	start := r.i
	var all allCondition
	feature := r.rangeFeature()
	if feature == "" {
		v, ok := r.mediaValue("width")
		if !ok {
			if v, ok = r.mediaValue("aspect-ratio"); !ok {
				r.i = start
				return nil, false
			}
		}
		op := r.comparison()
		if feature = r.rangeFeature(); op == "" || feature == "" {
			r.i = start
			return nil, false
		}
		all = append(all, rangeCondition{feature, mirrored[op], v})
		if r.peek().is(")") || r.end() {
			return all, true
		}
	}
	op := r.comparison()
	v, ok := r.mediaValue(feature)
	if op == "" || !ok {
		r.i = start
		return nil, false
	}
	return append(all, rangeCondition{feature, op, v}), true
}

// mirrored are the comparisons with their sides exchanged.
var mirrored = map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}

func (r *reader) rangeFeature() string {
	k, _ := r.oneOf("width", "height", "aspect-ratio")
	return string(k)
}

func (r *reader) comparison() string {
	for _, op := range []string{"<", ">", "="} {
		if r.accept(op) {
			if op != "=" && !r.end() && !r.peek().space && r.accept("=") {
				op += "="
			}
			return op
		}
	}
	return ""
}

// mediaValue reads a length in px (relative to the initial font size of 16
// px) or a ratio.
func (r *reader) mediaValue(feature string) (float64, bool) {
	if feature == "aspect-ratio" {
		v, ok := r.ratio()
		return v, ok
	}
	l, ok := r.length(lengthOnly)
	if !ok {
		return 0, false
	}
	return mediaLength(l)
}
