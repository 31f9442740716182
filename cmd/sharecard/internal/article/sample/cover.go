package sample

import (
	"context"
	"fmt"
	"image"
	"math"

	"github.com/fogleman/gg"
	"golang.org/x/image/draw"
	"golang.org/x/sync/semaphore"

	"sharecard/cmd/sharecard/internal/article"
)

// Size of a sample cover in px.
const (
	coverWidth  = 1600
	coverHeight = 900
)

// atOnce bounds the covers that are drawn at one time: one takes up to 30 MB.
const atOnce = 2

// Drawer draws covers for many, few at one time. It is safe for concurrent use.
type Drawer struct{ places *semaphore.Weighted }

// NewDrawer returns a drawer; one is enough for a process.
func NewDrawer() *Drawer {
	return &Drawer{semaphore.NewWeighted(atOnce)}
}

// Draw hands what [Cover] draws to use and returns its error. It waits until
// few others are at it; the error of a wait that ctx ends wraps that of ctx.
func (d *Drawer) Draw(ctx context.Context, url string, use func(image.Image) error) error {
	if err := d.places.Acquire(ctx, 1); err != nil {
		return fmt.Errorf("waiting to draw %.200q: %w", url, err)
	}
	defer d.places.Release(1)
	return use(Cover(url))
}

// Cover draws the cover of a sample article, opaque. url is its address:
// "sample:dawn" or "sample:lighthouse" are 1600×900 px, "sample:3000x400" is the
// dawn cropped and scaled to that size, of at most 4000 px a side; for any other
// the result is nil. The picture is the same on every call and belongs to the
// caller.
func Cover(url string) image.Image {
	if paint := painter(url); paint != nil {
		c := gg.NewContext(coverWidth, coverHeight)
		paint(c)
		return c.Image()
	}
	w, h, ok := article.SampleCoverSize(url)
	if !ok {
		return nil
	}
	whole := Cover("sample:dawn")
	crop := image.Rect(0, 0, coverWidth, coverWidth*h/w)
	if crop.Dy() > coverHeight {
		crop = image.Rect(0, 0, max(1, coverHeight*w/h), coverHeight)
	}
	crop = crop.Add(image.Pt((coverWidth-crop.Dx())*2/3, (coverHeight-crop.Dy())/2)) // the sun stays
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.BiLinear.Scale(out, out.Bounds(), whole, crop, draw.Src, nil)
	return out
}

// painter is what paints a cover of the usual size, or nil.
func painter(url string) func(*gg.Context) {
	switch url {
	case "sample:dawn":
		return paintDawn
	case "sample:lighthouse":
		return paintLighthouse
	}
	return nil
}

// paintDawn is a sunrise over hills that fade into mist with distance.
func paintDawn(c *gg.Context) {
	sky(c, stop{0, rgb(0x24, 0x3b, 0x5e)}, stop{0.32, rgb(0x6b, 0x77, 0x8f)},
		stop{0.52, rgb(0xd9, 0x9a, 0x7a)}, stop{0.66, rgb(0xf8, 0xd0, 0x94)}, stop{1, rgb(0xfb, 0xe6, 0xbf)})
	const sunX, sunY = 0.68 * coverWidth, 0.47 * coverHeight
	glow(c, sunX, sunY, 620, rgb(0xff, 0xe9, 0xb8), 0.75)
	glow(c, sunX, sunY, 170, rgb(0xff, 0xf6, 0xde), 0.95)
	disc(c, sunX, sunY, 46, rgb(0xff, 0xfb, 0xee))

	near, far := rgb(0x14, 0x26, 0x2c), rgb(0xd8, 0xa9, 0x8c)
	const layers = 7
	for i := range layers {
		depth := float64(i) / (layers - 1) // 0 at the horizon, 1 at our feet
		base := coverHeight * (0.52 + 0.40*math.Pow(depth, 1.25))
		height := 46 + 92*depth
		ridge := func(x float64) float64 { return base - height*hills(x/coverWidth*(4.2-1.9*depth)+17*depth+3) }
		c.SetColor(mix(far, near, math.Pow(depth, 0.85)))
		land(c, ridge)
		if i < layers-1 {
			mist(c, base+height*0.1, 120, rgb(0xfd, 0xdf, 0xb6), 0.42*(1-depth))
		}
	}
	for i, x := range []float64{452, 498, 531, 566, 618, 655} {
		bird(c, x, 236+math.Abs(float64(i)-2.2)*19, 11+float64(i%3)*2.5, rgb(0x2b, 0x33, 0x44))
	}
}

// paintLighthouse is the sea after dusk, with a light.
func paintLighthouse(c *gg.Context) {
	sky(c, stop{0, rgb(0x0a, 0x14, 0x2b)}, stop{0.34, rgb(0x1b, 0x35, 0x57)},
		stop{0.52, rgb(0x4f, 0x63, 0x80)}, stop{0.61, rgb(0xc9, 0x8d, 0x76)}, stop{1, rgb(0xc9, 0x8d, 0x76)})
	for i := range 150 {
		x, y := hash(i)*coverWidth, hash(i+1000)*0.4*coverHeight
		disc(c, x, y, 0.7+1.1*hash(i+2000), withAlpha(rgb(0xe8, 0xee, 0xff), 0.25+0.6*hash(i+3000)))
	}
	const horizon = 0.62 * coverHeight
	water(c, horizon)

	const towerX, lampY = 0.3 * coverWidth, 0.335 * coverHeight
	beam(c, towerX, lampY, -0.10)
	beam(c, towerX, lampY, math.Pi+0.13)
	tower(c, towerX, lampY, horizon+24)
	rock(c, towerX)
	glow(c, towerX, lampY, 190, rgb(0xff, 0xe6, 0xa6), 0.85)
	disc(c, towerX, lampY, 13, rgb(0xff, 0xfa, 0xe6))
}
