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

const (
	// renderTimeout ends a drawing that nothing else ends, its time in the queue
	// included.
	renderTimeout = 20 * time.Second
	// decodeTimeout is by when its pictures must be decoded, likewise: a card that waited
	// behind others whose pictures take long is drawn without its own.
	decodeTimeout = 10 * time.Second
)

// errUnprepared: a plan goes through Prepare before it is drawn.
var errUnprepared = errors.New("drawing a card: the plan is not prepared")

// Draw draws the card of a prepared plan, or finds it drawn. Where ctx ends before
// the card is done, others who wait for it still get it.
func (s *Service) Draw(ctx context.Context, p *Plan) (*Result, error) {
	return s.drawOnce(ctx, p, s.limiter.acquire, func(result *Result) { s.results.Set(p.key, result) })
}

// DrawInTurn is Draw for a card that nobody waits for: it leaves processors to those who
// wait for theirs, and takes all where nobody does. Where ctx ends before its turn it
// returns [ErrBusy]. Its card does not stay in memory, where it would take the place of one
// that somebody looks at.
func (s *Service) DrawInTurn(ctx context.Context, p *Plan) (*Result, error) {
	end, err := s.limiter.turns.wait(ctx)
	if err != nil {
		return nil, fmt.Errorf("%w: its turn did not come: %v", ErrBusy, err) //nolint:errorlint // busy is what it means
	}
	defer end()
	hold := func(_ context.Context, of *pictures) (func(), error) { return s.limiter.hold(of) }
	return s.drawOnce(ctx, p, hold, func(*Result) {})
}

// acquire waits for what a drawing with those pictures takes, which release gives back.
type acquire func(context.Context, *pictures) (release func(), err error)

// drawOnce draws a card for all who ask for it at the same time, and has it kept.
func (s *Service) drawOnce(ctx context.Context, p *Plan, acquire acquire, keep func(*Result)) (*Result, error) {
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
		return s.queue(ctx, p, acquire, begin)
	}
	return s.flights.do(ctx, p.key, p.names[0], draw, keep)
}

// queue waits for a worker and then draws. Where all who asked have left by
// then, it does not.
func (s *Service) queue(ctx context.Context, p *Plan, acquire acquire, begin func() bool) (*Result, error) {
	asked := time.Now()
	deadline := asked.Add(renderTimeout)
	waiting, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	release, err := acquire(waiting, &p.pictures)
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
	result, err := s.draw(drawing, p, asked.Add(decodeTimeout), &d)
	d.Took, d.Err = time.Since(began), err
	s.config.Observer.Drawn(d)
	return result, err
}

// draw makes the card, with those of its pictures that are decoded by some time, and
// fills in what it learns about that. A panic below it
// becomes an error and a log line: it runs on a goroutine of the flight, where it
// would end the process.
func (s *Service) draw(ctx context.Context, p *Plan, decodedBy time.Time, told *Drawing) (result *Result, err error) {
	r := &p.request
	defer func() {
		if cause := recover(); cause != nil {
			s.config.Log.Error("drawing a card panicked",
				"template", r.Template, "article", p.article.ID, "panic", cause, "stack", string(debug.Stack()))
			result, err = nil, fmt.Errorf("%w: template %s", ErrPanic, r.Template)
		}
	}()
	decoding, cancel := context.WithDeadline(ctx, decodedBy)
	p = s.decoded(decoding, p)
	cancel()
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

// job returns what there is to draw of a plan whose pictures are decoded, and its data
// once more by its type.
func (s *Service) job(p *Plan) (render.Job, *templates.Data) {
	r, d := &p.request, p.data()
	byAddress := p.pictures.byAddress()
	label := p.shownLabel()
	return render.Job{
		Template: p.template.Template,
		Label:    label,
		XMP:      p.xmp(label != ""),
		Data:     d,
		Dark:     r.dark(),
		Ratio:    r.Ratio,
		Scale:    r.Scale,
		Format:   r.Format,
		MaxBytes: r.MaxBytes,
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
		Alt:      Alt(p.template, p.article),
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
