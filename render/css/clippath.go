package css

import (
	"fmt"

	"github.com/tdewolff/parse/v2/css"

	"sharecard/render/pathdata"
)

// maxPathSegments bounds the lines and curves of path().
const maxPathSegments = 1000

// clipPathValue reads clip-path (CSS Shapes 1 §3 and, for path(), CSS Shapes 2 §3).
func clipPathValue(r *reader) Value {
	if r.word("none") {
		return (*ClipPath)(nil)
	}
	if url, ok := r.elementAddress(); ok {
		if url == "" || !r.end() {
			return nil
		}
		return &ClipPath{Shape: "url", URL: url}
	}
	var c *ClipPath
	var area Keyword
	for !r.end() {
		if k, ok := r.oneOf("border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box"); ok && area == "" {
			area = k
			continue
		}
		if c != nil {
			return nil
		}
		if c = r.basicShape(); c == nil {
			return nil
		}
	}
	if c == nil && area != "" {
		c = &ClipPath{Shape: "box"}
	}
	if c == nil {
		return nil
	}
	c.Box = boxOfVector(area)
	return c
}

// boxOfVector returns the box of CSS that one of an SVG stands for (CSS Masking 1 §5.1).
func boxOfVector(k Keyword) Keyword {
	switch k {
	case "fill-box":
		return "content-box"
	case "stroke-box", "view-box":
		return "border-box"
	}
	return k
}

// basicShape reads a basic shape; nil where there is none.
func (r *reader) basicShape() *ClipPath {
	c := &ClipPath{}
	name := r.peek().function()
	c.Shape = Keyword(name)
	read := map[string]func(*reader) bool{
		"inset": c.readInset, "circle": c.readCircle, "ellipse": c.readEllipse, "polygon": c.readPolygon,
		"path": c.readPath, "xywh": c.readXYWH, "rect": c.readRect, "shape": c.readShape,
	}[name]
	if read == nil {
		if name != "" {
			r.fault(name + "() is not supported")
		} else if r.peek().kind == css.URLToken {
			r.fault("url() is not supported here")
		}
		return nil
	}
	if !r.call(read) {
		return nil
	}
	if name == "xywh" || name == "rect" {
		c.Shape = "inset"
	}
	return c
}

// clipRectValue reads clip (CSS Masking 1 §7) as the polygon with its corners.
func clipRectValue(r *reader) Value {
	if r.word("auto") {
		return (*ClipPath)(nil)
	}
	if r.peek().function() != "rect" {
		return nil
	}
	sides := [4]Length{1: percent(100), 2: percent(100)}
	if !r.call(func(r *reader) bool {
		for i := range sides {
			if i > 0 {
				r.accept(",")
			}
			if r.word("auto") {
				continue
			}
			var ok bool
			if sides[i], ok = r.length(lengthOnly); !ok {
				return false
			}
		}
		return true
	}) {
		return nil
	}
	top, right, bottom, left := sides[0], sides[1], sides[2], sides[3]
	return &ClipPath{Shape: "polygon", Points: []Position{{left, top}, {right, top}, {right, bottom}, {left, bottom}}}
}

// maxShapePoints bounds the corners of a polygon beside which lines stand.
const maxShapePoints = 200

// shapeOutsideValue reads shape-outside (CSS Shapes 1 §4): a shape, the box that it refers to, or both.
func shapeOutsideValue(r *reader) Value {
	if r.word("none") {
		return (*FloatShape)(nil)
	}
	s := &FloatShape{}
	for !r.end() {
		if k, ok := r.oneOf("margin-box", "border-box", "padding-box", "content-box"); ok && s.Box == "" {
			s.Box = k
			continue
		}
		if s.Shape != nil {
			return nil
		}
		switch s.Shape = r.basicShape(); {
		case s.Shape == nil:
			return nil
		case s.Shape.Shape == "path" || s.Shape.Shape == "shape":
			r.fault(string(s.Shape.Shape) + "() is not supported here")
			return nil
		case len(s.Shape.Points) > maxShapePoints:
			r.fault(fmt.Sprintf("polygon() has more than %d points", maxShapePoints))
			return nil
		}
	}
	return s
}

func (c *ClipPath) readInset(r *reader) bool {
	sides := r.sides(lengthOf(withPercent))
	if sides == nil {
		return false
	}
	for i, v := range sides {
		c.Inset[i] = v.(Length)
	}
	return c.readRound(r)
}

