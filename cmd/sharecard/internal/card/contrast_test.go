package card

import (
	"fmt"
	"image/color"
	"io/fs"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"sharecard/render"
	"sharecard/render/colorspace"
	"sharecard/templates"
)

func TestReadableAccent(t *testing.T) {
	paper := map[string]string{"--ground": "#F7F2E8", "--panel": "#EFE8DA", "--on-accent": "#FFFFFF", "--theme-accent": "#A8201A"}
	ink := map[string]string{"--ground": "#141518", "--panel": "#1E2024", "--on-accent": "#141518", "--theme-accent": "#D9A95B"}
	for _, test := range []struct {
		name, accent string
		tokens       map[string]string
		want         string
		moved        bool
	}{
		{"the theme's own", "", paper, "#A8201A", false},
		{"one that can be read", "#a01010", paper, "#a01010", false},
		{"yellow on paper", "#ffe600", paper, "#756900", true},
		{"navy on ink", "#000080", ink, "#4c81f9", true},
		{"white on paper", "#ffffff", paper, "#696969", true},
		{"black on ink", "#000000", ink, "#878787", true},
		{"no colour", "var(--x)", paper, "var(--x)", false},
		{"nothing to stand on", "#ffe600", map[string]string{"--ground": "transparent"}, "#ffe600", false},
	} {
		got, moved := readableAccent(test.accent, test.tokens)
		if got != test.want || moved != test.moved {
			t.Errorf("%s: got %s %t, want %s %t", test.name, got, moved, test.want, test.moved)
		}
	}
}

// Black has 21 against white, and mid grey 4.48 (the reference of WCAG's
// understanding document gives #767676 as the lightest grey with 4.5).
func TestContrastRatio(t *testing.T) {
	white := []float64{colorspace.Luminance(color.NRGBA{255, 255, 255, 255})}
	for grey, want := range map[uint8]float64{0: 21, 0x76: 4.54, 0x77: 4.48, 255: 1} {
		if got := contrastWith(color.NRGBA{grey, grey, grey, 255}, white); math.Abs(got-want) > .005 {
			t.Errorf("grey %#x: got %.3f, want %.2f", grey, got, want)
		}
	}
}

// Whatever accent is asked for, it can be read on every ground of every card
// in every theme, its hue stays, and it moves no further than it has to.
func TestEveryAccentCanBeRead(t *testing.T) {
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for _, file := range files {
		tpl, _, err := render.Load(templates.FS, strings.TrimSuffix(file, ".html"))
		if err != nil {
			t.Fatal(err)
		}
		for _, theme := range append(Themes(), "") {
			tokens := tpl.Tokens(theme, theme == darkTheme)
			var partners []float64
			for _, name := range accentPartners {
				c, ok := opaque(tokens[name])
				if !ok {
					t.Fatalf("%s, theme %q: %s is %q, no colour", file, theme, name, tokens[name])
				}
				partners = append(partners, colorspace.Luminance(c))
			}
			for range 60 {
				from := color.NRGBA{uint8(rng.IntN(256)), uint8(rng.IntN(256)), uint8(rng.IntN(256)), 255}
				accent := fmt.Sprintf("#%02x%02x%02x", from.R, from.G, from.B)
				readable, moved := readableAccent(accent, tokens)
				to, ok := opaque(readable)
				if got := contrastWith(to, partners); !ok || got < minContrast {
					t.Errorf("%s, theme %q: %s becomes %s, contrast %.2f", file, theme, accent, readable, got)
				}
				if moved != (contrastWith(from, partners) < minContrast) {
					t.Errorf("%s, theme %q: %s moved is %t", file, theme, accent, moved)
				}
				if a, b := chroma(from), chroma(to); moved && a > .04 && b > .04 && hueBetween(from, to) > 4 {
					t.Errorf("%s, theme %q: %s becomes %s, of another hue", file, theme, accent, readable)
				}
			}
		}
	}
}

func chroma(c color.NRGBA) float64 { return colorspace.FromNRGBA(c).In(colorspace.Oklch).C[1] }

// hueBetween is the angle between two hues in degrees.
func hueBetween(c, d color.NRGBA) float64 {
	between := math.Abs(colorspace.FromNRGBA(c).In(colorspace.Oklch).C[2] - colorspace.FromNRGBA(d).In(colorspace.Oklch).C[2])
	return math.Min(between, 360-between)
}

// Where nothing suits, the most readable is taken.
func TestNoAccentSuits(t *testing.T) {
	tokens := map[string]string{"--ground": "#666666", "--panel": "#888888", "--on-accent": "#ffffff"}
	readable, moved := readableAccent("#808080", tokens)
	if !moved || readable != "#000000" {
		t.Errorf("got %s %t", readable, moved)
	}
}
