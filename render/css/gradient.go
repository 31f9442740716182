package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// gradient reads a gradient function (CSS Images 4 §3).
func (r *reader) gradient(name string) (Image, bool) {
	g := &Gradient{
		Radial:    strings.Contains(name, "radial"),
		Conic:     strings.Contains(name, "conic"),
		Repeating: strings.HasPrefix(name, "repeating-"),
	}
	ok := r.call(func(r *reader) bool {
		g.Center = Position{percent(50), percent(50)}
		geometry := r.linearDirection
		if g.Radial {
			geometry = r.radialShape
		} else if g.Conic {
			geometry = r.conicStart
		}
		// The interpolation stands before or after the geometry.
		mixing := r.gradientMethod(g)
		start := r.i
		prefix := geometry(g)
		if !prefix {
			r.i = start // a word such as "to" is then no colour
		}
		mixing = mixing || prefix && r.gradientMethod(g)
		if (prefix || mixing) && !r.accept(",") {
			return false
		}
		return r.stops(g)
	})
	if !ok {
		return nil, false
	}
	return g, true
}

// oldGradient reads a linear gradient with a prefix, as style sheets from before 2012 have
// it: sides are where it starts from, and angles count counterclockwise from the right.
func (r *reader) oldGradient(name string) (Image, bool) {
	g := &Gradient{Angle: 180, Repeating: strings.Contains(name, "repeating-")}
	ok := r.call(func(r *reader) bool {
		from := map[Keyword]float64{"top": 180, "right": 270, "bottom": 0, "left": 90}
		deg, given := r.angle(true)
		side, named := r.oneOf("top", "right", "bottom", "left")
		switch {
		case given:
			g.Angle = 90 - deg
		case named:
			g.Angle = from[side]
		}
		if (given || named) && !r.accept(",") {
			return false
		}
		return r.stops(g)
	})
	return g, ok
}

// gradientMethod reads the space to mix in.
func (r *reader) gradientMethod(g *Gradient) bool {
	m, ok := r.interpolation()
	if ok {
		g.In = &m
	}
	return ok
}

// conicStart reads "[from angle]? [at position]?".
func (r *reader) conicStart(g *Gradient) bool {
	found := false
	if r.word("from") {
		deg, ok := r.angle(true)
		if !ok {
			return false
		}
		g.Angle, found = deg, true
	}
	if r.word("at") {
		p, ok := r.position(positionValue)
		if !ok {
			return false
		}
		g.Center, found = p, true
	}
	return found
}

// stopPosition reads where a stop lies: a length or a percentage, for a conic
// gradient an angle or a percentage.
func (r *reader) stopPosition(g *Gradient) (Length, bool) {
	if !g.Conic {
		return r.length(withPercent)
	}
	if deg, ok := r.angle(true); ok {
		return percent(deg / 360 * 100), true
	}
	if r.peek().kind != css.PercentageToken && !isMath(r.peek().function()) {
		return Length{}, false
	}
	v, ok := r.factor()
	return percent(v * 100), ok
}

// linearDirection reads an angle or "to" a side or corner; the default is
// "to bottom".
func (r *reader) linearDirection(g *Gradient) bool {
	g.Angle = 180
	if deg, ok := r.angle(true); ok {
		g.Angle = deg
		return true
	}
	if !r.word("to") {
		return false
	}
	for range 2 {
		switch k, _ := r.oneOf("left", "right", "top", "bottom"); {
		case k == "":
		case (k == "left" || k == "right") && g.CornerX == 0:
			g.CornerX = map[Keyword]int{"left": -1, "right": 1}[k]
		case (k == "top" || k == "bottom") && g.CornerY == 0:
			g.CornerY = map[Keyword]int{"top": -1, "bottom": 1}[k]
		default:
			return false
		}
	}
	switch {
	case g.CornerX == 0 && g.CornerY == 0:
		return false
	case g.CornerX != 0 && g.CornerY != 0:
		g.ToCorner = true
	case g.CornerX < 0:
		g.Angle = 270
	case g.CornerX > 0:
		g.Angle = 90
	case g.CornerY < 0:
		g.Angle = 0
	}
	return true
}

// radialShape reads "[shape || size]? [at position]?".
func (r *reader) radialShape(g *Gradient) bool {
	found, shaped := false, false
	var lengths []Length
	for range 3 {
		if k, ok := r.oneOf("circle", "ellipse"); ok && !shaped {
			g.Circle, shaped, found = k == "circle", true, true
			continue
		}
		if g.Extent == "" && lengths == nil {
			if k, ok := r.oneOf("closest-side", "closest-corner", "farthest-side", "farthest-corner"); ok {
				g.Extent, found = k, true
				continue
			}
			if l, ok := r.length(withPercent | nonNegative); ok {
				lengths = append(lengths, l)
				if l, ok := r.length(withPercent | nonNegative); ok {
					lengths = append(lengths, l)
				}
				found = true
			}
		}
	}
	switch len(lengths) {
	case 1:
		// One radius is a circle's, and that is no percentage.
		if shaped && !g.Circle || lengths[0].Unit == UnitPercent || lengths[0].Calc != nil && lengths[0].hasPercent() {
			return false
		}
		g.Circle = true
		g.RX, g.RY = lengths[0], lengths[0]
	case 2:
		if g.Circle {
			return false
		}
		g.RX, g.RY = lengths[0], lengths[1]
	default:
		if g.Extent == "" {
			g.Extent = "farthest-corner"
		}
	}
	if r.word("at") {
		p, ok := r.position(positionValue)
		if !ok {
			return false
		}
		g.Center, found = p, true
	}
	return found
}

// stops reads the colour stops; a hint stands between two of them. One stop
// alone fills the whole image (CSS Images 4 §3.4.3).
func (r *reader) stops(g *Gradient) bool {
	colors := 0
	for {
		s := Stop{}
		var second Length
		double := false
		if c, ok := r.color(); ok {
			s.Color = c
			colors++
			if s.Pos, s.HasPos = r.stopPosition(g); s.HasPos {
				second, double = r.stopPosition(g)
			}
		} else {
			s.Pos, s.HasPos = r.stopPosition(g)
			s.Hint = true
			if n := len(g.Stops); !s.HasPos || n == 0 || g.Stops[n-1].Hint || !r.peek().is(",") {
				return false
			}
		}
		g.Stops = append(g.Stops, s)
		if double {
			g.Stops = append(g.Stops, Stop{Color: s.Color, Pos: second, HasPos: true})
		}
		if len(g.Stops) > maxList {
			r.fault("too many colour stops")
			return false
		}
		if !r.accept(",") {
			if len(g.Stops) == 1 {
				g.Stops = append(g.Stops, g.Stops[0])
			}
			return colors > 0
		}
	}
}
