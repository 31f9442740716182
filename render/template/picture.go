package template

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // decoders of data: addresses and template files
	_ "image/png"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"sharecard/render/css"
	"sharecard/render/photo"
	"sharecard/render/svg"
)

// Limits of the pictures that a template brings itself. Pictures of an article
// come decoded and bounded by the caller.
const (
	maxOwnBytes  = 4 << 20
	maxOwnPixels = 16_000_000
)

// DataPrefix begins the address of a picture that is written out (RFC 2397).
const DataPrefix = "data:"

const svgType = "image/svg+xml"

// Picture is a picture that a template brings itself.
type Picture struct {
	image.Image
	Diagnostics []css.Diagnostic // of a vector picture
}

// Picture returns the picture at src, which is the address of a QR code that the
// template made, another data: address, or the name of a file in the template's folder.
// The error wraps [fs.ErrNotExist] where src is none of these.
func (t *Template) Picture(src string) (Picture, error) {
	if img := t.codes.image(src); img != nil {
		return Picture{Image: img}, nil
	}
	if data, ok := strings.CutPrefix(src, DataPrefix); ok {
		return decodeData(data)
	}
	return t.pictureFile(src)
}

// decodeData decodes what follows "data:" (RFC 2397), base64 or percent-encoded.
func decodeData(data string) (Picture, error) {
	head, body, ok := strings.Cut(data, ",")
	if !ok || !strings.HasPrefix(head, "image/") {
		return Picture{}, errors.New("data: address is not a picture")
	}
	if len(body) > maxOwnBytes {
		return Picture{}, errors.New("data: address is too long")
	}
	body, _, _ = strings.Cut(body, "#")
	raw := percentDecoded(body)
	if strings.HasSuffix(head, ";base64") {
		n, err := base64.StdEncoding.Decode(raw, raw)
		if err != nil {
			return Picture{}, fmt.Errorf("data: address: %w", err)
		}
		raw = raw[:n]
	}
	return decodeOwn(raw, strings.HasPrefix(head, svgType), DataPrefix+svgType)
}

// percentDecoded replaces %XX by bytes; a % that is no escape stays, as in
// browsers.
func percentDecoded(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(v))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// decodeOwn decodes a picture that came with the template; name is for the
// diagnostics of a vector picture.
func decodeOwn(raw []byte, vector bool, name string) (Picture, error) {
	if vector {
		img, diags, err := svg.Parse(raw, name)
		if err != nil {
			return Picture{}, err
		}
		return Picture{img.Picture(color.NRGBA{A: 255}), diags}, nil
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return Picture{}, err
	}
	if head.Width*head.Height > maxOwnPixels {
		return Picture{}, fmt.Errorf("%d × %d px is too large", head.Width, head.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return Picture{}, err
	}
	return Picture{Image: photo.Inspect(raw).Apply(img)}, nil
}

// CheckPicture decodes the picture file NAME from the template's folder as a card does
// that shows it. The diagnostics are those of a vector picture; the error says why there
// is no picture.
func (t *Template) CheckPicture(name string) ([]css.Diagnostic, error) {
	own, err := t.pictureFile(name)
	return own.Diagnostics, err
}

// pictureFile returns the picture file NAME from the template's folder, decoded
// once and kept with the template. The error wraps fs.ErrNotExist where there
// is no such file.
func (t *Template) pictureFile(name string) (Picture, error) {
	if !fs.ValidPath(name) {
		return Picture{}, fs.ErrNotExist
	}
	if own, ok := t.files.Load(name); ok {
		return own.(Picture), nil
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return Picture{}, err
	}
	if info.IsDir() || info.Size() > maxOwnBytes {
		return Picture{}, fmt.Errorf("%s: not a picture of at most %d bytes", name, maxOwnBytes)
	}
	raw, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return Picture{}, err
	}
	own, err := decodeOwn(raw, strings.EqualFold(path.Ext(name), ".svg"), name)
	if err != nil {
		return Picture{}, fmt.Errorf("%s: %w", name, err)
	}
	kept, _ := t.files.LoadOrStore(name, own)
	return kept.(Picture), nil
}
