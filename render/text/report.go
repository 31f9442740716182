package text

import "sharecard/render/layout"

// Report tells what became of a paragraph in its last layout.
type Report struct {
	Lines    int
	Cut      bool     // text was left out by line-clamp or text-overflow
	FontSize float64  // px, of the block, after --card-fit
	Faces    []string // families in order of first use
	Missing  []string // code points that no face has, "U+20BB7"
	Refused  bool     // the text is longer than 1 MB and was not set
}

// Report returns what the last [Paragraph.Layout] came to.
func (p *Paragraph) Report() Report { return p.report }

func (p *Paragraph) makeReport(in *layout.Inline) Report {
	r := Report{
		Lines: len(in.Lines), Cut: in.Cut || p.refused, FontSize: p.block.FontSize,
		Missing: p.missing, Refused: p.refused,
	}
	for i := range in.Lines {
		for _, f := range in.Lines[i].Fonts {
			if !contains(r.Faces, f) {
				r.Faces = append(r.Faces, f)
			}
		}
	}
	return r
}
