package vp8

// coefs are those of a block, row by row.
type coefs [16]int32

// The transforms of RFC 6386 section 14.3: √2·cos(π/8) and √2·sin(π/8) in 4096ths for the
// forward one, in 65536ths for the inverse one, whose rounding the section prescribes.
const (
	forwardCos, forwardSin = 5352, 2217
	inverseCos, inverseSin = 85627, 35468
)

// transform returns the coefficients of the difference between pixels and what is
// predicted. They are twice those of an orthonormal transform.
func transform(from, predicted *rows) (c coefs) {
	for y := range 4 {
		a, b := from[y], predicted[y]
		d0 := int32(a&0xFF) - int32(b&0xFF)
		d1 := int32(a>>8&0xFF) - int32(b>>8&0xFF)
		d2 := int32(a>>16&0xFF) - int32(b>>16&0xFF)
		d3 := int32(a>>24) - int32(b>>24)
		outer, inner := d0+d3, d1+d2
		c[4*y] = (outer + inner) << 3
		c[4*y+2] = (outer - inner) << 3
		outer, inner = d0-d3, d1-d2
		c[4*y+1] = (outer*forwardCos + inner*forwardSin + 1<<8) >> 9
		c[4*y+3] = (outer*forwardSin - inner*forwardCos + 1<<8) >> 9
	}
	for x := range 4 {
		d0, d1, d2, d3 := c[x], c[4+x], c[8+x], c[12+x]
		outer, inner := d0+d3, d1+d2
		c[x] = (outer + inner + 8) >> 4
		c[8+x] = (outer - inner + 8) >> 4
		outer, inner = d0-d3, d1-d2
		c[4+x] = (outer*forwardCos + inner*forwardSin + 1<<15) >> 16
		c[12+x] = (outer*forwardSin - inner*forwardCos + 1<<15) >> 16
	}
	return c
}

// restore adds to predicted pixels the difference that coefficients stand for.
func (c *coefs) restore(predicted *rows) (to rows) {
	var m coefs
	for x := range 4 {
		even0, even1 := c[x]+c[8+x], c[x]-c[8+x]
		odd0 := c[4+x]*inverseCos>>16 + c[12+x]*inverseSin>>16
		odd1 := c[4+x]*inverseSin>>16 - c[12+x]*inverseCos>>16
		m[x], m[4+x], m[8+x], m[12+x] = even0+odd0, even1+odd1, even1-odd1, even0-odd0
	}
	for y := range 4 {
		d0, d1, d2, d3 := m[4*y]+4, m[4*y+1], m[4*y+2], m[4*y+3]
		even0, even1 := d0+d2, d0-d2
		odd0 := d1*inverseCos>>16 + d3*inverseSin>>16
		odd1 := d1*inverseSin>>16 - d3*inverseCos>>16
		p := predicted[y]
		to[y] = uint32(clip(int(p&0xFF)+int(even0+odd0)>>3)) |
			uint32(clip(int(p>>8&0xFF)+int(even1+odd1)>>3))<<8 |
			uint32(clip(int(p>>16&0xFF)+int(even1-odd1)>>3))<<16 |
			uint32(clip(int(p>>24)+int(even0-odd0)>>3))<<24
	}
	return to
}

// means transforms the DC of 16 blocks once more (section 14.3, Y2). As above, the
// coefficients are twice those of an orthonormal transform.
func means(dc *coefs) (c coefs) {
	c = hadamard(dc)
	for i := range c {
		c[i] = (c[i] + 1) >> 1
	}
	return c
}

// restoreMeans is the inverse.
func restoreMeans(c *coefs) (dc coefs) {
	dc = hadamard(c)
	for i := range dc {
		dc[i] = (dc[i] + 3) >> 3
	}
	return dc
}

// hadamard is the Walsh-Hadamard transform in both directions.
func hadamard(c *coefs) (to coefs) {
	for x := range 4 {
		a, b := c[x]+c[12+x], c[4+x]+c[8+x]
		d, e := c[4+x]-c[8+x], c[x]-c[12+x]
		to[x], to[4+x], to[8+x], to[12+x] = a+b, e+d, a-b, e-d
	}
	for y := 0; y < 16; y += 4 {
		a, b := to[y]+to[y+3], to[y+1]+to[y+2]
		d, e := to[y+1]-to[y+2], to[y]-to[y+3]
		to[y], to[y+1], to[y+2], to[y+3] = a+b, e+d, a-b, e-d
	}
	return to
}
