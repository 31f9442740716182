package paint

import (
	"image/color"
	"math"

	"github.com/fogleman/gg"

	"sharecard/render/style"
)

// linear is the shader of linear-gradient(): the position on the gradient line
// is an affine function of the pixel's centre.
type linear struct {
	line    *colorLine
	a, b, c float64 // t = a·x + b·y + c
}

// newLinear prepares a linear gradient for the box in user space; inv maps
// device to user space.
func newLinear(g *style.LinearGradient, box rect, inv gg.Matrix) shader {
	angle := g.Angle * math.Pi / 180
	if g.ToCorner {
		// The 50% line runs through the two neighbouring corners (CSS Images 3
		// §3.1.1), so the gradient line is at a right angle to it.
		angle = math.Atan2(float64(g.CornerX)*box.h(), -float64(g.CornerY)*box.w())
	}
	sin, cos := math.Sincos(angle)
	// Right angles are exact, so that they run by rows and columns.
	if math.Abs(sin) < 1e-12 {
		sin = 0
	}
	if math.Abs(cos) < 1e-12 {
		cos = 0
	}
	length := math.Abs(box.w()*sin) + math.Abs(box.h()*cos)
	line := newColorLine(g.Stops, length, g.Repeating)
	if line == nil || length <= 0 {
		return nil
	}
	line.tabulate()
	// In user space: t = ((x-cx)·sin − (y-cy)·cos)/length + 1/2.
	cx, cy := (box.x0+box.x1)/2, (box.y0+box.y1)/2
	ux, uy := sin/length, -cos/length
	uc := 0.5 - cx*ux - cy*uy
	return &linear{
		line: line,
		a:    ux*inv.XX + uy*inv.YX,
		b:    ux*inv.XY + uy*inv.YY,
		c:    ux*inv.X0 + uy*inv.Y0 + uc,
	}
}

func (g *linear) at(x, y int) color.RGBA {
	return g.line.at(g.a*(float64(x)+0.5) + g.b*(float64(y)+0.5) + g.c)
}

// radial is the shader of radial-gradient().
type radial struct {
	line *colorLine
	m    gg.Matrix // device space to a circle of radius 1 at the origin
}

// newRadial prepares a radial gradient for the box in user space.
func newRadial(g *style.RadialGradient, box rect, inv gg.Matrix) shader {
	cx := box.x0 + g.Center.X.Resolve(box.w())
	cy := box.y0 + g.Center.Y.Resolve(box.h())
	rx, ry := radii(g.RX, g.RY, g.Circle, g.Extent, box, cx, cy)
	line := newColorLine(g.Stops, rx, g.Repeating)
	if line == nil {
		return nil
	}
	if rx <= 0 || ry <= 0 {
		// Nothing but the colour beyond the last stop is seen (CSS Images 3
		// §3.2.3).
		rx, ry = 1e-6, 1e-6
	}
	line.tabulate()
	m := inv.Multiply(gg.Translate(-cx, -cy)).Multiply(gg.Scale(1/rx, 1/ry))
	return &radial{line: line, m: m}
}

func (g *radial) at(x, y int) color.RGBA {
	dx, dy := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	return g.line.at(math.Sqrt(dx*dx + dy*dy))
}

func (g *linear) opaque() bool { return g.line.opaque() }

func (g *radial) opaque() bool { return g.line.opaque() }

// radii resolves the ending shape of a radial gradient, circle() or ellipse()
// in the reference box (CSS Images 3 §3.2.1).
func radii(lx, ly style.Length, circle bool, extent style.Extent, box rect, cx, cy float64) (rx, ry float64) {
	if lx.IsFixed() {
		rx = math.Max(0, lx.Resolve(box.w()))
		if circle {
			return rx, rx
		}
		return rx, math.Max(0, ly.Resolve(box.h()))
	}
	l, r := math.Abs(cx-box.x0), math.Abs(box.x1-cx)
	t, b := math.Abs(cy-box.y0), math.Abs(box.y1-cy)
	near, far := math.Min(l, r), math.Max(l, r)
	nearY, farY := math.Min(t, b), math.Max(t, b)
	switch extent {
	case style.ClosestSide:
		if circle {
			near = math.Min(near, nearY)
			return near, near
		}
		return near, nearY
	case style.FarthestSide:
		if circle {
			far = math.Max(far, farY)
			return far, far
		}
		return far, farY
	case style.ClosestCorner:
		if circle {
			d := math.Hypot(near, nearY)
			return d, d
		}
		// An ellipse through a corner keeps the ratio of the side's.
		return near * math.Sqrt2, nearY * math.Sqrt2
	default:
		if circle {
			d := math.Hypot(far, farY)
			return d, d
		}
		return far * math.Sqrt2, farY * math.Sqrt2
	}
}
