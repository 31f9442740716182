package css

// ShapeCommand is a command of shape() (CSS Shapes 2 §3.2). A point that is relative is so to the end of the command before.
type ShapeCommand struct {
	Op       Keyword // move, line, curve, quad, smooth, smooth-quad, arc, close
	By       bool    // To is relative
	To       Position
	Controls [2]ShapeControl // of curve; the first alone of quad, the second alone of smooth
	Radius   [2]Length       // of arc
	Turn     float64         // of the axes of arc, degrees
	CW       bool
	Large    bool
	Circle   bool // the radius of an arc is one
	// AlongX and AlongY tell that the command goes along one axis only.
	AlongX, AlongY bool
}

// ShapeControl is a control point, and what it is relative to: start, end, or origin for none.
type ShapeControl struct {
	At   Position
	From Keyword
}

// readShape reads the arguments of shape().
func (c *ClipPath) readShape(r *reader) bool {
	if k, ok := r.oneOf("nonzero", "evenodd"); ok {
		c.EvenOdd = k == "evenodd"
	}
	if !r.word("from") {
		return false
	}
	from, ok := r.shapePoint(false)
	if !ok {
		return false
	}
	c.Commands = []ShapeCommand{{Op: "move", To: from}}
	for r.accept(",") {
		if len(c.Commands) > maxPathSegments {
			r.fault("shape() has too many commands")
			return false
		}
		var cmd ShapeCommand
		if !cmd.read(r) {
			return false
		}
		c.Commands = append(c.Commands, cmd)
	}
	return len(c.Commands) > 1
}

func (c *ShapeCommand) read(r *reader) bool {
	if r.word("close") {
		c.Op = "close"
		return true
	}
	name, ok := r.oneOf("move", "line", "hline", "vline", "curve", "smooth", "arc")
	if !ok {
		return false
	}
	c.Op = name
	way, ok := r.oneOf("to", "by")
	c.By = way == "by"
	if !ok || !c.readEnd(r) {
		return false
	}
	switch name {
	case "curve":
		return c.readCurve(r)
	case "smooth":
		c.Op = "smooth-quad"
		if r.word("with") {
			c.Op = "smooth"
			c.Controls[1], ok = r.shapeControl(c.By)
		}
		return ok
	case "arc":
		return c.readArc(r)
	}
	return true
}

// readEnd reads where a command ends.
func (c *ShapeCommand) readEnd(r *reader) (ok bool) {
	switch c.Op {
	case "hline":
		c.Op, c.AlongX = "line", true
		c.To.X, ok = r.shapeCoordinate(c.By, "left", "center", "right", "x-start", "x-end")
	case "vline":
		c.Op, c.AlongY = "line", true
		c.To.Y, ok = r.shapeCoordinate(c.By, "top", "center", "bottom", "y-start", "y-end")
	default:
		c.To, ok = r.shapePoint(c.By)
	}
	return ok
}

func (c *ShapeCommand) readCurve(r *reader) (ok bool) {
	if !r.word("with") {
		return false
	}
	if c.Controls[0], ok = r.shapeControl(c.By); !ok {
		return false
	}
	if !r.accept("/") {
		c.Op = "quad"
		return true
	}
	c.Controls[1], ok = r.shapeControl(c.By)
	return ok
}

func (c *ShapeCommand) readArc(r *reader) (ok bool) {
	if !r.word("of") {
		return false
	}
	if c.Radius[0], ok = r.length(withPercent); !ok {
		return false
	}
	if c.Radius[1], ok = r.length(withPercent); !ok {
		c.Radius[1], c.Circle = c.Radius[0], true
	}
	seen := map[string]bool{}
	once := func(name string) bool { ok := !seen[name]; seen[name] = true; return ok }
	for {
		if k, found := r.oneOf("cw", "ccw"); found {
			c.CW = k == "cw"
			if !once("sweep") {
				return false
			}
		} else if k, found := r.oneOf("small", "large"); found {
			c.Large = k == "large"
			if !once("size") {
				return false
			}
		} else if r.word("rotate") {
			if c.Turn, ok = r.angle(true); !ok || !once("rotate") {
				return false
			}
		} else {
			return true
		}
	}
}

// shapeControl reads a control point. Without another word it is relative where its command is.
func (r *reader) shapeControl(by bool) (c ShapeControl, ok bool) {
	c.At, ok = r.shapePoint(by)
	if c.From = "origin"; by {
		c.From = "start"
	}
	if r.word("from") {
		if c.From, ok = r.oneOf("start", "end", "origin"); !ok {
			return c, false
		}
	}
	return c, ok
}

// shapePoint reads two coordinates; one that is not relative may have keywords, in any order.
func (r *reader) shapePoint(by bool) (p Position, ok bool) {
	start := r.i
	if !by {
		if y, found := r.oneOf("top", "bottom"); found {
			p.Y = sidePercent(y)
			if p.X, ok = r.shapeCoordinate(by, "left", "center", "right"); !ok {
				p.X = percent(50)
			}
			return p, true
		}
		r.i = start
	}
	if p.X, ok = r.shapeCoordinate(by, "left", "center", "right"); !ok {
		return p, false
	}
	if p.Y, ok = r.shapeCoordinate(by, "top", "center", "bottom"); !ok && !by {
		p.Y, ok = percent(50), true
	}
	return p, ok
}

func (r *reader) shapeCoordinate(by bool, words ...string) (Length, bool) {
	if !by {
		if k, ok := r.oneOf(words...); ok {
			return sidePercent(k), true
		}
	}
	return r.length(withPercent)
}

// sidePercent is a side of a box as a percentage from its top left corner.
func sidePercent(k Keyword) Length {
	switch k {
	case "left", "top", "x-start", "y-start":
		return percent(0)
	case "center":
		return percent(50)
	}
	return percent(100)
}
