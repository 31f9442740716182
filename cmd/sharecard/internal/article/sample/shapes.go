package sample

import (
	"image/color"
	"math"

	"github.com/fogleman/gg"
)

type stop struct {
	at    float64
	color color.NRGBA
}

func rgb(r, g, b uint8) color.NRGBA { return color.NRGBA{R: r, G: g, B: b, A: 255} }

func withAlpha(c color.NRGBA, alpha float64) color.NRGBA {
	c.A = uint8(math.Round(255 * alpha))
	return c
}

func mix(a, b color.NRGBA, t float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(math.Round(float64(x) + (float64(y)-float64(x))*t)) }
	return rgb(m(a.R, b.R), m(a.G, b.G), m(a.B, b.B))
}

// hash is a number from 0 to 1 that looks random and is always the same for i.
func hash(i int) float64 {
	x := uint32(i)*2654435761 + 97
	x ^= x >> 15
	x *= 2246822519
	x ^= x >> 13
	return float64(x%100000) / 100000
}

// hills is a smooth line between about -1 and 1: a sum of sines whose
// wavelengths have no common measure, so it does not repeat in sight.
func hills(x float64) float64 {
	return 0.55*math.Sin(x*1.7) + 0.28*math.Sin(x*4.13+1.2) + 0.12*math.Sin(x*9.7+0.4) + 0.05*math.Sin(x*23.1)
}

// fade is a vertical gradient from y0 to y1. It works out a colour for each row
// instead of each pixel, which would allocate it: 8 MB for a picture.
type fade struct {
	gradient gg.Gradient
	row      int
	color    color.Color // of the row; nil before the first
}

func newFade(y0, y1 float64, stops ...stop) *fade {
	f := &fade{gradient: gg.NewLinearGradient(0, y0, 0, y1)}
	for _, s := range stops {
		f.gradient.AddColorStop(s.at, s.color)
	}
	return f
}

// ColorAt implements [gg.Pattern].
func (f *fade) ColorAt(x, y int) color.Color {
	if f.color == nil || f.row != y {
		f.row, f.color = y, f.gradient.ColorAt(x, y)
	}
	return f.color
}

// sky fills the picture with a vertical gradient.
func sky(c *gg.Context, stops ...stop) {
	c.SetFillStyle(newFade(0, coverHeight, stops...))
	c.DrawRectangle(0, 0, coverWidth, coverHeight)
	c.Fill()
}

// glow is light around a point that fades out at radius px.
func glow(c *gg.Context, x, y, radius float64, col color.NRGBA, alpha float64) {
	g := gg.NewRadialGradient(x, y, 0, x, y, radius)
	for i := range 9 {
		t := float64(i) / 8
		g.AddColorStop(t, withAlpha(col, alpha*(1-t)*(1-t)))
	}
	c.SetFillStyle(g)
	c.DrawRectangle(x-radius, y-radius, 2*radius, 2*radius)
	c.Fill()
}

func disc(c *gg.Context, x, y, radius float64, col color.NRGBA) {
	c.SetColor(col)
	c.DrawCircle(x, y, radius)
	c.Fill()
}

// land fills everything below a ridge with the current colour.
func land(c *gg.Context, ridge func(x float64) float64) {
	c.MoveTo(0, coverHeight)
	for x := 0.0; x <= coverWidth; x += 4 {
		c.LineTo(x, ridge(x))
	}
	c.LineTo(coverWidth, coverHeight)
	c.ClosePath()
	c.Fill()
}

// mist is a soft band of the given height that ends below y+height px.
func mist(c *gg.Context, y, height float64, col color.NRGBA, alpha float64) {
	c.SetFillStyle(newFade(y, y+height, stop{0, withAlpha(col, 0)}, stop{0.5, withAlpha(col, alpha)}, stop{1, withAlpha(col, 0)}))
	c.DrawRectangle(0, y, coverWidth, height)
	c.Fill()
}

// bird is seen from far away: two strokes, span px from the body to a tip.
func bird(c *gg.Context, x, y, span float64, col color.NRGBA) {
	c.SetColor(col)
	c.SetLineWidth(2.4)
	c.SetLineCapRound()
	for _, side := range []float64{-1, 1} {
		c.MoveTo(x, y)
		c.QuadraticTo(x+side*span*0.45, y-span*0.75, x+side*span, y-span*0.25)
		c.Stroke()
	}
}

