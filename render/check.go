package render

import (
	"context"
	"fmt"
	"math"

	"sharecard/render/css"
	"sharecard/render/layout"
)

// overflowTolerance is how far text may stand out of the card before it is a
// fault, in px: side bearings and rounding stay within it.
const overflowTolerance = 2

// Check lays out a job and tells what a reader would miss: text or pictures
// outside of the card are errors; text that is cut and code points without a
// glyph are warnings. The error tells that the job could not be laid out.
func (r *Renderer) Check(ctx context.Context, job Job) ([]css.Diagnostic, error) {
	job.Strict = false // what is missing is told, not refused
	s := r.begin(&job)
	defer s.release()
	if err := s.run(ctx, pipeline[:at("paint")]); err != nil {
		return nil, err
	}
	file := job.Template.File()
	found := s.report.Diagnostics
	add := func(severity css.Severity, format string, args ...any) {
		found = append(found, css.Diagnostic{File: file, Severity: severity, Message: fmt.Sprintf(format, args...)})
	}
	s.overflows(func(b *layout.Box, over float64) {
		add(css.Error, "%s stands %.0f px outside of the card", b.Name(), over)
	})
	for _, t := range s.report.Texts {
		if t.Cut {
			add(css.Warning, "%s is cut after %d lines", t.Element, t.Lines)
		}
		if len(t.Missing) > 0 {
			add(css.Warning, "%s: no glyph for %v", t.Element, t.Missing)
		}
	}
	for _, failed := range s.report.Images {
		add(css.Error, "picture %q: %v", failed.Src, failed.Err)
	}
	return found, nil
}

// overflows calls found for every box whose text or picture stands out of the
// card, and tells by how many px.
func (s *state) overflows(found func(b *layout.Box, over float64)) {
	card := layout.Rect{W: float64(s.width) / s.scale, H: float64(s.height) / s.scale}
	walkBoxes(s.root, func(b *layout.Box) {
		if r, ok := inkOf(b); ok {
			if over := outside(r, card); over > overflowTolerance {
				found(b, over)
			}
		}
	})
}

// inkOf is the part of the page that the text or the picture of a box covers.
func inkOf(b *layout.Box) (layout.Rect, bool) {
	if b.Replaced != nil {
		return b.Exact, b.Exact.W > 0 && b.Exact.H > 0
	}
	if b.Inline == nil || len(b.Inline.Lines) == 0 {
		return layout.Rect{}, false
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, l := range b.Inline.Lines {
		left, right = min(left, l.X), max(right, l.X+l.W)
	}
	last := b.Inline.Lines[len(b.Inline.Lines)-1]
	return b.OnPage(layout.Rect{X: left, W: right - left, H: last.Y + last.H}, false), true
}

// outside is how far r reaches out of card, in px; 0 where it does not.
func outside(r, card layout.Rect) float64 {
	return max(0, card.X-r.X, card.Y-r.Y, r.X+r.W-card.X-card.W, r.Y+r.H-card.Y-card.H)
}

// walkBoxes calls visit for every box that has a place.
func walkBoxes(b *layout.Box, visit func(*layout.Box)) {
	if b.Hidden {
		return
	}
	visit(b)
	for _, c := range b.Children {
		walkBoxes(c, visit)
	}
	for _, a := range b.Atoms {
		walkBoxes(a, visit)
	}
}
