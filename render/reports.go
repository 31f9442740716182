package render

import (
	"strings"

	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/text"
)

// textReports walks the placed boxes and tells of each that holds text.
func textReports(root *layout.Box) []TextReport {
	var reports []TextReport
	walkBoxes(root, func(b *layout.Box) {
		p, ok := b.Content.(*text.Paragraph)
		if !ok || b.Inline == nil {
			return
		}
		if r, ok := textReport(b, p); ok {
			reports = append(reports, r)
		}
	})
	return reports
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
