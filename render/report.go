package render

import (
	"context"
	"fmt"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/text"
)

// Report tells what a card became: which texts were cut, which glyphs are
// missing, which pictures failed, what the encoder had to do.
type Report struct {
	Texts   []TextReport  `json:"texts,omitempty"`
	Images  []ImageReport `json:"images,omitempty"`  // failed pictures only
	Outside []string      `json:"outside,omitempty"` // elements whose text or picture stands out of the card
	// LabelCovers tells that the label found no place where it covers no text.
	LabelCovers bool             `json:"label_covers,omitempty"`
	Encoding    EncodingReport   `json:"encoding"`
	Diagnostics []css.Diagnostic `json:"diagnostics,omitempty"`
}

// TextReport is about one element that holds text.
type TextReport struct {
	Element  string   `json:"element"`           // "h1.title"
	Lines    int      `json:"lines"`             //
	Cut      bool     `json:"cut,omitempty"`     // text was left out
	FontSize float64  `json:"font_size"`         // px, after fitting
	Faces    []string `json:"faces,omitempty"`   // family names in order of first use
	Missing  []string `json:"missing,omitempty"` // code points without a glyph, "U+20BB7"
}

// ImageReport is about one picture that could not be drawn.
type ImageReport struct {
	Src string `json:"src"`
	Err error  `json:"-"`
}

// EncodingReport tells what the encoder did, and what the limit on bytes took.
type EncodingReport struct {
	Bytes        int     `json:"bytes,omitempty"`
	Quality      int     `json:"quality,omitempty"`       // JPEG and lossy WebP, 1–100
	Lowered      bool    `json:"-"`                       // the limit took quality
	Subsampling  string  `json:"subsampling,omitempty"`   // JPEG: "4:4:4", or "4:2:0" with half of the colour's resolution
	Palette      bool    `json:"palette,omitempty"`       // PNG or WebP with 256 colours or fewer
	Reduced      bool    `json:"reduced,omitempty"`       // colours were changed to make the palette
	PictureScale float64 `json:"picture_scale,omitempty"` // 1/2 to 1/16: resolution left to pictures; 0 for all of it
	// OverLimit tells that the card is in another format than its template's and
	// larger than the template's limit, which binds its own format only.
	OverLimit bool `json:"over_limit,omitempty"`
}

// Cut reports whether any text was left out.
func (r *Report) Cut() bool {
	for i := range r.Texts {
		if r.Texts[i].Cut {
			return true
		}
	}
	return false
}

// Missing returns the code points that no face has, in order of appearance.
func (r *Report) Missing() []string {
	var all []string
	for i := range r.Texts {
		all = append(all, r.Texts[i].Missing...)
	}
	return all
}

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
