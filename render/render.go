package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"sync"

	"sharecard/fonts"
	"sharecard/render/box"
	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/paint"
	"sharecard/render/resample"
	"sharecard/render/style"
	"sharecard/render/text"
)

// pictureBytes bounds the scaled pictures that a renderer keeps: some twenty
// covers.
const pictureBytes = 48 << 20

// Renderer draws cards. It is safe for concurrent use; one serves a process.
type Renderer struct {
	types    *typesetter // of the collection itself
	pictures *resample.Cache
	html     sync.Pool // *bytes.Buffer
	canvas   sync.Pool // *image.RGBA
}

// New returns a Renderer that sets text in the faces of c.
func New(c *fonts.Collection) *Renderer {
	return &Renderer{
		types:    newTypesetter(c),
		pictures: resample.NewCache(pictureBytes),
		html:     sync.Pool{New: func() any { return new(bytes.Buffer) }},
		canvas:   sync.Pool{New: func() any { return new(image.RGBA) }},
	}
}

// Render draws one card. It looks at ctx between the stages. The error wraps
// one of the package's errors where the template, its data or the job's limits
// are at fault.
func (r *Renderer) Render(ctx context.Context, job Job) (*Image, error) {
	p, err := r.layout(ctx, &job)
	if err != nil {
		return nil, err
	}
	if job.Strict && (p.report.Cut() || len(p.report.Missing()) > 0) {
		return nil, strictError(&p.report)
	}
	return r.finish(ctx, p, &job)
}

// finish takes placed boxes to bytes.
func (r *Renderer) finish(ctx context.Context, p *page, job *Job) (*Image, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	canvas, err := r.paint(p, false)
	if err != nil {
		return nil, err
	}
	defer r.canvas.Put(canvas)
	p.clock.lap("paint")
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	img, err := r.fit(ctx, p, canvas, job)
	if err != nil {
		return nil, err
	}
	p.clock.lap("encode")
	img.Stages = p.clock.stages
	return img, nil
}

// page is a card after layout: all that painting needs.
type page struct {
	root          *layout.Box
	width, height int // device px
	scale         float64
	pictures      *pictures
	types         *typesetter
	simplified    bool // stands in the report
	report        Report
	clock         *clock
}

// layout takes a job from its template to placed boxes.
func (r *Renderer) layout(ctx context.Context, job *Job) (*page, error) {
	clock := startClock()
	doc, err := r.execute(ctx, job.Template, job.Data)
	if err != nil {
		return nil, err
	}
	clock.lap("fill")
	p, err := r.place(ctx, doc, job)
	if err != nil {
		return nil, err
	}
	clock.lap("layout")
	p.clock = clock
	if p.width > maxSide || p.height > maxSide || p.width*p.height > maxPixels {
		return nil, fmt.Errorf("%w: %d × %d px; at most %d px a side and %d in all", ErrTooLarge, p.width, p.height, maxSide, maxPixels)
	}
	return p, nil
}

// place takes a document to placed boxes.
func (r *Renderer) place(ctx context.Context, doc *dom.Document, job *Job) (*page, error) {
	t := job.Template
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	p := &page{scale: t.Scale * job.scale(), types: r.typesetterOf(t)}
	styled, diags := t.rules.Compute(doc, style.Options{
		File: t.file, Width: float64(t.Width), Height: float64(t.viewportHeight()),
		Scale: p.scale, Dark: job.Dark, Metrics: p.types.fontUnits, StyleAt: t.styleAt,
	})
	p.report.Diagnostics = diags
	p.pictures = loadPictures(ctx, styled, job)
	p.report.Images = p.pictures.failed
	p.report.Diagnostics = append(p.report.Diagnostics, p.pictures.diags...)
	if err := ctx.Err(); err != nil {
		return nil, err
	}

	shaper := p.types.shapers.Get().(*text.Shaper)
	defer p.types.shapers.Put(shaper)
	shaper.Keep(job.Keep)
	p.root = box.Build(styled, box.Options{
		Content: func(block *style.Style, items []text.Item) layout.Content {
			return shaper.NewParagraph(block, items)
		},
		Natural: p.pictures.naturalSize,
		Ratio:   p.pictures.ratio,
	})
	height := layout.Run(p.root, t.viewport(p.scale))
	p.report.Texts = textReports(p.root)
	p.width = int(math.Round(float64(t.Width) * p.scale))
	p.height = max(1, int(math.Round(height*p.scale)))
	p.overflows(func(b *layout.Box, _ float64) { p.report.Outside = append(p.report.Outside, b.Name()) })
	return p, nil
}

