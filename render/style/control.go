package style

import (
	"image/color"
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// controlSource is what a browser's own style sheet says about form controls (HTML Standard, Rendering 15.5).
const controlSource = `
button, input, select, textarea, meter, progress { display: inline-block }
button, input, select, textarea {
	margin: 0; font: 13.3333px sans-serif; color: black; letter-spacing: normal; word-spacing: normal; text-align: start;
	text-transform: none; text-indent: 0; text-shadow: none;
}
textarea { font-family: monospace; border: 1px solid #767676; padding: 2px; background-color: white; white-space: pre-wrap;
	overflow: auto; overflow-wrap: break-word; vertical-align: text-bottom; width: calc(20ch + 15px); height: 2.85em }
input { border: 2px inset #767676; padding: 1px 2px; background-color: white; overflow: clip; width: 20ch; align-content: center }
input[type=hidden i] { display: none }
button, input:is([type=button i], [type=submit i], [type=reset i]) {
	box-sizing: border-box; width: auto; padding: 1px 6px; border: 2px outset black; background-color: #efefef; text-align: center;
	align-content: center;
}
input:is([type=checkbox i], [type=radio i]) { box-sizing: border-box; width: 13px; height: 13px; margin: 3px 3px 3px 4px; padding: 0;
	border: 0; background: none; overflow: visible }
input[type=radio i] { margin: 3px 3px 0 5px }
select { box-sizing: border-box; border: 1px solid #767676; background-color: white; white-space: pre; align-content: center;
	overflow: clip }
:is(button, input, select, textarea):disabled { color: #1010104d }
select option[selected] { background-color: #cecece }
input:is([type=range i], [type=color i], [type=file i], [type=image i]) { border: 0; background: none }
option { display: block; padding: 0 2px 1px; white-space: nowrap }
optgroup { display: block; font-weight: bolder }
progress, meter { box-sizing: border-box; height: 1em; vertical-align: -0.2em; align-content: center }
progress { width: 10em }
meter { width: 5em }
`

// controlKind tells form controls apart by what they show.
type controlKind uint8

const (
	noControl controlKind = iota
	pushButton
	textField
	textArea
	tickBox
	choice
	gauge
	otherControl // a range, a colour, a file
)

func controlOf(n *dom.Node) controlKind {
	switch n.Tag() {
	case "button":
		return pushButton
	case "textarea":
		return textArea
	case "select":
		return choice
	case "progress", "meter":
		return gauge
	case "input":
		switch strings.ToLower(n.Attr("type")) {
		case "button", "submit", "reset":
			return pushButton
		case "checkbox", "radio":
			return tickBox
		case "range", "color", "file", "image", "date", "time", "month", "week", "datetime-local", "number":
			return otherControl
		}
		return textField
	}
	return noControl
}

// control makes the boxes in a form control; shown is false where its children show as those of other elements do.
func (c *computer) control(n *dom.Node, s *Style) (boxes []*Node, shown bool) {
	switch controlOf(n) {
	case pushButton:
		if n.Tag() == "button" {
			return nil, false
		}
		label := n.Attr("value")
		if _, set := n.Lookup("value"); !set {
			label = map[string]string{"submit": "Submit", "reset": "Reset"}[strings.ToLower(n.Attr("type"))]
		}
		return []*Node{c.inner(n, s, "white-space: pre", label)}, true
	case textField:
		value := n.Attr("value")
		if strings.EqualFold(n.Attr("type"), "password") {
			value = strings.Repeat("•", len([]rune(value)))
		}
		return []*Node{c.field(n, s, value, "white-space: pre;")}, true
	case textArea:
		return []*Node{c.field(n, s, n.Text(), "")}, true
	case choice:
		return c.options(n, s)
	case gauge:
		return []*Node{c.gauge(n, s)}, true
	case noControl:
		return nil, false
	}
	return nil, true
}

// inner makes a box in a control of n.
func (c *computer) inner(n *dom.Node, parent *Style, declarations, text string) *Node {
	decls, _ := css.ParseInline("", "display: block;"+declarations, css.Options{})
	c.cascade(nil, decls, nil)
	elem := &dom.Node{HTML: &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}, Parent: n}
	return generated("control", n, c.compute(elem, parent, parent.LaysOutItems()), text)
}

