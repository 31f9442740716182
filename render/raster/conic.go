package raster

import (
	"encoding/binary"
	"image/color"
	"math"
)

// Conic is the shader of a conic gradient: the position on the gradient line is the direction from the centre, as a
// fraction of a turn clockwise from the top.
type Conic struct {
	line   *ColorLine
	m      Matrix // device to gradient space, whose origin is the centre
	from   float64
	opaque bool
}

// NewConic returns a gradient around a point of gradient space that starts at a fraction of a turn; m maps device space
// to gradient space.
func NewConic(line *ColorLine, center Point, from float64, m Matrix) *Conic {
	return &Conic{line: line, m: m.Multiply(Translate(-center.X, -center.Y)), from: from - math.Floor(from), opaque: line.opaque()}
}

// turn is the direction of a point, from 0 to less than 1.
func (g *Conic) turn(u, v float64) float64 {
	t := math.Atan2(u, -v)/(2*math.Pi) - g.from
	return t - math.Floor(t)
}

func (g *Conic) At(x, y int) color.RGBA {
	return g.line.At(g.turn(g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)))
}

// Row takes colours from a table.
func (g *Conic) Row(dst []uint8, x, y int) {
	table := g.line.colors()
	if table == nil {
		RowByPixel(g, dst, x, y)
		return
	}
	first, scale := g.line.tableScale()
	u, v := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	for i := 0; i+3 < len(dst); i += 4 {
		binary.LittleEndian.PutUint32(dst[i:i+4:i+4], nearest(table, (g.turn(u, v)-first)*scale))
		u += g.m.XX
		v += g.m.YX
	}
}

func (g *Conic) Opaque() bool { return g.opaque }
