package render

import (
	"bytes"
	"context"
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
	"sharecard/render/svg"
)

// Limits of the pictures that a template brings itself. Pictures of an article
// come decoded and bounded by the caller.
const (
	maxOwnBytes  = 4 << 20
	maxOwnPixels = 16_000_000
	dataPrefix   = "data:"
	svgType      = "image/svg+xml"
)

var errNoPicture = errors.New("no such picture")

// ownPicture is a picture with what there is to tell about it.
type ownPicture struct {
	image.Image
	diags []css.Diagnostic
}

// picture finds the picture at src: written out as a data: address, beside the
// template, or known to the caller.
func (j *Job) picture(ctx context.Context, src string) (ownPicture, error) {
	if img := j.Template.codes.image(src); img != nil {
		return ownPicture{Image: img}, nil
	}
	if data, ok := strings.CutPrefix(src, dataPrefix); ok {
		return decodeData(data)
	}
	if own, err := j.Template.picture(src); !errors.Is(err, fs.ErrNotExist) {
		return own, err
	}
	if j.Images == nil {
		return ownPicture{}, errNoPicture
	}
	img, err := j.Images(ctx, src)
	if err == nil && img == nil {
		err = errNoPicture
	}
	return ownPicture{Image: img}, err
}

// decodeData decodes what follows "data:" (RFC 2397), base64 or percent-encoded.
func decodeData(data string) (ownPicture, error) {
	head, body, ok := strings.Cut(data, ",")
	if !ok || !strings.HasPrefix(head, "image/") {
		return ownPicture{}, errors.New("data: address is not a picture")
	}
	if len(body) > maxOwnBytes {
		return ownPicture{}, errors.New("data: address is too long")
	}
	body, _, _ = strings.Cut(body, "#")
	raw := percentDecoded(body)
	if strings.HasSuffix(head, ";base64") {
		n, err := base64.StdEncoding.Decode(raw, raw)
		if err != nil {
			return ownPicture{}, fmt.Errorf("data: address: %w", err)
		}
		raw = raw[:n]
	}
	return decodeOwn(raw, strings.HasPrefix(head, svgType), dataPrefix+svgType)
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
func decodeOwn(raw []byte, vector bool, name string) (ownPicture, error) {
	if vector {
		img, diags, err := svg.Parse(raw, name)
		if err != nil {
			return ownPicture{}, err
		}
		return ownPicture{img.Picture(color.NRGBA{A: 255}), diags}, nil
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return ownPicture{}, err
	}
	if head.Width*head.Height > maxOwnPixels {
		return ownPicture{}, fmt.Errorf("%d × %d px is too large", head.Width, head.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	return ownPicture{Image: img}, err
}

// CheckPicture decodes the picture file NAME from the template's folder as a
// card that shows it would. The diagnostics are of a vector picture; the error
// tells that there would be none.
func (t *Template) CheckPicture(name string) ([]css.Diagnostic, error) {
	own, err := t.picture(name)
	return own.diags, err
}

// picture returns the picture file NAME from the template's folder, decoded
// once and kept with the template. The error wraps fs.ErrNotExist where there
// is no such file.
func (t *Template) picture(name string) (ownPicture, error) {
	if !fs.ValidPath(name) {
		return ownPicture{}, fs.ErrNotExist
	}
	if own, ok := t.files.Load(name); ok {
		return own.(ownPicture), nil
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return ownPicture{}, err
	}
	if info.IsDir() || info.Size() > maxOwnBytes {
		return ownPicture{}, fmt.Errorf("%s: not a picture of at most %d bytes", name, maxOwnBytes)
	}
	raw, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return ownPicture{}, err
	}
	own, err := decodeOwn(raw, strings.EqualFold(path.Ext(name), ".svg"), name)
	if err != nil {
		return ownPicture{}, fmt.Errorf("%s: %w", name, err)
	}
	kept, _ := t.files.LoadOrStore(name, own)
	return kept.(ownPicture), nil
}
