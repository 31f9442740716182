package render

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // decoders of data: addresses and template files
	_ "image/png"
	"io/fs"
	"strings"

	"sharecard/render/style"
)

// Limits of the pictures that a template brings itself. Pictures of an article
// come decoded and bounded by the caller.
const (
	maxPictures     = 64
	maxOwnBytes     = 4 << 20
	maxOwnPixels    = 16_000_000
	dataPrefix      = "data:"
	base64Separator = ";base64,"
)

var errNoPicture = errors.New("no such picture")

// pictures are the pictures of one render by their address in the template.
type pictures struct {
	byAddress map[string]image.Image
	failed    []ImageReport
}

// loadPictures fetches every picture the styled tree refers to, each once. A
// picture that cannot be had is left out and reported.
func loadPictures(ctx context.Context, root *style.Node, job *Job) *pictures {
	p := &pictures{byAddress: map[string]image.Image{}}
	p.walk(ctx, root, job)
	return p
}

func (p *pictures) walk(ctx context.Context, n *style.Node, job *Job) {
	if n.IsText {
		return
	}
	if n.Pseudo == "" && n.Elem.Tag() == "img" {
		if src := n.Elem.Attr("src"); src != "" {
			p.load(ctx, src, job)
		}
	}
	for _, layer := range n.Style.Background {
		if u, ok := layer.Image.(style.URL); ok {
			p.load(ctx, u.Src, job)
		}
	}
	for _, c := range n.Children {
		p.walk(ctx, c, job)
	}
}

func (p *pictures) load(ctx context.Context, src string, job *Job) {
	if _, done := p.byAddress[src]; done {
		return
	}
	p.byAddress[src] = nil
	if len(p.byAddress) > maxPictures {
		p.failed = append(p.failed, ImageReport{src, fmt.Errorf("more than %d pictures", maxPictures)})
		return
	}
	img, err := job.picture(ctx, src)
	if err != nil {
		if strings.HasPrefix(src, dataPrefix) {
			src = dataPrefix + "…"
		}
		p.failed = append(p.failed, ImageReport{src, err})
		return
	}
	p.byAddress[src] = img
}

// get returns the picture at src, nil where there is none.
func (p *pictures) get(src string) image.Image { return p.byAddress[src] }

// naturalSize returns the size of the picture at src in px, 0 where there is
// none.
func (p *pictures) naturalSize(src string) (w, h float64) {
	img := p.byAddress[src]
	if img == nil {
		return 0, 0
	}
	size := img.Bounds().Size()
	return float64(size.X), float64(size.Y)
}

// picture finds the picture at src: written out as a data: address, beside the
// template, or known to the caller.
func (j *Job) picture(ctx context.Context, src string) (image.Image, error) {
	if data, ok := strings.CutPrefix(src, dataPrefix); ok {
		return decodeData(data)
	}
	if img, err := j.Template.picture(src); !errors.Is(err, fs.ErrNotExist) {
		return img, err
	}
	if j.Images == nil {
		return nil, errNoPicture
	}
	img, err := j.Images(ctx, src)
	if err == nil && img == nil {
		err = errNoPicture
	}
	return img, err
}

// decodeData decodes what follows "data:" (RFC 2397), base64 only.
func decodeData(data string) (image.Image, error) {
	kind, body, ok := strings.Cut(data, base64Separator)
	if !ok || !strings.HasPrefix(kind, "image/") {
		return nil, errors.New("data: address is not a base64 picture")
	}
	if len(body) > maxOwnBytes {
		return nil, errors.New("data: address is too long")
	}
	raw, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, fmt.Errorf("data: address: %w", err)
	}
	return decodeOwn(raw)
}

// decodeOwn decodes a picture that came with the template.
func decodeOwn(raw []byte) (image.Image, error) {
	head, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	if head.Width*head.Height > maxOwnPixels {
		return nil, fmt.Errorf("%d × %d px is too large", head.Width, head.Height)
	}
	img, _, err := image.Decode(bytes.NewReader(raw))
	return img, err
}

// picture returns the picture file NAME from the template's folder, decoded
// once and kept with the template. The error wraps fs.ErrNotExist where there
// is no such file.
func (t *Template) picture(name string) (image.Image, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	if img, ok := t.files.Load(name); ok {
		return img.(image.Image), nil
	}
	info, err := fs.Stat(t.fsys, name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() || info.Size() > maxOwnBytes {
		return nil, fmt.Errorf("%s: not a picture of at most %d bytes", name, maxOwnBytes)
	}
	raw, err := fs.ReadFile(t.fsys, name)
	if err != nil {
		return nil, err
	}
	img, err := decodeOwn(raw)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	kept, _ := t.files.LoadOrStore(name, img)
	return kept.(image.Image), nil
}
