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

// TestQRSurvivesTheChat draws the poster in every look with addresses of
// several lengths, does to it what a chat application does — 720 px wide, JPEG
// of quality 60 — and reads the code.
func TestQRSurvivesTheChat(t *testing.T) {
	r := newTestRenderer()
	tmpl := loadCard(t, "poster")
	for _, theme := range []string{"paper", "clean", "red", "ink"} {
		for _, address := range []string{
			"https://a.example/1",
			"https://news.example.com/2026/09/18/wind-power",
			"https://economy.example.com/2026-09/18/content_37298251.htm?channel=energy&from=poster",
			"https://news.example.com/" + strings.Repeat("long/", 40),
		} {
			for _, cover := range []bool{false, true} {
				if cover != (theme == "paper" || theme == "ink") && len(address) < 200 {
					continue // each look and each length once, the longest both ways
				}
				data := fixtures()[2].data // short
				if cover {
					data = fixtures()[0].data
				}
				data.Theme, data.URL = theme, address
				img, err := r.Render(context.Background(), Job{Template: tmpl, Data: &data, Images: fixtureImages()})
				if err != nil {
					t.Fatal(err)
				}
				if got, err := readQR(recompress(t, img)); err != nil || got != address {
					t.Errorf("%s, cover %v: reads %q, %v; want %q", theme, cover, got, err, address)
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
	if got, err := readQR(recompress(t, img)); err == nil {
		t.Errorf("the card has a code for %q", got)
	}
}

// recompress scales a card to 720 px wide and sends it through JPEG at 60.
func recompress(t *testing.T, card *Image) image.Image {
	t.Helper()
	full, _, err := image.Decode(bytes.NewReader(card.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	small := image.NewRGBA(image.Rect(0, 0, 720, card.Height*720/card.Width))
	draw.ApproxBiLinear.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
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

func readQR(img image.Image) (string, error) {
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
