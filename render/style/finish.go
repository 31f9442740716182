package style

import (
	"slices"

	"sharecard/render/css"
)

// finish computes what depends on several properties at once.
func (c *context) finish(asItem bool) {
	s := c.style
	if s.Display == Inline && s.WritingMode != c.parent.WritingMode {
		s.Display = InlineBlock // CSS Writing Modes 4 §3.2
	}
	s.floats(asItem || c.parent == &initial, c.parent.Direction)
	s.blockify(asItem, c.parent == &initial)
	for i := range s.Border {
		if !s.Border[i].Style.Shows() {
			s.Border[i].Width = 0
		}
	}
	if !s.Outline.Style.Shows() {
		s.Outline.Width = 0
	}
	if !s.Columns.Rule.Style.Shows() {
		s.Columns.Rule.Width = 0
	}
	if b := s.parts.borderImage; b != nil && b.Source != nil {
		s.BorderImage = b
	}
	s.clipBothAxes()
	s.contain(Replaced(c.elem))
	s.joinWhiteSpace()
	s.joinFeatures(c.parent)
	s.layers()
	c.themed(asItem)
	s.joinTransforms()
	s.clip()
	s.decorate(c.parent)
	c.alignHeading()
	if s.Display == Contents && Replaced(c.elem) && c.elem.Tag() != "svg" {
		s.Display = DisplayNone // CSS Display 3, appendix B
	}
}

// alignHeading aligns the text of a th that no page aligns: as around it, and centred
// where that is nothing but the initial value (HTML Standard, Rendering 15.3.9).
func (c *context) alignHeading() {
	if c.elem.Tag() == "th" && int(c.winners[css.TextAlign]) <= c.browserDecls && c.parent.TextAlign != TextStart {
		c.style.TextAlign = c.parent.TextAlign
	}
}

// joinTransforms puts translate, rotate and scale before transform (CSS Transforms 2
// §6).
func (s *Style) joinTransforms() {
	p := &s.parts
	s.Transform = p.transform
	if len(p.translate)+len(p.rotate)+len(p.scale) > 0 {
		s.Transform = slices.Concat(p.translate, p.rotate, p.scale, p.transform)
	}
}

// clip applies clip, which out-of-flow boxes alone have (CSS Masking 1 §7).
func (s *Style) clip() {
	if s.ClipPath == nil && (s.Position == Absolute || s.Position == FixedPosition) {
		s.ClipPath = s.parts.clip
	}
}

// floats makes the inline sides of float and clear physical, in the direction of the parent. Flex and grid items, the root
// and boxes that are out of flow otherwise do not float (CSS 2.2 §9.7, CSS Flexbox 1 §3).
func (s *Style) floats(stays bool, dir Direction) {
	start, end := FloatLeft, FloatRight
	clearStart, clearEnd := ClearLeft, ClearRight
	if dir == RTL {
		start, end, clearStart, clearEnd = end, start, clearEnd, clearStart
	}
	switch s.Float {
	case floatInlineStart:
		s.Float = start
	case floatInlineEnd:
		s.Float = end
	}
	switch s.Clear {
	case clearInlineStart:
		s.Clear = clearStart
	case clearInlineEnd:
		s.Clear = clearEnd
	}
	if stays || s.Position == Absolute || s.Position == FixedPosition {
		s.Float = FloatNone
	}
}

// blockify applies CSS Display 3 §2.7: the root, flex and grid items, floats and out-of-flow
// boxes are block-level.
func (s *Style) blockify(asItem, root bool) {
	if root && s.Display == Contents {
		s.Display = Block
	}
	if !asItem && !root && s.Float == FloatNone && s.Position != Absolute && s.Position != FixedPosition {
		return
	}
	switch s.Display {
	case Inline, InlineBlock, RubyText:
		s.Display, s.WasInline = Block, true
	case InlineFlex:
		s.Display, s.WasInline = Flex, true
	case InlineGrid:
		s.Display, s.WasInline = Grid, true
	case InlineTable:
		s.Display, s.WasInline = Table, true
	case Ruby:
		s.Display, s.WasInline, s.Ruby.Block = Block, true, true
	default:
		if s.IsTablePart() {
			s.Display = Block
		}
	}
}

// atom reports whether the element is an inline-level box that is no inline box.
func (s *Style) atom() bool {
	return s.Display == InlineBlock || s.Display == InlineFlex || s.Display == InlineGrid || s.Display == InlineTable
}