// execute fills the template and parses what comes out.
func (r *Renderer) execute(ctx context.Context, t *Template, data any) (*dom.Document, error) {
	buf := r.html.Get().(*bytes.Buffer)
	defer r.html.Put(buf)
	buf.Reset()
	if err := t.fill(ctx, buf, data); err != nil {
		return nil, err
	}
	doc, err := dom.Parse(buf.String())
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %w", t.file, ErrTemplate, err)
	}
	return doc, nil
}

// fill writes the template filled with data.
func (t *Template) fill(ctx context.Context, buf *bytes.Buffer, data any) error {
	if err := t.html.Execute(&boundedWriter{ctx: ctx, buf: buf}, data); err != nil {
		return fmt.Errorf("%s: %w: %w", t.file, ErrTemplate, err)
	}
	return nil
}

// viewport is the page that the template is laid out in.
func (t *Template) viewport(scale float64) layout.Viewport {
	v := layout.Viewport{
		Width: float64(t.Width), Height: float64(t.Height),
		MinHeight: float64(t.MinHeight), MaxHeight: float64(t.MaxHeight),
		Scale: scale,
	}
	if t.Height == 0 {
		v.Height = math.NaN()
	}
	return v
}

// viewportHeight is what 100vh means: the least height where the content
// decides.
func (t *Template) viewportHeight() int {
	if t.Height > 0 {
		return t.Height
	}
	return t.MinHeight
}

// paint draws the page on a pooled canvas, which the caller gives back.
func (r *Renderer) paint(p *page, plain bool) (*image.RGBA, error) {
	canvas := r.canvas.Get().(*image.RGBA)
	n := 4 * p.width * p.height
	if cap(canvas.Pix) < n {
		canvas.Pix = make([]uint8, n)
	}
	canvas.Pix = canvas.Pix[:n]
	canvas.Stride = 4 * p.width
	canvas.Rect = image.Rect(0, 0, p.width, p.height)
	if err := r.draw(canvas, p, drawing{plain: plain}); err != nil {
		r.canvas.Put(canvas)
		return nil, err
	}
	return canvas, nil
}

// drawing says how a page is painted; see [paint.Options].
type drawing struct {
	plain  bool
	coarse int
}

// draw paints the page over all of canvas.
func (r *Renderer) draw(canvas *image.RGBA, p *page, how drawing) error {
	err := paint.Draw(canvas, p.root, paint.Options{
		Scale:    p.scale,
		Images:   p.pictures.get,
		Inline:   p.pictures.inlineOf,
		Masks:    p.types.masks,
		Pictures: r.pictures,
		Plain:    how.plain,
		Coarse:   how.coarse,
	})
	switch {
	case errors.Is(err, paint.ErrSimplified):
		if !p.simplified {
			p.report.Diagnostics = append(p.report.Diagnostics, css.Diagnostic{Severity: css.Warning, Message: err.Error()})
		}
		p.simplified = true
	case err != nil:
		return fmt.Errorf("paint: %w", err)
	}
	return nil
}

func (j *Job) scale() float64 {
	if j.Scale == 0 {
		return 1
	}
	return j.Scale
}

func strictError(r *Report) error {
	if missing := r.Missing(); len(missing) > 0 {
		return fmt.Errorf("%w: no glyph for %s", ErrStrict, missing[0])
	}
	for i := range r.Texts {
		if t := &r.Texts[i]; t.Cut {
			return fmt.Errorf("%w: %s is cut after %d lines", ErrStrict, t.Element, t.Lines)
		}
	}
	return ErrStrict
}
