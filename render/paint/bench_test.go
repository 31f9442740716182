package paint

import (
	"fmt"
	"image"
	"testing"

	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/style"
)

func bench(b *testing.B, w, h int, root *layout.Box, images func(string) image.Image) {
	for _, plain := range []bool{false, true} {
		name := "shortcut"
		if plain {
			name = "plain"
		}
		b.Run(name, func(b *testing.B) {
			dst := image.NewRGBA(image.Rect(0, 0, w, h))
			opts := Options{Masks: glyph.NewCache(32 << 20), Plain: plain, Images: images}
			b.ReportAllocs()
			for b.Loop() {
				if err := Draw(dst, root, opts); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkFill(b *testing.B) {
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, bg(rgb(0xf7f2e8))), nil)
}

func BenchmarkFillHalfOpaque(b *testing.B) {
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, nil, box(0, 0, 1080, 1440, bg(rgba(0x203040, 128)))), nil)
}

func BenchmarkRoundedCard(b *testing.B) {
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, nil, box(40, 40, 1000, 1300, func(s *style.Style) {
		s.BackgroundColor = rgb(0xffffff)
		s.Radius = allCorners(32)
	})), nil)
}

func BenchmarkGradient(b *testing.B) {
	for _, angle := range []float64{180, 135} {
		b.Run(fmt.Sprint(angle), func(b *testing.B) {
			bench(b, 1080, 1440, box(0, 0, 1080, 1440, func(s *style.Style) {
				s.Background = []style.Layer{gradientLayer(&style.LinearGradient{Angle: angle, Line: style.Line{Stops: stops(rgb(0x102030), rgb(0x806040))}})}
			}), nil)
		})
	}
}

func BenchmarkText(b *testing.B) {
	f := face(b, "Noto Sans SC", 400)
	var fs []layout.Fragment
	for i := range 12 {
		s := ""
		for k := range 25 {
			s += string(rune(0x4e00 + i*25 + k*7))
		}
		fs = append(fs, run(f, s, 40, 20, 60+float64(i)*70, nil))
	}
	bench(b, 1080, 1440, lines(1080, 1440, bg(rgb(0xffffff)), fs...), nil)
}

func BenchmarkPicture(b *testing.B) {
	pic := photo(1080, 608)
	images := func(string) image.Image { return pic }
	img := box(0, 0, 1080, 608, func(s *style.Style) { s.Radius = allCorners(24) })
	img.Replaced = &layout.Replaced{Src: "photo", W: 1080, H: 608}
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, nil, img), images)
}

func BenchmarkShadow(b *testing.B) {
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, nil, box(40, 200, 1000, 600, func(s *style.Style) {
		s.Radius = allCorners(24)
		s.BoxShadow = []style.Shadow{{Y: 12, Blur: 40, Color: rgba(0, 60)}}
	})), nil)
}

func BenchmarkOpacity(b *testing.B) {
	bench(b, 1080, 1440, box(0, 0, 1080, 1440, nil, box(40, 200, 1000, 600, func(s *style.Style) {
		s.BackgroundColor = rgb(0x224466)
		s.Opacity = 0.5
	})), nil)
}
