package kit_test

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/fonts"
	"sharecard/render"
)

// Each card of the kit is on the sheet, as large as it should be, and a failed
// one is not.
func TestSheet(t *testing.T) {
	colours := []color.RGBA{{200, 30, 30, 255}, {30, 160, 30, 255}, {30, 30, 200, 255}, {220, 180, 0, 255}, {0, 160, 160, 255}}
	m := &kit.Manifest{Cards: []card.Entry{{Name: "broken", Error: &card.Failure{Code: "internal"}}}}
	pictures := map[string][]byte{}
	for i, c := range colours {
		img := image.NewRGBA(image.Rect(0, 0, 300, 200+50*i))
		draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
		var b bytes.Buffer
		if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprint("card-", i)
		pictures[name+".jpg"] = b.Bytes()
		m.Cards = append(m.Cards, card.Entry{Name: name, File: name + ".jpg", Width: 300, Height: img.Rect.Dy()})
	}
	r := render.New(fonts.Builtin())
	sheet, err := kit.Sheet(t.Context(), r, m, pictures, render.PNG)
	if err != nil {
		t.Fatal(err)
	}
	if sheet.Width != 1440 || len(sheet.Report.Images) > 0 || sheet.Report.Cut() || len(sheet.Bytes) > 400_000 {
		t.Errorf("%d px wide, %d bytes, %+v", sheet.Width, len(sheet.Bytes), sheet.Report)
	}
	img, err := png.Decode(bytes.NewReader(sheet.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	var seen [5]int
	for y := range sheet.Height {
		for x := range sheet.Width {
			r, g, b, _ := img.At(x, y).RGBA()
			if i := slices.IndexFunc(colours, func(c color.RGBA) bool {
				return near(r, c.R) && near(g, c.G) && near(b, c.B)
			}); i >= 0 {
				seen[i]++
			}
		}
	}
	for i, n := range seen {
		if n < 200*100 {
			t.Errorf("card %d covers %d px", i, n)
		}
	}

	if _, err := kit.Sheet(t.Context(), r, &kit.Manifest{Cards: m.Cards[:1]}, nil, render.PNG); err == nil {
		t.Error("a sheet of no card")
	}
	for len(m.Cards) <= kit.MaxSheetCards+1 {
		m.Cards = append(m.Cards, m.Cards[1])
	}
	if _, err := kit.Sheet(t.Context(), r, m, pictures, render.PNG); !errors.Is(err, kit.ErrTooLarge) {
		t.Errorf("too many cards: %v", err)
	}
}

func near(a uint32, b uint8) bool { return max(int(a>>8), int(b))-min(int(a>>8), int(b)) <= 4 }
