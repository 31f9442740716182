package text

import "slices"

// Report describes the last layout of a paragraph.
type Report struct {
	Lines    int
	Cut      bool     // text was left out by line-clamp or text-overflow
	FontSize float64  // px, of the block, after --card-fit
	Faces    []string // families in order of first use
	Missing  []string // code points that no face has, "U+20BB7"
	Refused  bool     // the text is longer than 1 MB and was not set
}

// Report returns the report of the last [Paragraph.Layout].
func (p *Paragraph) Report() Report {
	if p.fit != nil && p.fit.last != nil {
		return p.fit.last.Report()
	}
	r := Report{Cut: p.refused, FontSize: p.block.FontSize, Missing: p.missing, Refused: p.refused}
	if p.last == nil {
		return r
	}
	r.Lines, r.Cut = len(p.last.Lines), r.Cut || p.last.Cut
	for i := range p.last.Lines {
		for _, f := range p.last.Lines[i].Fonts {
			if !slices.Contains(r.Faces, f) {
				r.Faces = append(r.Faces, f)
			}
		}
	}
	return r
}
