package style

import (
	"strconv"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// tablePart writes the attributes of a table, or of a part of one (HTML Standard, Rendering 15.3.9 and 15.3.10).
func (h *hintWriter) tablePart(n *dom.Node) {
	for _, side := range []string{"width", "height"} {
		if v := dimension(n.Attr(side)); !strings.HasPrefix(v, "0") {
			h.add(side, v)
		}
	}
	h.add("background-color", plainColor(n.Attr("bgcolor")))
	h.add("background-image", plainAddress(n.Attr("background")))
	tag := n.Tag()
	switch tag {
	case "table":
		h.table(n)
		return
	case "caption":
		if strings.EqualFold(n.Attr("align"), "bottom") {
			h.add("caption-side", "bottom")
		}
	}
	h.add("text-align", blockAlignments[strings.ToLower(n.Attr("align"))])
	switch valign := strings.ToLower(n.Attr("valign")); valign {
	case "top", "middle", "bottom", "baseline":
		h.add("vertical-align", valign)
	}
	table := tableOf(n)
	switch tag {
	case "td", "th":
		if _, nowrap := n.Lookup("nowrap"); nowrap {
			h.add("white-space", "nowrap")
		}
		if table != nil {
			h.add("padding", dimension(table.Attr("cellpadding")))
			h.cellBorders(table)
		}
	case "thead", "tbody", "tfoot", "colgroup":
		if table == nil || !strings.EqualFold(table.Attr("rules"), "groups") {
			break
		}
		sides := "block"
		if tag == "colgroup" {
			sides = "inline"
		}
		h.add("border-"+sides, "1px solid")
	}
}

// frames are the sides of a table that its frame attribute rules: top, right, bottom, left.
var frames = map[string]string{
	"void": "hidden", "above": "solid hidden hidden", "below": "hidden hidden solid", "hsides": "solid hidden",
	"lhs": "hidden hidden hidden solid", "rhs": "hidden solid hidden hidden", "vsides": "hidden solid", "box": "solid", "border": "solid",
}

// table writes the attributes of a table itself.
func (h *hintWriter) table(n *dom.Node) {
	h.add("border-spacing", dimension(n.Attr("cellspacing")))
	switch strings.ToLower(n.Attr("align")) {
	case "center":
		h.add("margin-inline", "auto")
	case "left":
		h.add("float", "left")
	case "right":
		h.add("float", "right")
	}
	color := plainColor(n.Attr("bordercolor"))
	frame := frames[strings.ToLower(n.Attr("frame"))]
	_, framed := n.Lookup("border")
	_, ruled := n.Lookup("rules")
	if ruled {
		h.add("border-collapse", "collapse")
	}
	for _, a := range n.HTML.Attr { // of frame and border the last says how wide the border is
		switch {
		case a.Key == "border":
			h.add("border-width", borderAttribute(a.Val))
		case a.Key == "frame" && frame != "":
			h.add("border-width", "1px")
		}
	}
	switch {
	case frame != "":
		h.add("border-style", frame)
	case color != "":
		h.add("border-style", "solid")
	case framed:
		h.add("border-style", "outset")
	case ruled:
		h.add("border-style", "hidden")
	}
	h.add("border-color", color)
}

// cellBorders writes the borders that a table's attributes give its cells.
func (h *hintWriter) cellBorders(table *dom.Node) {
	rules, ruled := table.Lookup("rules")
	border, framed := table.Lookup("border")
	style := ""
	switch {
	case ruled && strings.EqualFold(rules, "all"):
		style = "solid"
	case ruled && strings.EqualFold(rules, "cols"):
		style = "none solid"
	case ruled && strings.EqualFold(rules, "rows"):
		style = "solid none"
	case ruled || !framed || borderAttribute(border) == "0px":
		return
	case table.Attr("bordercolor") != "":
		style = "solid"
	default:
		style = "inset"
	}
	h.add("border-width", "1px")
	h.add("border-style", style)
	h.add("border-color", plainColor(table.Attr("bordercolor")))
}

// tableOf is the table that a part of one stands in, nil for none.
func tableOf(part *dom.Node) *dom.Node {
	for p := part.Parent; p != nil; p = p.Parent {
		if p.Tag() == "table" {
			return p
		}
	}
	return nil
}

// borderAttribute is the width that the border attribute of a table asks for: 1px where
// it says nothing that can be read.
func borderAttribute(v string) string {
	if width := dimension(v); width != "" && !strings.HasSuffix(width, "%") {
		return width
	}
	return "1px"
}

// dimension reads a dimension attribute (HTML Standard §2.3.4.4): a number of px or a
// percentage; "" for others.
func dimension(v string) string {
	v = strings.TrimSpace(v)
	digits := strings.IndexFunc(v, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	unit := "px"
	if digits >= 0 {
		if v[digits] == '%' {
			unit = "%"
		}
		v = v[:digits]
	}
	n, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64) + unit
}

// plainColor returns a colour attribute that names a colour of CSS, or is the digits of one without their #, else "".
func plainColor(v string) string {
	v = strings.TrimSpace(v)
	if v == "" || strings.ContainsAny(v, ";{}():") {
		return ""
	}
	if len(v) == 6 && strings.Trim(v, "0123456789abcdefABCDEF") == "" {
		v = "#" + v
	}
	if decls, diags := css.ParseInline("", "color:"+v, css.Options{}); len(decls) != 1 || len(diags) > 0 {
		return ""
	}
	return v
}
