package template

import (
	"encoding/base64"
	htmltemplate "html/template"
	"image"
	"image/color"
	"image/draw"
	"math"

	"rsc.io/qr"

	"sharecard/render/encode"
)

// quietModules is the light margin of a QR code on each side (ISO/IEC 18004
// §5.3.8).
const quietModules = 4

// minModule is the smallest width of a module, in px of the template, that
// still scans after a chat application has recompressed the card.
const minModule = 6

// newCode draws the QR code of address, nil for one that [Scannable] refuses.
func newCode(address string) (*code, error) {
	matrix, err := encodeQR(address)
	if matrix == nil || err != nil {
		return nil, err
	}
	side := matrix.Size + 2*quietModules
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for y := range matrix.Size {
		for x := range matrix.Size {
			if matrix.Black(x, y) {
				img.SetRGBA(x+quietModules, y+quietModules, color.RGBA{A: 255})
			}
		}
	}
	file, err := encode.Fit(img, encode.PNG, encode.Budget{})
	if err != nil {
		return nil, err
	}
	src := htmltemplate.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(file.Bytes))
	return &code{address, src, img}, nil
}

// codeWidth returns the width in px nearest to near at which the modules of a code are
// whole px and at least [minModule]. side is the code's width in modules, quiet zone
// included.
func codeWidth(side int, near float64) int {
	module := math.Max(math.Round(near/float64(side)), minModule)
	return int(module) * side
}

// encodeQR returns nil for an address that [Scannable] refuses. Error correction
// is of level M, or L where the address is so long that M would make the code
// larger than 53 modules.
func encodeQR(address string) (*qr.Code, error) {
	if !Scannable(address) {
		return nil, nil
	}
	const largest = 53
	code, err := qr.Encode(address, qr.M)
	if err == nil && code.Size > largest {
		return qr.Encode(address, qr.L)
	}
	return code, err
}
