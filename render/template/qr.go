package template

import (
	"encoding/base64"
	"fmt"
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

// Sizes of a code with its quiet zone, in px of a template 1080 px wide.
const (
	// usualCode is about how wide a code is; the largest has 285 px.
	usualCode = 200
	// minModule is the smallest width of a module that still scans after a chat
	// application has scaled the card to 360 px and recompressed it.
	minModule = 5
)

// clear is what the light modules of a code are on a ground that is light itself.
const clear = "transparent"

// newCode draws the QR code of address, nil for one that [Scannable] refuses.
func newCode(address string, light ...string) (*code, error) {
	if len(light) > 1 || len(light) == 1 && light[0] != clear {
		return nil, fmt.Errorf("qr: light modules are white, or %q", clear)
	}
	matrix, err := encodeQR(address)
	if matrix == nil || err != nil {
		return nil, err
	}
	side := matrix.Size + 2*quietModules
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	if len(light) == 0 {
		draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	}
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
	return &code{address, len(light) == 1, src, img}, nil
}

// codeWidth returns the width in px nearest to [usualCode] at which the modules of a
// code are whole px and at least [minModule]. side is the code's width in modules,
// quiet zone included.
func codeWidth(side int) int {
	module := math.Max(math.Round(usualCode/float64(side)), minModule)
	return int(module) * side
}

// encodeQR returns nil for an address that [Scannable] refuses. Error correction
// is of level M, or L where the address is so long that M would make the code
// larger than 49 modules.
func encodeQR(address string) (*qr.Code, error) {
	if !Scannable(address) {
		return nil, nil
	}
	const largest = 49
	code, err := qr.Encode(address, qr.M)
	if err == nil && code.Size > largest {
		return qr.Encode(address, qr.L)
	}
	return code, err
}
