package paint

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/net/html"

	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
)

// styled is a style with initial values and what set changes.
func styled(set func(*style.Style)) *style.Style {
	s := &style.Style{
		Display: style.Block, Visible: true, Opacity: 1, FontSize: 16,
		Color:           color.NRGBA{A: 255},
		TransformOrigin: style.Point{X: style.Percent(50), Y: style.Percent(50)},
		ObjectPosition:  style.Point{X: style.Percent(50), Y: style.Percent(50)},
	}
	if set != nil {
		set(s)
	}
	return s
}

// box is a placed box; the widths of its border come from its style.
func box(x, y, w, h float64, set func(*style.Style), kids ...*layout.Box) *layout.Box {
	s := styled(set)
	b := &layout.Box{X: x, Y: y, W: w, H: h, Style: s, Node: &style.Node{Style: s}, Children: kids}
	b.Border = layout.Edges{Top: s.Border[0].Width, Right: s.Border[1].Width, Bottom: s.Border[2].Width, Left: s.Border[3].Width}
	b.Padding = layout.Edges{Top: s.Padding[0].Px, Right: s.Padding[1].Px, Bottom: s.Padding[2].Px, Left: s.Padding[3].Px}
	return b
}

func element(tag string) *dom.Node {
	return &dom.Node{HTML: &html.Node{Type: html.ElementNode, Data: tag}}
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

func rgba(hex uint32, a uint8) color.NRGBA {
	c := rgb(hex)
	c.A = a
	return c
}

func allBorders(w float64, st style.BorderStyle, c color.NRGBA) [4]style.BorderSide {
	b := style.BorderSide{Width: w, Style: st, Color: c}
	return [4]style.BorderSide{b, b, b, b}
}

func allCorners(r float64) [4]style.Corner {
	c := style.Corner{X: style.Px(r), Y: style.Px(r)}
	return [4]style.Corner{c, c, c, c}
}

func bg(c color.NRGBA) func(*style.Style) {
	return func(s *style.Style) { s.BackgroundColor = c }
}

// paintPage paints on a canvas of w×h px.
func paintPage(t testing.TB, w, h int, root *layout.Box, opts Options) *image.RGBA {
	t.Helper()
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	if err := Draw(dst, root, opts); err != nil {
		t.Error(err)
	}
	return dst
}

// keep writes a picture to the folder PAINT_PICTURES, to look at.
func keep(t testing.TB, name string, img image.Image) {
	dir := os.Getenv("PAINT_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// apart is the largest difference of two pictures in any channel, and where.
func apart(a, b *image.RGBA) (n int, where string) {
	for i, v := range a.Pix {
		d := int(v) - int(b.Pix[i])
		if d < 0 {
			d = -d
		}
		if d > n {
			n = d
			o := i / 4
			w := a.Rect.Dx()
			where = fmt.Sprintf("(%d,%d): %v, %v", o%w, o/w, a.RGBAAt(o%w, o/w), b.RGBAAt(o%w, o/w))
		}
	}
	return n, where
}
