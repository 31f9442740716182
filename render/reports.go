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
	var walk func(b *layout.Box)
	walk = func(b *layout.Box) {
		if p, ok := b.Content.(*text.Paragraph); ok && b.Inline != nil {
			if r := p.Report(); r.Refused || len(r.Faces)+len(r.Missing) > 0 {
				reports = append(reports, TextReport{
					Element: describe(b.Node.Elem), Lines: r.Lines, Cut: r.Cut || r.Refused,
					FontSize: r.FontSize, Faces: r.Faces, Missing: r.Missing,
				})
			}
		}
		for _, c := range b.Children {
			walk(c)
		}
		for _, a := range b.Atoms {
			walk(a)
		}
	}
	walk(root)
	return reports
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
