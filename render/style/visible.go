package style

import "sharecard/render/css"

func visibleLonghands() []longhand {
	return []longhand{
		field(css.OverflowClipMargin, func(s *Style) *ClipMargin { return &s.ClipMargin }, clipMargin),
		field(css.ObjectViewBox, func(s *Style) **ClipPath { return &s.ViewBox }, clipPath),
		field(css.Appearance, func(s *Style) *bool { return &s.parts.plain }, func(_ *context, v css.Value) (bool, bool) {
			return v == css.Keyword("none"), true
		}),
	}
}

// ClipMargin is overflow-clip-margin: where overflow: clip clips.
type ClipMargin struct {
	Box    BoxArea // the zero value is the border box
	Set    bool    // else the padding box
	Length float64 // px outside of it
}

func clipMargin(c *context, v css.Value) (ClipMargin, bool) {
	m, ok := v.(css.ClipMargin)
	out := ClipMargin{Set: m.Box != "", Length: max(0, c.px(m.Length))}
	if out.Set {
		out.Box = area(c, m.Box)
	}
	return out, ok
}

// ViewBoxOf is the part of a picture of w × h that object-view-box shows, in px of the picture: all of it where the style has
// none, or one without a size (CSS Images 5 §5).
func (s *Style) ViewBoxOf(w, h float64) (x, y, width, height float64) {
	if s.ViewBox == nil || w <= 0 || h <= 0 {
		return 0, 0, w, h
	}
	in := s.ViewBox.Inset
	x, y = in[Left].Resolve(w), in[Top].Resolve(h)
	width, height = w-in[Right].Resolve(w)-x, h-in[Bottom].Resolve(h)-y
	if width <= 0 || height <= 0 {
		return 0, 0, w, h
	}
	return x, y, width, height
}
