package glyph

import (
	"encoding/binary"
	"image"
	"image/color"

	"sharecard/render/raster"
)

// Ink paints masks in the colour of a text. Nearly all pixels under a line of text have one colour, the ground; Ink
// computes once what each coverage makes of it (BenchmarkText). Its zero value is ready for use, and not safe for
// concurrent use.
type Ink struct {
	color      color.NRGBA
	ground     uint32 // a pixel as it lies in memory
	table      *coverageTable
	result     [256]uint32 // the ground under each coverage
	r, g, b, a uint32      // color, premultiplied, 16 bits
}

// Draw paints a mask that is moved by (dx, dy), as far as the clip reaches.
func (k *Ink) Draw(img *image.RGBA, clip *raster.Clip, m *image.Alpha, dx, dy int, c color.NRGBA) {
	k.draw(img, clip, m, dx, dy, c, coverageFor(c, false))
}

// DrawShape paints the coverage of a letter of more than [MaxSize], whose contrast needs no correction. It too has few
// levels, for the palette of a PNG.
func (k *Ink) DrawShape(img *image.RGBA, clip *raster.Clip, m *image.Alpha, c color.NRGBA) {
	k.draw(img, clip, m, 0, 0, c, shapeCoverages())
}

func (k *Ink) draw(img *image.RGBA, clip *raster.Clip, m *image.Alpha, dx, dy int, c color.NRGBA, table *coverageTable) {
	r := m.Rect.Add(image.Pt(dx, dy)).Intersect(clip.Rect)
	if r.Empty() {
		return
	}
	masked := clip.Cuts(r)
	k.set(c, table, binary.LittleEndian.Uint32(img.Pix[img.PixOffset(r.Min.X, r.Min.Y):]))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		mo := m.PixOffset(r.Min.X-dx, y-dy)
		mask := m.Pix[mo : mo+r.Dx()]
		do := img.PixOffset(r.Min.X, y)
		dst := img.Pix[do : do+4*len(mask)]
		if masked {
			co := clip.Mask.PixOffset(r.Min.X, y)
			k.rowWithin(dst, mask, clip.Mask.Pix[co:co+len(mask)])
		} else {
			k.row(dst, mask)
		}
	}
}

// set prepares for a colour on a ground, which mostly are those of the glyph before.
func (k *Ink) set(c color.NRGBA, table *coverageTable, ground uint32) {
	if k.table == table && k.color == c && k.ground == ground {
		return
	}
	k.color, k.ground, k.table = c, ground, table
	k.r, k.g, k.b, k.a = c.RGBA()
	for v := range k.result {
		if v > 0 && k.table[v] == k.table[v-1] {
			k.result[v] = k.result[v-1]
			continue
		}
		var pixel [4]uint8
		binary.LittleEndian.PutUint32(pixel[:], ground)
		k.mix(pixel[:], uint32(k.table[v])*0x101)
		k.result[v] = binary.LittleEndian.Uint32(pixel[:])
	}
}

// row blends a row of a mask into dst, eight pixels at a time if all of them show the ground: a branch for each pixel
// would be mispredicted at every edge.
func (k *Ink) row(dst, mask []uint8) {
	both := uint64(k.ground) | uint64(k.ground)<<32
	for len(mask) >= 8 {
		if v := binary.LittleEndian.Uint64(mask); v != 0 {
			d := dst[:32:32]
			a, b := binary.LittleEndian.Uint64(d), binary.LittleEndian.Uint64(d[8:])
			c, e := binary.LittleEndian.Uint64(d[16:]), binary.LittleEndian.Uint64(d[24:])
			if (a^both)|(b^both)|(c^both)|(e^both) == 0 {
				for i := 0; i < 32; i += 8 {
					binary.LittleEndian.PutUint64(d[i:], uint64(k.result[v&0xFF])|uint64(k.result[v>>8&0xFF])<<32)
					v >>= 16
				}
			} else {
				k.pixels(d, mask[:8])
			}
		}
		dst, mask = dst[32:], mask[8:]
	}
	k.pixels(dst, mask)
}

// pixels blends a mask into dst pixel by pixel.
func (k *Ink) pixels(dst, mask []uint8) {
	for i, v := range mask {
		if v == 0 {
			continue
		}
		d := dst[4*i : 4*i+4 : 4*i+4]
		if binary.LittleEndian.Uint32(d) == k.ground {
			binary.LittleEndian.PutUint32(d, k.result[v])
		} else {
			k.mix(d, uint32(k.table[v])*0x101)
		}
	}
}

// rowWithin blends a row of a mask as far as the clip covers it.
func (k *Ink) rowWithin(dst, mask, clip []uint8) {
	for i, v := range mask {
		if v != 0 {
			k.mix(dst[4*i:4*i+4:4*i+4], uint32(k.table[v])*0x101*uint32(clip[i])/255)
		}
	}
}

// mix lays the colour over a pixel with a coverage of 16 bits.
func (k *Ink) mix(d []uint8, coverage uint32) {
	a := (raster.Max16 - k.a*coverage/raster.Max16) * 0x101
	d[0] = uint8((uint32(d[0])*a + k.r*coverage) / raster.Max16 >> 8)
	d[1] = uint8((uint32(d[1])*a + k.g*coverage) / raster.Max16 >> 8)
	d[2] = uint8((uint32(d[2])*a + k.b*coverage) / raster.Max16 >> 8)
	d[3] = uint8((uint32(d[3])*a + k.a*coverage) / raster.Max16 >> 8)
}