// readRound reads the round corners of a rectangle, which may be left out.
func (c *ClipPath) readRound(r *reader) bool {
	if !r.word("round") {
		return true
	}
	var ok bool
	c.Radius, ok = r.corners()
	return ok
}

// readXYWH reads a corner and a size as the inset that they are (CSS Shapes 2 §2.1).
func (c *ClipPath) readXYWH(r *reader) bool {
	var v [4]Length
	for i := range v {
		form := withPercent
		if i > 1 {
			form |= nonNegative
		}
		var ok bool
		if v[i], ok = r.length(form); !ok {
			return false
		}
	}
	c.Inset = [4]Length{v[1], rest(v[0], v[2]), rest(v[1], v[3]), v[0]}
	return c.readRound(r)
}

// readRect reads the distances of the sides from the top and the left as the inset that they are
// (CSS Shapes 2 §2.1).
func (c *ClipPath) readRect(r *reader) bool {
	for i := range c.Inset {
		if r.word("auto") {
			continue
		}
		l, ok := r.length(withPercent)
		if !ok {
			return false
		}
		if c.Inset[i] = l; i == 1 || i == 2 {
			c.Inset[i] = rest(l)
		}
	}
	return c.readRound(r)
}

// rest is what the lengths leave of the whole.
func rest(lengths ...Length) Length {
	sum := &Calc{Op: CalcSum, Args: []Length{percent(100)}}
	for _, l := range lengths {
		sum.Args = append(sum.Args, Length{Calc: &Calc{Op: CalcScale, Args: []Length{l, {N: -1, Unit: UnitNumber}}}})
	}
	return Length{Calc: sum}
}

func (c *ClipPath) readCircle(r *reader) bool {
	c.Extent = "closest-side"
	if k, ok := r.oneOf("closest-side", "farthest-side"); ok {
		c.Extent = k
	} else if l, ok := r.length(withPercent | nonNegative); ok {
		c.Extent, c.RX, c.RY = "", l, l
	}
	return c.readCenter(r)
}

func (c *ClipPath) readEllipse(r *reader) bool {
	c.Extent = "closest-side"
	if k, ok := r.oneOf("closest-side", "farthest-side"); ok {
		// Both radii by keyword; two different ones are not supported.
		if k2, ok := r.oneOf("closest-side", "farthest-side"); ok && k2 != k {
			r.fault("an ellipse with two different keywords is not supported")
			return false
		}
		c.Extent = k
	} else if x, ok := r.length(withPercent | nonNegative); ok {
		y, ok := r.length(withPercent | nonNegative)
		if !ok {
			return false
		}
		c.Extent, c.RX, c.RY = "", x, y
	}
	return c.readCenter(r)
}

func (c *ClipPath) readCenter(r *reader) bool {
	c.Center = Position{percent(50), percent(50)}
	if !r.word("at") {
		return true
	}
	var ok bool
	c.Center, ok = r.position(positionValue)
	return ok
}

func (c *ClipPath) readPolygon(r *reader) bool {
	if !c.readFillRule(r) {
		return false
	}
	for {
		x, ok1 := r.length(withPercent)
		y, ok2 := r.length(withPercent)
		if !ok1 || !ok2 || len(c.Points) >= 16*maxList {
			return false
		}
		c.Points = append(c.Points, Position{x, y})
		if !r.accept(",") {
			return true
		}
	}
}

// readFillRule reads the fill rule with its comma, which may be left out.
func (c *ClipPath) readFillRule(r *reader) bool {
	k, ok := r.oneOf("nonzero", "evenodd")
	c.EvenOdd = k == "evenodd"
	return !ok || r.accept(",")
}

// readPath reads the arguments of path(). Path data with a fault makes the whole value invalid, as an empty path does.
func (c *ClipPath) readPath(r *reader) bool {
	if !c.readFillRule(r) || r.peek().kind != css.StringToken {
		return false
	}
	var err error
	switch c.Path, err = pathdata.Parse(r.peek().str(), maxPathSegments); {
	case err == pathdata.ErrSegments:
		r.fault(fmt.Sprintf("path() has more than %d lines and curves", maxPathSegments))
		return false
	case err != nil:
		r.fault(fmt.Sprintf("the path data of path() is not understood after %d segments", len(c.Path.Ops)))
		return false
	case c.Path.Empty():
		r.fault("the path data of path() is empty")
		return false
	}
	r.advance()
	return true
}
