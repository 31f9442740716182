package studio

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"mime"
	"path"
	"strings"
	"sync"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/fonts"
)

// ErrNoPage: no page has that key, or it has been dropped, or it has no such
// file.
var ErrNoPage = errors.New("no such page")

const (
	// maxPages is how many filled templates are kept.
	maxPages = 16
	// maxPageFile is the largest file of a page, in bytes.
	maxPageFile = 32 << 20
)

// Pages keeps filled templates for a browser to draw, each under a key that
// cannot be guessed: the page is drawn in a frame of no origin, which sends no
// credentials. It is safe for concurrent use; the zero value is ready.
type Pages struct {
	mu    sync.Mutex
	pages map[string]filled
	order []string // oldest first
}

// filled is a page with the names of the articles that it shows.
type filled struct {
	*card.Page
	names []string
}

// Add keeps a page that shows articles of these names, and returns its key.
func (p *Pages) Add(page *card.Page, names []string) string {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	key := hex.EncodeToString(random[:])
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pages == nil {
		p.pages = map[string]filled{}
	}
	if len(p.order) == maxPages {
		delete(p.pages, p.order[0])
		p.order = p.order[1:]
	}
	p.pages[key] = filled{page, names}
	p.order = append(p.order, key)
	return key
}

// Names returns those that a page was added with; nil where there is no such page.
func (p *Pages) Names(key string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.pages[key].names
}

// File returns a file of a page and its media type: the page itself under "", the
// pictures the service hands in, and the files beside the template. The error
// wraps [ErrNoPage].
func (p *Pages) File(key, name string) (content []byte, mediaType string, err error) {
	p.mu.Lock()
	page, there := p.pages[key]
	p.mu.Unlock()
	if !there {
		return nil, "", ErrNoPage
	}
	if name == "" {
		return forFrame(page.HTML), "text/html; charset=utf-8", nil
	}
	if img := page.Pictures[name]; img != nil {
		content, err = encodePicture(img)
		return content, "image/png", err
	}
	info, err := fs.Stat(page.Files, name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxPageFile {
		return nil, "", ErrNoPage
	}
	mediaType = mediaTypeOf(name)
	if mediaType == "" || strings.HasPrefix(mediaType, "text/html") {
		return nil, "", ErrNoPage
	}
	content, err = fs.ReadFile(page.Files, name)
	return content, mediaType, err
}

// mediaTypeOf is the media type of a file by its ending; "" for an unknown one. Those of
// fonts do not depend on what the machine knows.
func mediaTypeOf(name string) string {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".otf", ".ttf", ".woff", ".woff2": // RFC 8081, section 4.4
		return "font/" + ext[1:]
	case ".ttc":
		return "font/collection"
	default:
		return mime.TypeByExtension(ext)
	}
}

func encodePicture(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img)
	return out.Bytes(), err
}

// FontsPath is where a page finds the faces.
const FontsPath = "/studio/fonts/"

// forFrame lets the page use the faces that the service draws with, since the
// machine of the browser need not have them, and has it tell its height.
func forFrame(page []byte) []byte {
	head := []byte(`<head><link rel="stylesheet" href="` + FontsPath + `fonts.css"><script>` + measure + `</script>`)
	return bytes.Replace(page, []byte("<head>"), head, 1)
}

// fontFaces are the embedded faces; the last part of a file's path is its name here.
func fontFaces() []*fonts.Face {
	return append(fonts.Builtin().Faces(), fonts.Builtin().Display()...)
}

// Font returns an embedded face by its file's name, or fonts.css, which names
// them all. The error wraps [ErrNoPage].
func Font(name string) (content []byte, mediaType string, err error) {
	if name == "fonts.css" {
		return fontSheet(), "text/css; charset=utf-8", nil
	}
	for _, f := range fontFaces() {
		if path.Base(f.File()) == name {
			content, err = fs.ReadFile(fonts.Files(), f.File())
			return content, "font/" + strings.TrimPrefix(path.Ext(name), "."), err
		}
	}
	return nil, "", ErrNoPage
}

func fontSheet() []byte {
	var b bytes.Buffer
	for _, f := range fontFaces() {
		style := "normal"
		if f.Italic {
			style = "italic"
		}
		families := []string{f.Family}
		if noto, ok := strings.CutSuffix(f.Family, " SC"); ok {
			families = append(families, noto+" CJK SC")
		}
		for _, family := range families {
			fmt.Fprintf(&b, "@font-face { font-family: %q; font-weight: %d; font-style: %s; src: url(%q); }\n",
				family, f.Weight, style, FontsPath+path.Base(f.File()))
		}
	}
	return b.Bytes()
}