// field is the text of a field, or what it shows in its place. An empty one has a line too.
func (c *computer) field(n *dom.Node, s *Style, value, declarations string) *Node {
	if value == "" {
		if value = n.Attr("placeholder"); value == "" {
			value = " "
		}
		declarations += "white-space: pre; color: #757575"
	}
	return c.inner(n, s, declarations, value)
}

// maxOptions bounds the options of one select that make boxes.
const maxOptions = 500

// options makes the boxes of a select: all options of a list; else the chosen one, and the others without height, as the box
// is as wide as the widest.
func (c *computer) options(n *dom.Node, s *Style) ([]*Node, bool) {
	size, _ := strconv.Atoi(n.Attr("size"))
	if _, several := n.Lookup("multiple"); several || size > 1 {
		return nil, false
	}
	var texts []string
	chosen := 0
	for m := range n.All {
		if m.Tag() != "option" || len(texts) >= maxOptions {
			continue
		}
		if _, selected := m.Lookup("selected"); selected {
			chosen = len(texts)
		}
		texts = append(texts, strings.Join(strings.Fields(m.Text()), " "))
	}
	if len(texts) == 0 {
		texts = []string{" "}
	}
	room, beside := "padding: 1px 20px 1px 4px;", "padding: 0 20px 0 4px;"
	if s.parts.plain {
		room, beside = "", ""
	}
	boxes := []*Node{c.inner(n, s, room, texts[chosen])}
	for i, text := range texts {
		if i != chosen && text != "" {
			boxes = append(boxes, c.inner(n, s, beside+"height: 0; visibility: hidden", text))
		}
	}
	return boxes, true
}

// gauge is the bar of a progress or meter element with the part of it that is full.
func (c *computer) gauge(n *dom.Node, s *Style) *Node {
	number := func(name string, missing float64) float64 {
		if v, err := strconv.ParseFloat(strings.TrimSpace(n.Attr(name)), 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v
		}
		return missing
	}
	low, high := 0.0, number("max", 1)
	fill := "#0075ff"
	if n.Tag() == "meter" {
		low = number("min", 0)
		fill = meterColor(low, high, number)
	}
	full := 0.0
	if _, known := n.Lookup("value"); !known && n.Tag() == "progress" {
		full = 0.2 // where a bar that moves stands first
	} else if high > low {
		full = min(max(0, (number("value", low)-low)/(high-low)), 1)
	}
	bar := c.inner(n, s, "height: 8px; box-sizing: border-box; border: 1px solid #b2b2b2; border-radius: 4px; background: #efefef;"+
		"overflow: clip; overflow-clip-margin: border-box", "")
	width := strconv.FormatFloat(full*100, 'f', 3, 64)
	bar.Children = []*Node{c.inner(n, bar.Style, "width: calc("+width+"% + 1px); height: 8px; margin: -1px; background: "+fill, "")}
	return bar
}

// meterColor is green where the value lies in the best part of the range, red two parts from it (HTML Standard §4.10.14).
func meterColor(least, most float64, number func(string, float64) float64) string {
	value := min(max(least, number("value", 0)), most)
	low := min(max(least, number("low", least)), most)
	high := min(max(low, number("high", most)), most)
	part := func(v float64) int {
		switch {
		case v < low:
			return 0
		case v > high:
			return 2
		}
		return 1
	}
	best, at := part(number("optimum", (least+most)/2)), part(value)
	return [...]string{"#107c10", "#ffb900", "#d83b01"}[max(best-at, at-best)]
}

