package render

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/draw"
	"math"
	"net"
	"net/netip"
	"net/url"
	"strings"

	"rsc.io/qr"

	"sharecard/render/encode"
)

// quietModules is the light margin of a QR code on each side (ISO/IEC 18004
// §5.3.8).
const quietModules = 4

// maxAddress is the longest address that is encoded, in bytes: what a code of 49
// modules holds. A larger one would have to be so large that it is all there is to
// see of a card.
const maxAddress = 192

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

// Funcs are the functions a template may call. Each gives what a browser can
// show too.
//
//	qr ADDRESS ["transparent"]  data: address of a QR code with its quiet zone, one
//	                            pixel a module, black on white, or on nothing for a
//	                            ground that is light itself; "" for an address no
//	                            reader could open
//	qrWidth ADDRESS             width in px, 198 to 285 on a card 1080 px wide, at
//	                            which that code survives the chat
func Funcs() template.FuncMap {
	return template.FuncMap{"qr": qrAddress, "qrWidth": qrWidth}
}

// qrAddress returns the QR code of address as a data: address.
func qrAddress(address string, light ...string) (template.URL, error) {
	k, err := newCode(address, light...)
	if k == nil || err != nil {
		return "", err
	}
	return k.src, nil
}

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
	var buf bytes.Buffer
	if err := encode.PNG(&buf, img, encode.PNGOptions{}); err != nil {
		return nil, err
	}
	src := template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(buf.Bytes()))
	return &code{address, len(light) == 1, src, img}, nil
}

// qrWidth returns the width for the code of address.
func qrWidth(address string) (int, error) {
	code, err := encodeQR(address)
	if code == nil || err != nil {
		return 0, err
	}
	return codeWidth(code.Size + 2*quietModules), nil
}

// codeWidth is the width in px of a code of so many modules with its quiet zone:
// a whole number of px a module.
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

// Scannable reports whether a reader who scans address can open it: http or
// https, at a host that is not loopback, private or link-local, and at most
// 192 bytes long.
func Scannable(address string) bool {
	u, err := url.Parse(address)
	if err != nil || len(address) > maxAddress || u.Scheme != "http" && u.Scheme != "https" {
		return false
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if host == "" || host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") {
		return false
	}
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return ip.IsGlobalUnicast() && !ip.IsPrivate()
	}
	// 127.1 and 0x7f000001 are addresses to many resolvers.
	return net.ParseIP(host) == nil && !endsInNumber(host)
}

// endsInNumber reports whether host is an IPv4 address to a browser (WHATWG
// URL §3.5).
func endsInNumber(host string) bool {
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == "" {
		return false
	}
	if strings.HasPrefix(last, "0x") {
		return strings.Trim(last[2:], "0123456789abcdef") == ""
	}
	return strings.Trim(last, "0123456789") == ""
}
