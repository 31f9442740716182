package style

import (
	"slices"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// elementFaults reports an element that looks different in a browser, as it
// needs a layout or a picture that we do not have.
func (c *computer) elementFaults(n *dom.Node, s *Style) {
	message := ""
	switch tag := n.Tag(); tag {
	case "math", "frameset", "marquee":
		message = "<" + tag + "> is not supported"
	case "iframe", "embed", "object", "audio", "video":
		message = embeddedFault(n)
	case "input":
		if controlOf(n) == otherControl {
			message = "<input type=" + strings.ToLower(n.Attr("type")) + "> is not drawn"
		}
	default:
		if s.IsTable() && s.Vertical() && s.CollapseBorders {
			s.CollapseBorders = false
			message = "the borders of a table in vertical writing do not collapse"
		}
	}
	if l := s.parts.content; l != nil && slices.ContainsFunc(l.Pieces, func(p css.ContentPiece) bool { return p.Picture != "" }) {
		message = "content with url() is drawn in ::before, ::after and ::marker only"
	}
	if message != "" {
		c.report(css.Diagnostic{File: c.opts.File, Severity: css.Warning, Message: message})
	}
}
