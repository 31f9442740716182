package render

import (
	"bytes"
	"context"
	"fmt"

	"sharecard/render/dom"
)

// fillTemplate fills the template with the job's data.
func fillTemplate(ctx context.Context, s *state) error {
	if t := s.job.Template; s.job.Ratio != "" && t.HeightAt(s.job.Ratio) == 0 {
		return fmt.Errorf("%s: %w: %q; it has %q", t.File(), ErrRatio, s.job.Ratio, t.Ratios)
	}
	s.html = s.renderer.html.Get().(*bytes.Buffer)
	s.html.Reset()
	return s.job.Template.Fill(ctx, s.html, s.job.Data)
}

// parseHTML parses the filled template.
func parseHTML(_ context.Context, s *state) (err error) {
	s.doc, err = dom.Parse(s.html.String())
	if err != nil {
		return fmt.Errorf("%s: %w: %w", s.job.Template.File(), ErrTemplate, err)
	}
	s.releaseHTML()
	return nil
}

// HTML fills the template with the job's data and returns the page that
// [Renderer.Render] draws, for a browser to draw beside it.
func (r *Renderer) HTML(ctx context.Context, job Job) ([]byte, error) {
	var buf bytes.Buffer
	if err := job.Template.Fill(ctx, &buf, job.Data); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}
