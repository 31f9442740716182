package style

import "sharecard/render/css"

// mostZoom bounds what zoom may be, alone and with that of all elements around.
const mostZoom = 1000

// zoom multiplies the zoom of the parent by that of the element, and what is inherited by the
// latter (CSS Viewport 1 §5).
func (c *context) zoom() {
	s := c.style
	s.Zoom = 1
	c.applyWinner(css.Zoom)
	own := min(max(s.Zoom, 1.0/mostZoom), mostZoom)
	s.Zoom = c.parent.Zoom
	if own == 1 {
		return
	}
	zoomed := min(max(c.parent.Zoom*own, 1.0/mostZoom), mostZoom)
	own = zoomed / c.parent.Zoom
	s.Zoom = zoomed
	c.em, c.line = c.em*own, c.line*own
	for _, v := range []*float64{
		&s.FontSize, &s.LineHeight.Px, &s.LetterSpacing, &s.WordSpacing, &s.TextIndent.Px, &s.TabSize.Px, &s.TextStroke.Width,
		&s.BorderSpacing[0], &s.BorderSpacing[1],
	} {
		*v = clampPx(*v * own)
	}
	s.TextShadow = zoomedShadows(s.TextShadow, own)
}

func zoomedShadows(list []Shadow, by float64) []Shadow {
	zoomed := make([]Shadow, len(list))
	for i, sh := range list {
		sh.X, sh.Y, sh.Blur, sh.Spread = sh.X*by, sh.Y*by, sh.Blur*by, sh.Spread*by
		zoomed[i] = sh
	}
	return zoomed
}
