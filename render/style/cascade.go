package style

import (
	"image/color"
	"slices"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// initial is the style of initial values. It is never written.
var initial = initialStyle()

// initialStyle computes the initial values that package css has for the
// longhands.
func initialStyle() Style {
	s := Style{Zoom: 1}
	c := context{computer: &computer{}, style: &s, parent: &Style{}}
	set := func(id css.ID) {
		if set := longhands.rows[id].set; set != nil {
			decls, _ := css.ParseInline("", id.String()+":"+id.Initial(), css.Options{})
			set(&c, decls[0].Value)
		}
	}
	set(css.TextColor) // what currentcolor is
	for id := range css.FirstLogical {
		set(id)
	}
	s.parts.backgrounds, s.parts.masks = nil, nil // layers take a list that is not there for initial
	return s
}

// inherit copies the inherited properties.
func (s *Style) inherit(p *Style) {
	for _, copy := range longhands.inherited {
		copy(s, p)
	}
	s.FontFeatures, s.Lang, s.CardFit, s.CardClamp, s.Custom = p.FontFeatures, p.Lang, p.CardFit, p.CardClamp, p.Custom
	s.parts.scope, s.parts.sized = p.parts.scope, p.parts.sized
}

// context is what a specified value is computed against.
type context struct {
	*computer
	style  *Style // the element's, as far as it is computed
	parent *Style
	elem   *dom.Node
	em     float64 // px that 1em stands for
	line   float64 // px that 1lh stands for
}

// compute computes the style from c.decls.
func (c *computer) compute(n *dom.Node, parent *Style, asItem bool) *Style {
	c.vars.Element = n.HTML
	s := new(Style)
	*s = initial
	s.inherit(parent)
	if lang, ok := n.Lookup("lang"); ok {
		s.Lang = lang
	}
	if scope := c.scopeOf(parent.parts.scope); scope != parent.parts.scope {
		s.parts.scope, s.Custom = scope, scope.text
		s.cardProperties(c, parent)
	}
	ctx := context{computer: c, style: s, parent: parent, elem: n, em: parent.FontSize, line: parent.lineHeightPx()}

	// What others depend on comes first: direction and writing-mode decide what logical
	// properties mean, the font size what em is, the line height what lh is,
	// and color what currentcolor is.
	for _, d := range c.decls {
		if d.ID == css.Direction || d.ID == css.WritingMode {
			ctx.apply(d.ID, d.Value)
		}
	}
	axes := s.axes()
	c.winners = [css.Count]int32{}
	for i, d := range c.decls {
		if d.ID != css.Custom {
			c.winners[d.ID.Physical(axes)] = int32(i + 1)
		}
	}
	ctx.zoom()
	ctx.applyWinner(css.FontFamily)
	ctx.applyWinner(css.FontSize)
	ctx.fixedPitchSize()
	ctx.em = s.FontSize
	ctx.applyWinner(css.LineHeight)
	ctx.line = s.lineHeightPx()
	if parent == &initial {
		c.rootFontSize, c.rootLine = s.FontSize/s.Zoom, ctx.line/s.Zoom
	}
	ctx.applyWinner(css.ColorScheme)
	if parent == &initial && s.Dark {
		s.Color = color.NRGBA{R: 255, G: 255, B: 255, A: 255} // CanvasText
	}
	ctx.applyWinner(css.TextColor)
	ctx.applyWinner(css.TextFillColor)
	for i := range s.Border {
		s.Border[i].Color = s.Color
	}
	s.Outline.Color, s.Columns.Rule.Color = s.Color, s.Color
	s.parts.decoration.Color = s.FillColor()
	for id := range css.FirstLogical {
		switch id {
		case css.Zoom, css.FontFamily, css.FontSize, css.LineHeight, css.TextColor, css.TextFillColor, css.ColorScheme,
			css.Direction, css.WritingMode:
		default:
			ctx.applyWinner(id)
		}
	}
	ctx.finish(asItem)
	return s
}

func (c *context) applyWinner(id css.ID) {
	if i := c.winners[id]; i != 0 {
		d := c.decls[i-1]
		v := d.Value
		if p, ok := v.(*css.Pending); ok {
			// The pending declaration names the logical property, if it is one.
			if v = c.resolve(p, c.style.parts.scope, d.ID); v == nil {
				v = css.Unset
			}
		}
		c.apply(id, v)
	}
}

// apply sets one longhand (CSS Cascade 4 §7.3 for the CSS-wide keywords).
func (c *context) apply(id css.ID, v css.Value) {
	if p, ok := v.(*css.Pending); ok {
		if v = c.resolve(p, c.style.parts.scope, id); v == nil {
			v = css.Unset
		}
	}
	l := &longhands.rows[id]
	w, ok := v.(css.Wide)
	if !ok {
		if l.set != nil {
			l.set(c, v)
		}
		return
	}
	if w == css.Revert {
		if v := c.browserValue(id); v != nil {
			c.apply(id, v)
			return
		}
		w = css.Unset
	}
	if w == css.Unset {
		w = css.Initial
		if id.Inherited() {
			w = css.Inherit
		}
	}
	switch {
	case l.copy == nil:
	case w == css.Inherit:
		l.copy(c.style, c.parent)
	case l.initial != nil:
		l.initial(c)
	default:
		l.copy(c.style, &initial)
	}
}

// browserValue is what the browser's own sheet says of id for the element at
// hand; nil where it says nothing.
func (c *context) browserValue(id css.ID) css.Value {
	for _, d := range slices.Backward(c.decls[:c.browserDecls]) {
		if d.ID.Physical(c.style.axes()) == id {
			return d.Value
		}
	}
	return nil
}

// cardProperties reads the custom properties that are ours. An invalid value
// counts as none.
func (s *Style) cardProperties(c *computer, parent *Style) {
	ctx := context{computer: c, style: s, parent: parent, em: parent.FontSize, line: parent.lineHeightPx()}
	s.CardFit, s.CardClamp = Fit{}, ClampLine
	if v := s.parts.scope.lookup(css.CardFit); v != nil {
		if f, ok := v.Fit(); ok {
			s.CardFit = Fit{Min: ctx.px(f.Min), Max: ctx.px(f.Max), Lines: f.Lines}
		}
	}
	if v := s.parts.scope.lookup(css.CardClamp); v != nil {
		if k, _ := v.Clamp(); k == "sentence" {
			s.CardClamp = ClampSentence
		}
	}
}
