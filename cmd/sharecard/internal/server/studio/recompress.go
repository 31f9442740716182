package studio

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png" // cards are PNG, JPEG or WebP

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // likewise
)

// What a chat application makes of a picture: this wide in px at most, as JPEG
// of this quality.
const (
	sentWidth   = 720
	sentQuality = 60
)

// Sent is a picture after its way through a chat application.
type Sent struct {
	JPEG          []byte
	Width, Height int    // px
	QR            string // what its code says; "" where none can be read
}

// Recompress does to a card what a chat application does: 720 px wide, JPEG of
// quality 60. Then it reads the QR code, as a phone would have to.
func Recompress(card []byte) (*Sent, error) {
	full, _, err := image.Decode(bytes.NewReader(card))
	if err != nil {
		return nil, fmt.Errorf("recompressing: %w", err)
	}
	size := full.Bounds().Size()
	w, h := size.X, size.Y
	if w > sentWidth {
		w, h = sentWidth, max(1, h*sentWidth/w)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(small, small.Bounds(), full, full.Bounds(), draw.Src, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: sentQuality}); err != nil {
		return nil, fmt.Errorf("recompressing: %w", err)
	}
	sent, err := jpeg.Decode(bytes.NewReader(out.Bytes()))
	if err != nil {
		return nil, fmt.Errorf("recompressing: %w", err)
	}
	return &Sent{JPEG: out.Bytes(), Width: w, Height: h, QR: readQR(sent)}, nil
}

// readQR returns the text of the QR code in a picture, or "".
func readQR(img image.Image) string {
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return ""
	}
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, hints)
	if err != nil {
		return ""
	}
	return result.GetText()
}