// themed draws a control as the browser does where no page says how (CSS UI 4 §7): appearance is not none, and of buttons and
// fields neither the border nor the background is the page's.
func (c *context) themed(asItem bool) {
	s := c.style
	kind := controlOf(c.elem)
	if kind != noControl && s.Width.Kind == Auto && !asItem && (s.Display == Block || s.LaysOutItems()) {
		s.Width = Length{Kind: FitContent} // a block too is no wider than what is in it
	}
	if s.parts.plain || kind == noControl || kind == otherControl {
		return
	}
	gray := BorderSide{Width: 1, Style: BorderSolid, Color: color.NRGBA{R: 0x76, G: 0x76, B: 0x76, A: 255}}
	_, disabled := c.elem.Lookup("disabled")
	if disabled {
		gray.Color.A = 77
	}
	border := func(radius float64) {
		for i := range s.Border {
			if s.Border[i].Width == 2 && s.Padding[i].Kind == Fixed {
				s.Padding[i].Px++
			}
			s.Border[i] = gray
			s.Radius[i] = Corner{Px(radius), Px(radius)}
		}
	}
	switch kind {
	case tickBox:
		border(2.5)
		s.BackgroundColor = color.NRGBA{R: 255, G: 255, B: 255, A: 255}
		picture := checkMark
		if strings.EqualFold(c.elem.Attr("type"), "radio") {
			half := Percent(50)
			s.Radius = [4]Corner{{half, half}, {half, half}, {half, half}, {half, half}}
			picture = radioDot
		}
		if _, checked := c.elem.Lookup("checked"); checked {
			s.Border = [4]BorderSide{}
			s.Background = []Layer{controlPicture(picture, BackgroundSize{Width: Percent(100), Height: Percent(100)}, 50)}
		}
	case pushButton:
		if !c.authored() {
			border(3)
		}
	case textField, textArea:
		if !c.authored() {
			border(2)
		}
	case choice:
		if size, _ := strconv.Atoi(c.elem.Attr("size")); size < 2 {
			s.Background = append(s.Background, controlPicture(arrow, BackgroundSize{}, 100))
		}
	}
}

// authored reports whether a page says how the border or the background of the element looks.
func (c *context) authored() bool {
	for _, id := range []css.ID{
		css.BackgroundColor, css.BackgroundImage, css.BorderTopWidth, css.BorderRightWidth, css.BorderBottomWidth, css.BorderLeftWidth,
		css.BorderTopStyle, css.BorderRightStyle, css.BorderBottomStyle, css.BorderLeftStyle, css.BorderTopColor, css.BorderRightColor,
		css.BorderBottomColor, css.BorderLeftColor, css.BorderTopLeftRadius, css.BorderTopRightRadius, css.BorderBottomRightRadius,
		css.BorderBottomLeftRadius,
	} {
		if int(c.winners[id]) > c.browserDecls {
			return true
		}
	}
	return false
}

// The pictures in controls.
const (
	svgHead   = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='13' height='13'>`
	checkMark = svgHead + `<rect width='13' height='13' rx='2' fill='%230075ff'/>` +
		`<path d='M2.5 6.8l2.8 2.8 5.2-6' fill='none' stroke='white' stroke-width='2'/></svg>`
	radioDot = svgHead + `<circle cx='6.5' cy='6.5' r='6' fill='white' stroke='%230075ff'/>` +
		`<circle cx='6.5' cy='6.5' r='4' fill='%230075ff'/></svg>`
	arrow = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='16' height='10'>` +
		`<path d='M4 3l4 4 4-4' fill='none' stroke='black' stroke-width='2'/></svg>`
)

// controlPicture is the layer of such a picture; x is where it stands, in percent.
func controlPicture(src string, size BackgroundSize, x float64) Layer {
	return Layer{
		Image: URL{Src: src}, Position: Point{Percent(x), Percent(50)}, Size: size, RepeatX: RepeatNone, RepeatY: RepeatNone,
		Origin: AreaPadding,
	}
}
