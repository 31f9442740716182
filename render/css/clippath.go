package css

import "github.com/tdewolff/parse/v2/css"

// clipPathValue reads clip-path (CSS Shapes 1 §3).
func clipPathValue(r *reader) Value {
	if r.word("none") {
		return (*ClipPath)(nil)
	}
	c := &ClipPath{}
	name := r.peek().function()
	c.Shape = Keyword(name)
	read := map[string]func(*reader) bool{
		"inset": c.readInset, "circle": c.readCircle, "ellipse": c.readEllipse, "polygon": c.readPolygon,
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
	return c
}

func (c *ClipPath) readInset(r *reader) bool {
	sides := r.sides(lengthOf(withPercent))
	if sides == nil {
		return false
	}
	for i, v := range sides {
		c.Inset[i] = v.(Length)
	}
	if !r.word("round") {
		return true
	}
	var ok bool
	c.Radius, ok = r.corners()
	return ok
}

func (c *ClipPath) readCircle(r *reader) bool {
	c.Extent = "closest-side"
	if k, ok := r.oneOf("closest-side", "farthest-side", "closest-corner", "farthest-corner"); ok {
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
	if k, ok := r.oneOf("nonzero", "evenodd"); ok {
		c.EvenOdd = k == "evenodd"
		if !r.accept(",") {
			return false
		}
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