// clipBothAxes computes visible as auto on one axis where the other scrolls or
// hides (CSS Overflow 3 §3.1).
func (s *Style) clipBothAxes() {
	scrolls := func(o Overflow) bool { return o == OverflowHidden || o == OverflowScroll }
	if !scrolls(s.OverflowX) && !scrolls(s.OverflowY) {
		return
	}
	for _, o := range []*Overflow{&s.OverflowX, &s.OverflowY} {
		if *o == OverflowVisible {
			*o = OverflowScroll
		}
	}
}

// joinWhiteSpace joins white-space-collapse, text-wrap-mode and
// text-wrap-style.
func (s *Style) joinWhiteSpace() {
	s.TextWrap = s.parts.wrapStyle
	if s.parts.nowrap {
		s.TextWrap = TextWrapNone
	}
	switch s.parts.collapse {
	case collapse:
		s.WhiteSpace = WhiteSpaceNormal
		if s.parts.nowrap {
			s.WhiteSpace = NoWrapSpace
		}
	case preserve:
		s.WhiteSpace = PreWrap
		if s.parts.nowrap {
			s.WhiteSpace = Pre
		}
	case preserveBreaks:
		s.WhiteSpace = PreLine
	case breakSpaces:
		s.WhiteSpace = BreakSpaces
	}
}

// joinFeatures joins the font-variant properties, kerning and the settings,
// the last to win (CSS Fonts 4 §7.2).
func (s *Style) joinFeatures(parent *Style) {
	p, q := &s.parts, &parent.parts
	if p.kerning == q.kerning && same(p.caps, q.caps) && same(p.numeric, q.numeric) && same(p.ligatures, q.ligatures) &&
		same(p.eastAsian, q.eastAsian) && same(p.scripts, q.scripts) && same(p.alternates, q.alternates) &&
		same(p.settings, q.settings) {
		return // inherited as a whole
	}
	s.FontFeatures = slices.Concat(p.caps, p.numeric, p.ligatures, p.eastAsian, p.scripts, p.alternates)
	switch p.kerning {
	case kerningNormal:
		s.FontFeatures = append(s.FontFeatures, Feature{"kern", 1})
	case kerningNone:
		s.FontFeatures = append(s.FontFeatures, Feature{"kern", 0})
	}
	s.FontFeatures = append(s.FontFeatures, p.settings...)
}

func same(a, b []Feature) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// layers makes one layer of each background image and mask image; the lists of
// the other properties repeat where they are shorter (CSS Backgrounds 3 §2.1).
func (s *Style) layers() {
	if b := s.parts.backgrounds; b != nil {
		s.BackgroundClip = cycle(b.clips, len(b.images)-1, AreaBorder)
		if slices.ContainsFunc(b.images, isImage) {
			s.Background = b.match(AreaPadding)
			s.Background = slices.DeleteFunc(s.Background, func(l Layer) bool { return l.Image == nil })
		}
	}
	if m := s.parts.masks; m != nil && slices.ContainsFunc(m.images, isImage) {
		s.Mask = m.match(AreaBorder)
	}
}

func isImage(i Image) bool { return i != nil }

// match makes the layers of all images; origin is the initial value of the
// property of that name.
func (b *layerLists) match(origin BoxArea) []Layer {
	zero := Percent(0)
	layers := make([]Layer, 0, len(b.images))
	for i, img := range b.images {
		r := cycle(b.repeats, i, [2]Repeat{})
		layers = append(layers, Layer{
			Image: img, Position: Point{cycle(b.xs, i, zero), cycle(b.ys, i, zero)}, Size: cycle(b.sizes, i, BackgroundSize{}),
			RepeatX: r[0], RepeatY: r[1], Fixed: cycle(b.fixed, i, false), Origin: cycle(b.origins, i, origin), Clip: cycle(b.clips, i, AreaBorder),
			Blend: cycle(b.blends, i, BlendNormal), Composite: cycle(b.composites, i, CompositeAdd),
			MaskMode: cycle(b.modes, i, MaskMatchSource),
		})
	}
	return layers
}

func cycle[T any](list []T, i int, initial T) T {
	if len(list) == 0 {
		return initial
	}
	return list[max(i, 0)%len(list)]
}

// decorate lists the decorations that run through the element's text: its own
// and, but for floats, out-of-flow boxes and atoms, its ancestors' (CSS Text
// Decoration 4 §2).
func (s *Style) decorate(parent *Style) {
	own := &s.parts.decoration
	own.FontSize, own.Position = s.FontSize, s.UnderlinePosition
	if s.Position != Absolute && s.Position != FixedPosition && s.Float == FloatNone && !s.atom() && s.Display != RubyText {
		s.Decoration = parent.Decoration
	}
	if own.Line != 0 {
		s.Decoration = append(slices.Clip(s.Decoration), *own)
	}
}
