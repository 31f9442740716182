package render

import (
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io/fs"
	"strings"

	"sharecard/render/css"
	"sharecard/render/paint"
	"sharecard/render/style"
	"sharecard/render/svg"
	"sharecard/render/template"
)

// Bounds of one render.
const (
	maxPictures = 64
	maxInline   = 256 // svg elements of a page
)

// pictures are the pictures of one render by their address in the template.
type pictures struct {
	byAddress map[string]image.Image
	inline    map[*style.Node]*svg.Picture // svg elements of the page
	elements  pageElements                 // in svg elements of the page
	failed    []ImageReport
	texts     []TextReport     // of vector pictures, where a face lacks glyphs
	diags     []css.Diagnostic // of vector pictures
	setter    svg.Typesetter   // of the text of vector pictures
	fetched   map[string]fetched
}

// fetched is a picture, or why it could not be had. It stands for all passes of a card
// that is laid out several times.
type fetched struct {
	picture template.Picture
	err     error
}

func (p *pictures) fetch(ctx context.Context, src string, job *Job) (template.Picture, error) {
	f, known := p.fetched[src]
	if !known {
		f.picture, f.err = job.picture(ctx, src)
		if p.fetched == nil {
			p.fetched = map[string]fetched{}
		}
		p.fetched[src] = f
	}
	return f.picture, f.err
}

// loadPictures fetches every picture the styled tree refers to, each once. A picture
// that cannot be had is left out and reported.
func loadPictures(ctx context.Context, s *state) error {
	p := &pictures{byAddress: map[string]image.Image{}, inline: map[*style.Node]*svg.Picture{}, setter: s.types.setter()}
	if s.pictures != nil {
		p.fetched = s.pictures.fetched
	}
	p.elements.collect(s.doc.Root, s.styled)
	p.elements.references(s.job.Template.File(), p.setter)
	p.walk(ctx, s.styled, s.job)
	s.pictures = p
	s.report.Images = p.failed
	s.report.Texts = p.texts
	s.report.Diagnostics = append(s.report.Diagnostics, p.diags...)
	return nil
}

func (p *pictures) walk(ctx context.Context, n *style.Node, job *Job) {
	if n.IsText {
		return
	}
	if n.Pseudo == "" {
		if n.Elem.Tag() == "svg" {
			p.loadInline(n, job)
		} else if src := style.PictureOf(n.Elem); src != "" {
			p.load(ctx, src, job)
		}
	}
	p.checkReferences(n)
	if b := n.Style.BorderImage; b != nil {
		p.loadImage(ctx, b.Source, job)
	}
	for _, layers := range [...][]style.Layer{n.Style.Background, n.Style.Mask} {
		for _, layer := range layers {
			p.loadImage(ctx, layer.Image, job)
		}
	}
	for _, c := range n.Children {
		p.walk(ctx, c, job)
	}
}

func (p *pictures) loadImage(ctx context.Context, img style.Image, job *Job) {
	if u, ok := img.(style.URL); ok && !strings.HasPrefix(u.Src, "#") {
		p.load(ctx, u.Src, job)
	}
}

func (p *pictures) load(ctx context.Context, src string, job *Job) {
	if _, done := p.byAddress[src]; done {
		return
	}
	p.byAddress[src] = nil
	name := src
	if strings.HasPrefix(src, template.DataPrefix) {
		name = template.DataPrefix + "…"
	}
	if len(p.byAddress) > maxPictures {
		p.failed = append(p.failed, ImageReport{name, fmt.Errorf("more than %d pictures", maxPictures)})
		return
	}
	own, err := p.fetch(ctx, src, job)
	if err != nil {
		p.failed = append(p.failed, ImageReport{name, err})
		return
	}
	if v, ok := own.Image.(*svg.Picture); ok && v.HasText() {
		img, diags := p.typeset(v.Image, name)
		// What surrounds a file is no text: its currentcolor is black.
		own = template.Picture{Image: img.Picture(color.NRGBA{A: 255}), Diagnostics: diags}
	}
	p.byAddress[src] = own.Image
	p.diags = append(p.diags, own.Diagnostics...)
}

// typeset sets the text of a vector picture in the faces of the card.
func (p *pictures) typeset(img *svg.Image, name string) (*svg.Image, []css.Diagnostic) {
	set, missing, diags := img.Typeset(p.setter)
	if len(missing) > 0 {
		p.texts = append(p.texts, TextReport{Element: "text of " + name, Lines: 1, Missing: missing})
	}
	return set, diags
}

var errNoPicture = errors.New("no such picture")

// picture finds the picture at src: brought by the template, or known to the caller.
func (j *Job) picture(ctx context.Context, src string) (template.Picture, error) {
	if own, err := j.Template.Picture(src); !errors.Is(err, fs.ErrNotExist) {
		return own, err
	}
	if j.Images == nil {
		return template.Picture{}, errNoPicture
	}
	img, err := j.Images(ctx, src)
	if err == nil && img == nil {
		err = errNoPicture
	}
	return template.Picture{Image: img}, err
}

// loadInline reads an svg element of the page.
func (p *pictures) loadInline(n *style.Node, job *Job) {
	if n.Style.Display == style.DisplayNone {
		return
	}
	var img *svg.Image
	err := fmt.Errorf("more than %d svg elements", maxInline)
	if len(p.inline) < maxInline {
		var diags []css.Diagnostic
		page := p.elements.page()
		page.Text = n.Style
		img, diags, err = svg.FromNode(n.Elem.HTML, job.Template.File(), page)
		if err == nil && img.HasText() {
			img, diags = p.typeset(img, describe(n.Elem))
		}
		p.diags = append(p.diags, diags...)
	}
	if err != nil {
		p.failed = append(p.failed, ImageReport{describe(n.Elem), err})
		return
	}
	p.inline[n] = img.Picture(n.Style.Color)
}

// photographs reports whether any picture may be drawn coarser for the limit
// on bytes: neither a vector nor written out as a data: address.
func (p *pictures) photographs() bool {
	for src, img := range p.byAddress {
		if _, vector := img.(paint.Vector); img != nil && !vector && !strings.HasPrefix(src, template.DataPrefix) {
			return true
		}
	}
	return false
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
	if v, ok := img.(paint.Vector); ok {
		w, h, ratio := v.Natural()
		if w > 0 || h > 0 || ratio > 0 {
			return w, h
		}
	}
	size := img.Bounds().Size()
	return float64(size.X), float64(size.Y)
}

// ratio returns width over height of the vector picture at src, 0 where it has
// none.
func (p *pictures) ratio(src string) float64 {
	if v, ok := p.byAddress[src].(paint.Vector); ok {
		_, _, ratio := v.Natural()
		return ratio
	}
	return 0
}

// inlineOf returns the picture of an svg element, nil where there is none.
func (p *pictures) inlineOf(n *style.Node) paint.Vector {
	if v := p.inline[n]; v != nil {
		return v
	}
	return nil
}
