package style

import (
	"cmp"
	"strconv"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// hints are the declarations that the attributes of n stand for (HTML Standard, Rendering 15.3): they come before those of
// the page's own sheets. The direction that a text gives its element is one of them.
func (c *computer) hints(n *dom.Node) []css.Declaration {
	var h hintWriter
	h.element(n)
	if h.Len() == 0 {
		return c.autoDirection(n)
	}
	decls, _ := css.ParseInline(c.opts.File, h.String(), css.Options{})
	return append(decls, c.autoDirection(n)...)
}

// hintWriter writes the declarations of one element.
type hintWriter struct{ strings.Builder }

// add writes a declaration, unless its value is empty.
func (h *hintWriter) add(name, value string) {
	if value != "" {
		h.WriteString(name + ":" + value + ";")
	}
}

// element writes what the attributes of n stand for.
func (h *hintWriter) element(n *dom.Node) {
	switch n.Tag() {
	case "table", "caption", "col", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th":
		h.tablePart(n)
	case "img", "object", "embed", "iframe", "video", "canvas":
		h.picture(n)
	case "svg":
		textHints(&h.Builder, n)
		h.size(n)
	case "body":
		h.body(n)
	case "a":
		h.link(n)
	case "font":
		h.font(n)
	case "div", "p":
		h.add("text-align", blockAlignments[strings.ToLower(n.Attr("align"))])
	case "h1", "h2", "h3", "h4", "h5", "h6":
		h.add("text-align", textAlignments[strings.ToLower(n.Attr("align"))])
	case "hr":
		h.rule(n)
	case "input":
		if size, ok := intAttribute(n, "size"); ok && size > 0 && controlOf(n) == textField {
			h.add("width", strconv.Itoa(size)+"ch")
		}
	case "textarea":
		if cols, ok := intAttribute(n, "cols"); ok && cols > 0 {
			h.add("width", "calc("+strconv.Itoa(cols)+"ch + 15px)")
		}
		if rows, ok := intAttribute(n, "rows"); ok && rows > 0 {
			h.add("height", "calc("+strconv.Itoa(rows)+" * 1.425em)")
		}
	case "br":
		h.add("clear", clearings[strings.ToLower(n.Attr("clear"))])
	case "ol", "ul":
		h.add("list-style-type", listType(n.Attr("type")))
	case "li":
		h.add("list-style-type", listType(n.Attr("type")))
		if v, ok := intAttribute(n, "value"); ok {
			h.add("counter-set", "list-item "+strconv.Itoa(v))
		}
	}
}

// intAttribute reads an attribute that is an integer.
func intAttribute(n *dom.Node, name string) (int, bool) {
	v, err := strconv.Atoi(strings.TrimSpace(n.Attr(name)))
	return v, err == nil
}

// The values of attributes that align, in the words of CSS.
var (
	blockAlignments = map[string]string{
		"left": "-webkit-left", "right": "-webkit-right", "center": "-webkit-center", "middle": "-webkit-center", "justify": "justify",
	}
	textAlignments    = map[string]string{"left": "left", "right": "right", "center": "center", "middle": "center", "justify": "justify"}
	clearings         = map[string]string{"left": "left", "right": "right", "all": "both", "both": "both"}
	pictureAlignments = map[string]string{
		"left": "float:left;", "right": "float:right;", "top": "vertical-align:top;", "texttop": "vertical-align:text-top;",
		"absmiddle": "vertical-align:middle;", "center": "vertical-align:middle;", "abscenter": "vertical-align:middle;",
		"middle": "vertical-align:-webkit-baseline-middle;", "bottom": "vertical-align:baseline;", "absbottom": "vertical-align:bottom;",
	}
)

// picture writes the attributes of an element that shows a picture (HTML Standard, Rendering 15.4.3).
func (h *hintWriter) picture(n *dom.Node) {
	tag := n.Tag()
	h.size(n)
	if tag == "video" || tag == "canvas" {
		return
	}
	h.WriteString(pictureAlignments[strings.ToLower(n.Attr("align"))])
	h.add("margin-inline", dimension(n.Attr("hspace")))
	h.add("margin-block", dimension(n.Attr("vspace")))
	switch {
	case tag == "img" || tag == "object":
		if border := dimension(n.Attr("border")); border != "" && !strings.HasSuffix(border, "%") {
			h.add("border", border+" solid")
		}
	case tag == "iframe" && (n.Attr("frameborder") == "0" || strings.EqualFold(n.Attr("frameborder"), "no")):
		h.add("border-width", "0")
	}
}

// size writes width and height, which on an img are its ratio too (HTML Standard, Rendering 15.4.3).
func (h *hintWriter) size(n *dom.Node) {
	sides := [2]string{}
	for i, name := range []string{"width", "height"} {
		v := strings.TrimSpace(n.Attr(name))
		if n.Tag() != "svg" {
			v = dimension(v)
		} else if strings.ContainsAny(v, ";{}") {
			v = ""
		} else if v != "" && strings.Trim(v, "0123456789.") == "" {
			v += "px"
		}
		if n.Tag() != "canvas" {
			h.add(name, v)
		}
		sides[i] = strings.TrimSuffix(v, "px")
	}
	if tag := n.Tag(); sides[0] != "" && sides[1] != "" && (tag == "img" || tag == "video") {
		h.add("aspect-ratio", "auto "+sides[0]+"/"+sides[1])
	}
}

// body writes the colours, the picture and the margins of the page (HTML Standard, Rendering 15.3.2).
func (h *hintWriter) body(n *dom.Node) {
	h.add("background-color", plainColor(n.Attr("bgcolor")))
	h.add("background-image", plainAddress(n.Attr("background")))
	h.add("color", plainColor(n.Attr("text")))
	h.add("margin-block", dimension(cmp.Or(n.Attr("marginheight"), n.Attr("topmargin"))))
	h.add("margin-inline", dimension(cmp.Or(n.Attr("marginwidth"), n.Attr("leftmargin"))))
}

// link writes the colour that body has for links.
func (h *hintWriter) link(n *dom.Node) {
	if _, is := n.Lookup("href"); !is {
		return
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Tag() == "body" {
			h.add("color", plainColor(p.Attr("link")))
			return
		}
	}
}

// fontSizes are the sizes of <font size> from 1 on.
var fontSizes = [...]string{"x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"}

// font writes the attributes of a font element (HTML Standard, Rendering 15.3.4).
func (h *hintWriter) font(n *dom.Node) {
	h.add("color", plainColor(n.Attr("color")))
	if face := n.Attr("face"); !strings.ContainsAny(face, ";{}():!") {
		h.add("font-family", face)
	}
	v := strings.TrimSpace(n.Attr("size"))
	if size, err := strconv.Atoi(v); err == nil {
		if v[0] == '+' || v[0] == '-' {
			size += 3
		}
		h.add("font-size", fontSizes[min(max(size, 1), len(fontSizes))-1])
	}
}

// rule writes the attributes of an hr (HTML Standard, Rendering 15.3.8).
func (h *hintWriter) rule(n *dom.Node) {
	h.add("width", dimension(n.Attr("width")))
	switch strings.ToLower(n.Attr("align")) {
	case "left":
		h.add("margin", "0.5em auto 0.5em 0")
	case "right":
		h.add("margin", "0.5em 0 0.5em auto")
	}
	color := plainColor(n.Attr("color"))
	if _, flat := n.Lookup("noshade"); flat && color == "" {
		color = "gray"
	}
	if color != "" {
		h.add("border-style", "solid")
		h.add("border-color", color)
		h.add("background-color", color)
	}
	if size, ok := intAttribute(n, "size"); ok && size > 1 {
		h.add("height", strconv.Itoa(size-2)+"px")
	} else if ok {
		h.add("border-bottom-width", "0")
	}
}

// listType is the counter style of a type attribute, whose letters have a case (HTML Standard, Rendering 15.3.7).
func listType(v string) string {
	switch v {
	case "1":
		return "decimal"
	case "a":
		return "lower-alpha"
	case "A":
		return "upper-alpha"
	case "i":
		return "lower-roman"
	case "I":
		return "upper-roman"
	}
	switch v := strings.ToLower(v); v {
	case "disc", "circle", "square", "none":
		return v
	}
	return ""
}

// plainAddress is an attribute with the address of a picture as url(), "" for none.
func plainAddress(v string) string {
	if v = strings.TrimSpace(v); v == "" || strings.ContainsAny(v, "\"\\\n") {
		return ""
	}
	return `url("` + v + `")`
}

// textHints are the attributes of an svg element that its text inherits (SVG 2 §6.6).
func textHints(src *strings.Builder, n *dom.Node) {
	for _, name := range []string{"font-family", "font-size", "font-style", "font-weight", "letter-spacing", "word-spacing", "direction"} {
		v := strings.TrimSpace(n.Attr(name))
		switch {
		case v == "" || strings.ContainsAny(v, ";{}"):
			continue
		case name != "font-weight" && strings.Trim(v, "-0123456789.") == "":
			v += "px"
		}
		src.WriteString(name + ":" + v + ";")
	}
}
