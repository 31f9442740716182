package paint

import (
	"math"

	"sharecard/render/raster"
	"sharecard/render/style"
)

// gradient prepares the shader of a gradient in a user rectangle; m leads from user to device space. It is nil for one
// that shows nothing.
func gradient(l style.Image, box raster.Rect, m raster.Matrix) raster.Shader {
	inv, ok := raster.Invert(m)
	if !ok {
		return nil
	}
	switch g := l.(type) {
	case *style.LinearGradient:
		return linearGradient(g, box, inv)
	case *style.RadialGradient:
		return radialGradient(g, box, inv)
	case *style.ConicGradient:
		return conicGradient(g, box, inv)
	}
	return nil
}

// linearGradient prepares linear-gradient(); inv leads from device to user space.
func linearGradient(g *style.LinearGradient, box raster.Rect, inv raster.Matrix) raster.Shader {
	angle := g.Angle * math.Pi / 180
	if g.ToCorner {
		// The 50% line runs through the two neighbouring corners (CSS Images 3
		// §3.1.1), so the gradient line is at a right angle to it.
		angle = math.Atan2(float64(g.CornerX)*box.H(), -float64(g.CornerY)*box.W())
	}
	sin, cos := math.Sincos(angle)
	// Right angles are exact, so that they run by rows and columns.
	if math.Abs(sin) < 1e-12 {
		sin = 0
	}
	if math.Abs(cos) < 1e-12 {
		cos = 0
	}
	length := math.Abs(box.W()*sin) + math.Abs(box.H()*cos)
	line := newColorLine(g.Line, length)
	if line == nil || length <= 0 {
		return nil
	}
	// The x axis of gradient space is the gradient line. In user space:
	// t = ((x-cx)·sin − (y-cy)·cos)/length + 1/2.
	cx, cy := (box.X0+box.X1)/2, (box.Y0+box.Y1)/2
	ux, uy := sin/length, -cos/length
	uc := 0.5 - cx*ux - cy*uy
	return raster.NewLinear(line, raster.Point{}, raster.Point{X: 1}, raster.Matrix{
		XX: ux*inv.XX + uy*inv.YX,
		XY: ux*inv.XY + uy*inv.YY,
		X0: ux*inv.X0 + uy*inv.Y0 + uc,
	})
}

// radialGradient prepares radial-gradient(); inv leads from device to user space.
func radialGradient(g *style.RadialGradient, box raster.Rect, inv raster.Matrix) raster.Shader {
	cx := box.X0 + g.Center.X.Resolve(box.W())
	cy := box.Y0 + g.Center.Y.Resolve(box.H())
	rx, ry := radii(g.RX, g.RY, g.Circle, g.Extent, box, cx, cy)
	line := newColorLine(g.Line, rx)
	if line == nil {
		return nil
	}
	if rx <= 0 || ry <= 0 {
		// Nothing but the colour beyond the last stop is seen (CSS Images 3
		// §3.2.3).
		rx, ry = 1e-6, 1e-6
	}
	m := inv.Multiply(raster.Translate(-cx, -cy)).Multiply(raster.Scale(1/rx, 1/ry))
	return raster.NewRadial(line, raster.Circle{}, raster.Circle{R: 1}, m)
}

// conicGradient prepares conic-gradient() (CSS Images 4 §3.3); inv leads from device to user space.
func conicGradient(g *style.ConicGradient, box raster.Rect, inv raster.Matrix) raster.Shader {
	line := newColorLine(g.Line, 1)
	if line == nil {
		return nil
	}
	center := raster.Point{X: box.X0 + g.Center.X.Resolve(box.W()), Y: box.Y0 + g.Center.Y.Resolve(box.H())}
	return raster.NewConic(line, center, g.From/360, inv)
}

// radii resolves the ending shape of a radial gradient, circle() or ellipse()
// in the reference box (CSS Images 3 §3.2.1).
func radii(lx, ly style.Length, circle bool, extent style.Extent, box raster.Rect, cx, cy float64) (rx, ry float64) {
	if lx.IsFixed() {
		rx = math.Max(0, lx.Resolve(box.W()))
		if circle {
			return rx, rx
		}
		return rx, math.Max(0, ly.Resolve(box.H()))
	}
	l, r := math.Abs(cx-box.X0), math.Abs(box.X1-cx)
	t, b := math.Abs(cy-box.Y0), math.Abs(box.Y1-cy)
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
