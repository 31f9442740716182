package card

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"runtime/debug"
	"slices"
	"time"

	"sharecard/render"
	"sharecard/templates"
)

// renderTimeout ends a drawing that nothing else ends, its time in the queue
// included.
const renderTimeout = 20 * time.Second

// errUnprepared: a plan goes through Prepare before it is drawn.
var errUnprepared = errors.New("drawing a card: the plan is not prepared")

// Draw draws the card of a prepared plan, or finds it drawn. Where ctx ends before
// the card is done, others who wait for it still get it.
func (s *Service) Draw(ctx context.Context, p *Plan) (*Result, error) {
	if p.template == nil {
		return nil, errUnprepared
	}
	if found, ok := s.results.GetIfPresent(p.key); ok {
		s.config.Observer.Hit(p.request.Template)
		return found, nil
	}
	s.config.Observer.Miss(p.request.Template)
	draw := func(ctx context.Context, begin func() bool) (*Result, error) {
		if found, ok := s.results.GetIfPresent(p.key); ok { // drawn since we looked
			return found, nil
		}
		return s.queue(ctx, p, begin)
	}
	keep := func(result *Result) { s.results.Set(p.key, result) }
	return s.flights.do(ctx, p.key, p.names[0], draw, keep)
}

// queue waits for a worker and then draws. Where all who asked have left by
// then, it does not.
func (s *Service) queue(ctx context.Context, p *Plan, begin func() bool) (*Result, error) {
	asked := time.Now()
	deadline := asked.Add(renderTimeout)
	waiting, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	release, err := s.limiter.acquire(waiting)
	switch {
	case errors.Is(err, ErrBusy):
		s.config.Observer.Drawn(Drawing{Template: p.request.Template, Err: err})
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("waiting to draw the card: %w", err)
	}
	defer release()
	if !begin() {
		return nil, context.Canceled
	}
	began := time.Now()
	drawing, cancelDrawing := context.WithDeadline(context.WithoutCancel(ctx), deadline)
	defer cancelDrawing()
	d := Drawing{Template: p.request.Template, Wait: began.Sub(asked)}
	result, err := s.draw(drawing, p, &d)
	d.Took, d.Err = time.Since(began), err
	s.config.Observer.Drawn(d)
	return result, err
}

// draw makes the card and fills in what it learns about that. A panic below it
// becomes an error and a log line: it runs on a goroutine of the flight, where it
// would end the process.
func (s *Service) draw(ctx context.Context, p *Plan, told *Drawing) (result *Result, err error) {
	r := &p.request
	defer func() {
		if cause := recover(); cause != nil {
			s.config.Log.Error("drawing a card panicked",
				"template", r.Template, "article", p.article.ID, "panic", cause, "stack", string(debug.Stack()))
			result, err = nil, fmt.Errorf("%w: template %s", ErrPanic, r.Template)
		}
	}()
	job, d := s.job(p)
	img, err := s.config.Renderer.Render(ctx, job)
	switch {
	case errors.Is(err, render.ErrTooLarge) && r.Scale > minScale: // the content made it too tall
		return nil, tooLarge(job.Template, r.Ratio)
	case err != nil:
		return nil, fmt.Errorf("drawing %s: %w", r.Template, err)
	}
	told.Stages, told.Report = img.Stages, &img.Report
	return p.result(d, img), nil
}

// job returns what there is to draw, and its data once more by its type.
func (s *Service) job(p *Plan) (render.Job, *templates.Data) {
	r, d := &p.request, p.data()
	byAddress := p.pictures.byAddress()
	return render.Job{
		Template: p.template.Template,
		Data:     d,
		Dark:     r.dark(),
		Ratio:    r.Ratio,
		Scale:    r.Scale,
		Format:   r.Format,
		Small:    r.Small,
		Strict:   r.Strict,
		Keep:     slices.Concat(p.article.Keep, s.config.Keep),
		// Pictures beside a template are package render's to find.
		Images: func(_ context.Context, src string) (image.Image, error) {
			if img := byAddress[src]; img != nil {
				return img, nil
			}
			return nil, fmt.Errorf("no picture %.100q", src)
		},
	}, d
}

// result is what became of a plan.
func (p *Plan) result(d *templates.Data, img *render.Image) *Result {
	sum := sha256.Sum256(img.Bytes)
	codes, degraded := p.summarise(d, &img.Report)
	return &Result{
		Template: p.request.Template,
		Brand:    p.request.Brand,
		Key:      p.key.String(),
		Bytes:    bytes.Clone(img.Bytes), // without the encoder's spare capacity
		MIME:     img.Format.MIME(),
		ETag:     `"` + hex.EncodeToString(sum[:16]) + `"`,
		SHA256:   hex.EncodeToString(sum[:]),
		Width:    img.Width,
		Height:   img.Height,
		Alt:      alt(d),
		QR:       p.showsQR(d),
		Degraded: degraded,
		Codes:    codes,
		Report:   img.Report,
		Drawn:    time.Now(),

		articleID: p.names[0],
	}
}

// showsQR reports whether the card holds a code for the article's address.
func (p *Plan) showsQR(d *templates.Data) bool {
	return p.template.Template.QR && d.URL != "" && render.Scannable(d.URL)
}
