package render

import (
	"context"
	"embed"
	"fmt"
	"math"
	"sync"

	"sharecard/render/layout"
	"sharecard/render/template"
)

// labelFiles have the page that a label is a box of.
//
//go:embed label.html
var labelFiles embed.FS

var labelTemplate = sync.OnceValue(func() *template.Template {
	t, diags, err := template.Load(labelFiles, "label")
	if err != nil || len(diags) > 0 {
		panic(fmt.Sprint("label.html: ", diags, err)) // it is embedded
	}
	return t
})

// LabelHeight is the least height of a label's Han characters, by the shorter side of the
// card: what GB 45438-2025 asks of the label of a picture.
const LabelHeight = 0.05

const (
	// labelInk is how high the ink of Han characters is in the built-in face, in em, at
	// least.
	labelInk = 0.82
	// labelMargin is how far a label is from the edge, by the shorter side of the card.
	labelMargin = 0.02
)

// placeLabel puts the label of the job at the edge of the card, in a corner if one is
// free, where it covers neither text nor a small picture such as a code. Where there is
// no such place it covers as little as it can, and the report says so.
func placeLabel(ctx context.Context, s *state) error {
	if s.job.Label == "" {
		return nil
	}
	card := layout.Rect{W: float64(s.width) / s.scale, H: float64(s.height) / s.scale}
	shorter := min(card.W, card.H)
	label, err := s.layOutLabel(ctx, shorter*LabelHeight/labelInk)
	if err != nil {
		return err
	}
	at, covers := labelPlace(card, label.Exact, shorter*labelMargin, s.inks(card))
	s.report.LabelCovers = covers
	onPixel := func(v float64) float64 { return math.Round(v*s.scale) / s.scale }
	label.Exact.X, label.Exact.Y = onPixel(at.X), onPixel(at.Y)
	label.X, label.Y = label.Exact.X-s.root.X, label.Exact.Y-s.root.Y
	s.root.Children = append(s.root.Children, label)
	return nil
}

// labelSteps take the page of a label to places.
var labelSteps = [...]step{
	{"fill", stageFill, fillTemplate}, {"parse", stageFill, parseHTML}, {"style", stageLayout, computeStyles},
	{"pictures", stageLayout, loadPictures}, {"box", stageLayout, buildBoxes}, {"layout", stageLayout, placeBoxes},
}

// layOutLabel returns the label as a box of its own, in characters of size px.
func (s *state) layOutLabel(ctx context.Context, size float64) (*layout.Box, error) {
	sub := s.renderer.begin(&Job{Template: labelTemplate(), Data: struct {
		Text string
		Size float64
	}{s.job.Label, size}})
	sub.scale = s.scale
	defer sub.release()
	if err := sub.run(ctx, labelSteps[:]); err != nil {
		return nil, fmt.Errorf("label: %w", err)
	}
	var found *layout.Box
	walkBoxes(sub.root, func(b *layout.Box) {
		if b.Name() == "p.label" {
			found = b
		}
	})
	return found, nil
}

// inks are the parts of the card that a label must not cover: lines of text, badges, rules,
// and pictures that take less than a sixth of the card. On larger ones, photographs, a label
// may stand.
func (s *state) inks(card layout.Rect) (inks []layout.Rect) {
	const small = 1.0 / 6
	const rule = 10 // px, at most
	walkBoxes(s.root, func(b *layout.Box) {
		r := b.Exact
		if b.Border.Top > 0 || r.H <= rule {
			inks = append(inks, layout.Rect{X: r.X, Y: r.Y, W: r.W, H: min(r.H, max(b.Border.Top, 1))})
		}
		if b.Border.Bottom > 0 {
			inks = append(inks, layout.Rect{X: r.X, Y: r.Y + r.H - b.Border.Bottom, W: r.W, H: b.Border.Bottom})
		}
		switch {
		case b.Replaced != nil:
			if b.Exact.W*b.Exact.H < small*card.W*card.H {
				inks = append(inks, b.Exact)
			}
		case b.Inline != nil && b.Style.BackgroundColor.A > 0:
			inks = append(inks, b.Exact) // a badge
		case b.Inline != nil:
			for _, l := range b.Inline.Lines {
				inks = append(inks, b.OnPage(l.Rect, false))
			}
		}
	})
	return inks
}

// labelPlace finds a place for a label: the corners first, then along the edges. It keeps
// half its margin from what it must not cover, or nothing where there is no such place.
func labelPlace(card, label layout.Rect, margin float64, inks []layout.Rect) (best layout.Rect, covers bool) {
	gap := margin / 2
	apart := make([]layout.Rect, len(inks))
	for i, ink := range inks {
		apart[i] = layout.Rect{X: ink.X - gap, Y: ink.Y - gap, W: ink.W + 2*gap, H: ink.H + 2*gap}
	}
	if best, covers = freePlace(card, label, margin, apart); covers {
		best, covers = freePlace(card, label, margin, inks)
	}
	return best, covers
}

// freePlace is the first place of a label that covers nothing of inks, or else the one
// that covers least.
func freePlace(card, label layout.Rect, margin float64, inks []layout.Rect) (best layout.Rect, covers bool) {
	right, bottom := card.W-label.W-margin, card.H-label.H-margin
	best = layout.Rect{X: right, Y: margin, W: label.W, H: label.H}
	least := math.Inf(1)
	try := func(x, y float64) bool {
		place := layout.Rect{X: x, Y: y, W: label.W, H: label.H}
		covered := 0.0
		for _, ink := range inks {
			covered += overlap(place, ink)
		}
		if covered < least {
			best, least = place, covered
		}
		return covered == 0
	}
	for _, corner := range [][2]float64{{right, margin}, {margin, margin}, {right, bottom}, {margin, bottom}} {
		if try(corner[0], corner[1]) {
			return best, false
		}
	}
	const steps = 48
	for i := 1.0; i < steps; i++ {
		x, y := right-(right-margin)*i/steps, margin+(bottom-margin)*i/steps
		if try(x, margin) || try(right, y) || try(margin, y) || try(x, bottom) {
			return best, false
		}
	}
	return best, true
}

// overlap is the area that two rectangles have in common.
func overlap(a, b layout.Rect) float64 {
	w := min(a.X+a.W, b.X+b.W) - max(a.X, b.X)
	h := min(a.Y+a.H, b.Y+b.H) - max(a.Y, b.Y)
	return max(0, w) * max(0, h)
}
