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

// queue waits for a worker and then draws. Where all who asked have left by
// then, it does not.
func (s *Service) queue(ctx context.Context, o *order, begin func() bool) (*Result, error) {
	asked := time.Now()
	deadline := asked.Add(renderTimeout)
	waiting, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	release, err := s.limiter.acquire(waiting)
	switch {
	case errors.Is(err, ErrBusy):
		s.config.Observer.Drawn(Drawing{Template: o.request.Template, Err: err})
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
	d := Drawing{Template: o.request.Template, Wait: began.Sub(asked)}
	result, err := s.draw(drawing, o, &d)
	d.Took, d.Err = time.Since(began), err
	s.config.Observer.Drawn(d)
	return result, err
}

// draw makes the card and fills in what it learns about that. A panic below it becomes an error and a log line: it
// runs on a goroutine of the flight, where it would end the process.
func (s *Service) draw(ctx context.Context, o *order, told *Drawing) (result *Result, err error) {
	r := &o.request
	defer func() {
		if p := recover(); p != nil {
			s.config.Log.Error("drawing a card panicked",
				"template", r.Template, "article", o.article.ID, "panic", p, "stack", string(debug.Stack()))
			result, err = nil, fmt.Errorf("%w: template %s", ErrPanic, r.Template)
		}
	}()
	job, d := s.job(o)
	img, err := s.config.Renderer.Render(ctx, job)
	switch {
	case errors.Is(err, render.ErrTooLarge) && r.Scale > minScale: // the content made it too tall
		return nil, tooLarge(job.Template)
	case err != nil:
		return nil, fmt.Errorf("drawing %s: %w", r.Template, err)
	}
	told.Stages, told.Report = img.Stages, &img.Report
	return o.result(d, img), nil
}

// job returns what there is to draw, and its data once more by its type.
func (s *Service) job(o *order) (render.Job, *templates.Data) {
	r, d := &o.request, o.data()
	byAddress := o.pictures.byAddress()
	return render.Job{
		Template: o.entry.Template,
		Data:     d,
		Dark:     r.dark(),
		Scale:    r.Scale,
		Format:   r.Format,
		Small:    r.Small,
		Strict:   r.Strict,
		Keep:     slices.Concat(o.article.Keep, s.config.Keep),
		// Pictures beside a template are package render's to find.
		Images: func(_ context.Context, src string) (image.Image, error) {
			if img := byAddress[src]; img != nil {
				return img, nil
			}
			return nil, fmt.Errorf("no picture %.100q", src)
		},
	}, d
}

// result is what became of an order.
func (o *order) result(d *templates.Data, img *render.Image) *Result {
	sum := sha256.Sum256(img.Bytes)
	codes, degraded := o.summarise(d, &img.Report)
	return &Result{
		Template: o.request.Template,
		Brand:    o.request.Brand,
		Key:      o.key.String(),
		Bytes:    bytes.Clone(img.Bytes), // without the encoder's spare capacity
		MIME:     img.Format.MIME(),
		ETag:     `"` + hex.EncodeToString(sum[:16]) + `"`,
		SHA256:   hex.EncodeToString(sum[:]),
		Width:    img.Width,
		Height:   img.Height,
		Alt:      alt(d),
		QR:       o.showsQR(d),
		Degraded: degraded,
		Codes:    codes,
		Report:   img.Report,
		Drawn:    time.Now(),

		articleID: o.articleID,
	}
}

// showsQR reports whether the card holds a code for the article's address.
func (o *order) showsQR(d *templates.Data) bool {
	return o.entry.Template.QR && d.URL != "" && render.Scannable(d.URL)
}