// water fills the picture below the horizon and breaks the light on it.
func water(c *gg.Context, horizon float64) {
	c.SetFillStyle(newFade(horizon, coverHeight,
		stop{0, rgb(0x8a, 0x72, 0x7a)}, stop{0.12, rgb(0x3d, 0x4f, 0x6c)}, stop{1, rgb(0x0b, 0x18, 0x2e)}))
	c.DrawRectangle(0, horizon, coverWidth, coverHeight-horizon)
	c.Fill()
	for i := range 420 {
		depth := math.Pow(hash(i+5000), 1.6)
		y := horizon + 3 + depth*(coverHeight-horizon)
		width := 14 + 130*depth*hash(i+6000)
		c.SetColor(withAlpha(mix(rgb(0xd9, 0xa1, 0x8a), rgb(0x5c, 0x78, 0xa0), math.Min(1, depth*2.4)), 0.1+0.2*hash(i+7000)))
		c.SetLineWidth(1 + 2*depth)
		x := hash(i+8000)*(coverWidth+width) - width
		c.DrawLine(x, y, x+width, y)
		c.Stroke()
	}
}

// beam is a cone of light from a lamp, fading over a thousand px.
func beam(c *gg.Context, x, y, angle float64) {
	const length, spread = 1150, 0.062
	g := gg.NewRadialGradient(x, y, 0, x, y, length)
	g.AddColorStop(0, withAlpha(rgb(0xff, 0xeb, 0xb5), 0.5))
	g.AddColorStop(0.4, withAlpha(rgb(0xff, 0xeb, 0xb5), 0.16))
	g.AddColorStop(1, withAlpha(rgb(0xff, 0xeb, 0xb5), 0))
	c.SetFillStyle(g)
	c.MoveTo(x, y)
	c.LineTo(x+length*math.Cos(angle-spread), y+length*math.Sin(angle-spread))
	c.LineTo(x+length*math.Cos(angle+spread), y+length*math.Sin(angle+spread))
	c.ClosePath()
	c.Fill()
}

// rock is the reef a tower at x stands on.
func rock(c *gg.Context, x float64) {
	c.SetColor(rgb(0x0c, 0x14, 0x22))
	const foot = 0.7 * coverHeight
	for i := 0; i <= 60; i++ {
		t := float64(i)/30 - 1
		rise := math.Pow(1-t*t, 0.8)
		c.LineTo(x+330*t, foot-84*rise-14*hash(i+9000)*math.Min(1, 3*rise))
	}
	c.ClosePath()
	c.Fill()
}

// tower is a lighthouse at x with its lamp at top and its foot at bottom.
func tower(c *gg.Context, x, top, bottom float64) {
	wall := func(y float64) float64 { return 24 + 20*(y-top)/(bottom-top) } // half the width at y
	shade := gg.NewLinearGradient(x-44, 0, x+44, 0)
	shade.AddColorStop(0, rgb(0x6b, 0x75, 0x88))
	shade.AddColorStop(0.35, rgb(0xc9, 0xcc, 0xd2))
	shade.AddColorStop(1, rgb(0x3f, 0x4a, 0x60))
	band := gg.NewLinearGradient(x-44, 0, x+44, 0)
	band.AddColorStop(0, rgb(0x6a, 0x26, 0x28))
	band.AddColorStop(0.35, rgb(0xa8, 0x3c, 0x38))
	band.AddColorStop(1, rgb(0x42, 0x1b, 0x24))
	const parts = 7
	start := top + 28
	for i := range parts {
		y0 := start + (bottom-start)*float64(i)/parts
		y1 := start + (bottom-start)*float64(i+1)/parts
		c.SetFillStyle(shade)
		if i%2 == 1 {
			c.SetFillStyle(band)
		}
		c.MoveTo(x-wall(y0), y0)
		c.LineTo(x+wall(y0), y0)
		c.LineTo(x+wall(y1), y1+0.5)
		c.LineTo(x-wall(y1), y1+0.5)
		c.ClosePath()
		c.Fill()
	}
	c.SetColor(rgb(0x14, 0x1d, 0x2e))
	c.DrawRectangle(x-36, top+20, 72, 9) // gallery
	c.DrawRectangle(x-20, top-24, 4, 46) // lantern posts
	c.DrawRectangle(x+16, top-24, 4, 46)
	c.MoveTo(x-28, top-22) // roof
	c.LineTo(x, top-54)
	c.LineTo(x+28, top-22)
	c.ClosePath()
	c.Fill()
}
