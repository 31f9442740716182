package render

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
)

// TestQRSurvivesTheChat draws every card that has a code in every theme, with
// addresses of several lengths, does to it what chat applications do — 720 or 360
// px wide, JPEG of quality 60 — and reads the code.
func TestQRSurvivesTheChat(t *testing.T) {
	skipInShort(t)
	addresses := []string{
		"https://a.example/1",
		"https://news.example.com/2026/09/18/wind-power",
		"https://economy.example.com/2026-09-18/content_37298251.htm?channel=energy&from=poster",
		"https://news.example.com/" + strings.Repeat("long/", 33),
	}
	all := fixtures()
	r := newTestRenderer()
	for _, name := range allCards() {
		for i, theme := range themesOf(t, name) {
			tmpl := loadLayout(t, name, theme)
			if !tmpl.QR {
				continue
			}
			// Each theme meets one of the lengths, on the poster all.
			for j, address := range addresses {
				if name != "poster" && j != i%len(addresses) {
					continue
				}
				f := all[(i+j)%2*2] // cover, short
				f.data.Theme, f.data.URL = theme, address
				img, err := r.Render(context.Background(), Job{Template: tmpl, Data: &f.data, Dark: theme == "ink", Images: fixtureImages()})
				if err != nil {
					t.Fatal(err)
				}
				for _, width := range []int{720, 360} {
					if got, err := readQR(recompress(t, img, width)); err != nil || got != address {
						t.Errorf("%s, %s, %s, %d px: reads %q, %v; want %q", name, theme, f.name, width, got, err, address)
					}
				}
			}
		}
	}
}

func TestNoQRForWhatNoReaderCanOpen(t *testing.T) {
	data := fixtures()[0].data
	data.URL = "http://127.0.0.1:8080/a"
	img, err := newTestRenderer().Render(context.Background(), Job{Template: loadCard(t, "poster"), Data: &data, Images: fixtureImages()})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := readQR(recompress(t, img, 720)); err == nil {
		t.Errorf("the card has a code for %q", got)
	}
}

// recompress scales a card to a width in px and sends it through JPEG at 60.
func recompress(t *testing.T, card *Image, width int) image.Image {
	t.Helper()
	full, _, err := image.Decode(bytes.NewReader(card.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	small := image.NewRGBA(image.Rect(0, 0, width, card.Height*width/card.Width))
	draw.BiLinear.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, small, &jpeg.Options{Quality: 60}); err != nil {
		t.Fatal(err)
	}
	sent, err := jpeg.Decode(&buf)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

// readQR reads the code on a picture as it is, or enlarged as a reader looks at
// it.
func readQR(img image.Image) (string, error) {
	found, err := decodeQR(img)
	if err == nil {
		return found, nil
	}
	const times = 3
	size := img.Bounds().Size().Mul(times)
	large := image.NewRGBA(image.Rectangle{Max: size})
	draw.BiLinear.Scale(large, large.Bounds(), img, img.Bounds(), draw.Src, nil)
	return decodeQR(large)
}

func decodeQR(img image.Image) (string, error) {
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", err
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return result.GetText(), nil
}
