package card

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io/fs"

	"sharecard/render"
)

// ErrUntraceable: the renderer does not take cards apart.
var ErrUntraceable = errors.New("this renderer cannot take cards apart")

// tracer is what a [Renderer] may do besides, for designers.
type tracer interface {
	Trace(ctx context.Context, job render.Job) (*render.Trace, error)
	HTML(ctx context.Context, job render.Job) ([]byte, error)
}

// Traced is a card that was drawn and taken apart.
type Traced struct {
	*Result
	Trace *render.Trace
}

// Trace draws the card of a prepared plan as [Service.Draw] does, and takes it
// apart. Nothing is kept of it; it waits for a worker like any other.
func (s *Service) Trace(ctx context.Context, p *Plan) (*Traced, error) {
	if p.template == nil {
		return nil, errUnprepared
	}
	t, ok := s.config.Renderer.(tracer)
	if !ok {
		return nil, ErrUntraceable
	}
	release, err := s.limiter.acquire(ctx, &p.pictures)
	if err != nil {
		return nil, err
	}
	defer release()
	p = s.decoded(ctx, p)
	job, d := s.job(p)
	trace, err := t.Trace(ctx, job)
	if err != nil {
		return nil, fmt.Errorf("drawing %s: %w", p.request.Template, err)
	}
	return &Traced{p.result(d, trace.Image), trace}, nil
}

// Page is a filled template with what it shows: what a browser needs to draw the
// same card.
type Page struct {
	HTML []byte
	// Files are those of the template's folder.
	Files fs.FS
	// Pictures are those of the article, by the addresses in HTML.
	Pictures map[string]image.Image
}

// Page fills the template of a prepared plan for a browser. It waits for a worker, which
// decodes the pictures.
func (s *Service) Page(ctx context.Context, p *Plan) (*Page, error) {
	if p.template == nil {
		return nil, errUnprepared
	}
	t, ok := s.config.Renderer.(tracer)
	if !ok {
		return nil, ErrUntraceable
	}
	release, err := s.limiter.acquire(ctx, &p.pictures)
	if err != nil {
		return nil, err
	}
	defer release()
	p = s.decoded(ctx, p)
	job, _ := s.job(p)
	html, err := t.HTML(ctx, job)
	if err != nil {
		return nil, fmt.Errorf("filling %s: %w", p.request.Template, err)
	}
	shown := p.pictures.byAddress()
	for address, img := range shown {
		if j, ok := img.(*placed); ok {
			shown[address] = j.JPEG.For(j.Bounds().Dx(), j.Bounds().Dy())
		}
	}
	return &Page{HTML: html, Files: job.Template.Files(), Pictures: shown}, nil
}
