package style

import (
	"strconv"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// tableHints are the declarations that the attributes of a table, or of a part of one,
// stand for (HTML Standard, Rendering 15.3.9 and 15.3.10).
func tableHints(n *dom.Node) string {
	var src strings.Builder
	add := func(name, value string) {
		if value != "" {
			src.WriteString(name + ":" + value + ";")
		}
	}
	for _, side := range []string{"width", "height"} {
		if v := dimension(n.Attr(side)); !strings.HasPrefix(v, "0") {
			add(side, v)
		}
	}
	add("background-color", plainColor(n.Attr("bgcolor")))
	switch tag := n.Tag(); tag {
	case "table":
		add("border-spacing", dimension(n.Attr("cellspacing")))
		if v, framed := n.Lookup("border"); framed {
			add("border", borderAttribute(v)+" outset")
		}
		if strings.EqualFold(n.Attr("align"), "center") {
			add("margin-inline", "auto")
		}
	default:
		switch align := strings.ToLower(n.Attr("align")); align {
		case "left", "right", "center", "justify":
			add("text-align", align)
		}
		switch valign := strings.ToLower(n.Attr("valign")); valign {
		case "top", "middle", "bottom", "baseline":
			add("vertical-align", valign)
		}
		if tag != "td" && tag != "th" {
			break
		}
		if _, nowrap := n.Lookup("nowrap"); nowrap {
			add("white-space", "nowrap")
		}
		if table := tableOf(n); table != nil {
			add("padding", dimension(table.Attr("cellpadding")))
			if v, framed := table.Lookup("border"); framed && borderAttribute(v) != "0px" {
				add("border", "1px inset")
			}
		}
	}
	return src.String()
}

// tableOf is the table that a cell stands in, nil for none.
func tableOf(cell *dom.Node) *dom.Node {
	for p := cell.Parent; p != nil; p = p.Parent {
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

// plainColor returns a colour attribute that names a colour of CSS, else "".
func plainColor(v string) string {
	v = strings.TrimSpace(v)
	if strings.ContainsAny(v, ";{}():") {
		return ""
	}
	if decls, diags := css.ParseInline("", "color:"+v, css.Options{}); len(decls) != 1 || len(diags) > 0 {
		return ""
	}
	return v
}
