package style

import (
	"sharecard/render/css"
	"sharecard/render/dom"
)

// elementFaults reports an element that looks different in a browser, as it
// needs a layout or a picture that we do not have.
func (c *computer) elementFaults(n *dom.Node, s *Style) {
	message := ""
	switch tag := n.Tag(); tag {
	case "table":
		message = "<table> is not laid out as a table; use flex"
	case "li":
		if !s.parts.unmarked {
			message = "list markers are not drawn; set list-style: none and use ::before"
		}
	case "ruby", "bdo":
		message = "<" + tag + "> is not supported"
	case "video", "audio", "canvas", "input", "select", "textarea", "button", "meter", "progress", "picture", "math", "frameset", "marquee":
		message = "<" + tag + "> is not supported"
	default:
		return
	}
	if message != "" {
		c.report(css.Diagnostic{File: c.opts.File, Severity: css.Warning, Message: message})
	}
}
