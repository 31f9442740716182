package render

import (
	"context"
	"fmt"
	"strings"

	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/text"
)

// reportTexts tells of each box that holds text, and of each that stands out of the
// card.
func reportTexts(_ context.Context, s *state) error {
	walkBoxes(s.root, func(b *layout.Box) {
		p, ok := b.Content.(*text.Paragraph)
		if !ok || b.Inline == nil {
			return
		}
		if r, ok := textReport(b, p); ok {
			s.report.Texts = append(s.report.Texts, r)
		}
	})
	s.overflows(func(b *layout.Box, _ float64) { s.report.Outside = append(s.report.Outside, b.Name()) })
	return nil
}

// checkStrict refuses a strict job whose text is cut or lacks glyphs.
func checkStrict(_ context.Context, s *state) error {
	if !s.job.Strict {
		return nil
	}
	if missing := s.report.Missing(); len(missing) > 0 {
		return fmt.Errorf("%w: no glyph for %s", ErrStrict, missing[0])
	}
	for i := range s.report.Texts {
		if t := &s.report.Texts[i]; t.Cut {
			return fmt.Errorf("%w: %s is cut after %d lines", ErrStrict, t.Element, t.Lines)
		}
	}
	return nil
}

// textReport tells of the text of one box; not ok where there is none.
func textReport(b *layout.Box, p *text.Paragraph) (report TextReport, ok bool) {
	r := p.Report()
	return TextReport{
		Element: describe(b.Node.Elem), Lines: r.Lines, Cut: r.Cut || r.Refused,
		FontSize: r.FontSize, Faces: r.Faces, Missing: r.Missing,
	}, r.Refused || len(r.Faces)+len(r.Missing) > 0
}

// describe names an element as a simple selector: "p.summary".
func describe(n *dom.Node) string {
	name := n.Tag()
	if id := n.Attr("id"); id != "" {
		return name + "#" + id
	}
	if class := strings.Join(strings.Fields(n.Attr("class")), "."); class != "" {
		return name + "." + class
	}
	return name
}
