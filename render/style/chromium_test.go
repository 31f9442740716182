package style

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"image/color"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

//go:embed testdata/chromium.json
var chromium []byte

// TestComputesWhatChromiumComputes compares every element of two documents,
// one of all HTML tags and one of many rules, with getComputedStyle.
func TestComputesWhatChromiumComputes(t *testing.T) {
	var want struct {
		Usual     map[string]string
		Documents []struct {
			Name, HTML string
			Elements   [][2]json.RawMessage // name and values
		}
	}
	if err := json.Unmarshal(chromium, &want); err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, d := range want.Documents {
		elements := elementsOf(t, d.HTML)
		if len(elements) != len(d.Elements) {
			t.Fatalf("%s: %d elements, Chromium has %d", d.Name, len(elements), len(d.Elements))
		}
		for i, n := range elements {
			var name string
			var values map[string]string
			if json.Unmarshal(d.Elements[i][0], &name) != nil || json.Unmarshal(d.Elements[i][1], &values) != nil {
				t.Fatalf("%s: element %d is not understood", d.Name, i)
			}
			for property, print := range printers {
				theirs, ok := values[property]
				if !ok {
					theirs = want.Usual[property]
				}
				ours := print(n.Style)
				compared++
				if !sameValue(ours, theirs) && !usedValue(property, ours) && !known(n, property, theirs) {
					t.Errorf("%s: %s, element %d: %s is %s, in Chromium %s", d.Name, name, i, property, ours, theirs)
				}
			}
		}
	}
	if compared < 9_000 {
		t.Errorf("only %d values compared", compared)
	}
}

// usedValue: of a box's margins and padding, browsers tell the used px where
// the computed value is auto or a percentage.
func usedValue(property, ours string) bool {
	return (strings.HasPrefix(property, "margin") || strings.HasPrefix(property, "padding")) && (ours == "auto" || strings.Contains(ours, "%"))
}

// known lists where we differ on purpose: styles and displays we do not draw,
// the inner workings of <center> and <img>, and how Chinese headings wrap.
func known(n *Node, property, theirs string) bool {
	if property == "text-wrap-style" && strings.HasPrefix(n.Style.Lang, "zh") {
		for e := n.Elem; e != nil; e = e.Parent {
			if tag := e.Tag(); len(tag) == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' {
				return true
			}
		}
	}
	switch theirs {
	case "list-item", "inset", "-webkit-center":
		return true
	case "clip":
		return strings.HasPrefix(property, "overflow")
	}
	return false
}

func elementsOf(t *testing.T, html string) []*Node {
	t.Helper()
	doc, err := dom.Parse(html)
	if err != nil {
		t.Fatal(err)
	}
	var sheets []*css.Sheet
	for n := range doc.Root.All {
		if n.Tag() == "style" {
			sheet, diags := css.Parse("style", n.Text(), css.Options{})
			for _, d := range diags {
				t.Error(d)
			}
			sheets = append(sheets, sheet)
		}
	}
	root, _ := Compile(sheets...).Compute(doc, Options{Width: 1000, Height: 713})
	styles := map[*dom.Node]*Node{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if !n.IsText && n.Pseudo == "" {
			styles[n.Elem] = n
		}
		for _, c := range n.Children {
			walk(c)
		}
	}
	walk(root)
	var list []*Node
	for n := range doc.Root.All {
		// What is inside display: none has no node.
		if tag := n.Tag(); tag != "" && tag != "style" && tag != "title" {
			list = append(list, styles[n])
		}
	}
	return list
}

var numeral = regexp.MustCompile(`-?\d*\.?\d+(e-?\d+)?`)

// sameValue compares two values, numbers within 0.02.
func sameValue(a, b string) bool {
	if numeral.ReplaceAllString(a, "#") != numeral.ReplaceAllString(b, "#") {
		return a == "0px" && b == "0%" || a == b
	}
	x, y := numeral.FindAllString(a, -1), numeral.FindAllString(b, -1)
	for i := range x {
		p, _ := strconv.ParseFloat(x[i], 64)
		q, _ := strconv.ParseFloat(y[i], 64)
		if math.Abs(p-q) > 0.02 {
			return false
		}
	}
	return true
}

// printers write a property as getComputedStyle does.
var printers = map[string]func(*Style) string{
	"display": func(s *Style) string {
		return word(s.Display, "inline block inline-block flex inline-flex grid inline-grid flow-root contents none")
	},
	"position":   func(s *Style) string { return word(s.Position, "static relative absolute fixed sticky") },
	"direction":  func(s *Style) string { return word(s.Direction, "ltr rtl") },
	"overflow-x": func(s *Style) string { return word(s.OverflowX, "visible hidden clip auto") },
	"overflow-y": func(s *Style) string { return word(s.OverflowY, "visible hidden clip auto") },
	"visibility": func(s *Style) string { return either(s.Visible, "visible", "hidden") },
	"box-sizing": func(s *Style) string { return word(s.BoxSizing, "content-box border-box") },
	"z-index":    func(s *Style) string { return either(s.ZIndex.Set, fmt.Sprint(s.ZIndex.N), "auto") },
	"max-width":  func(s *Style) string { return printLength(s.MaxWidth) },
	"max-height": func(s *Style) string { return printLength(s.MaxHeight) },

	"margin-top":     func(s *Style) string { return printLength(s.Margin[Top]) },
	"margin-right":   func(s *Style) string { return printLength(s.Margin[Right]) },
	"margin-bottom":  func(s *Style) string { return printLength(s.Margin[Bottom]) },
	"margin-left":    func(s *Style) string { return printLength(s.Margin[Left]) },
	"padding-top":    func(s *Style) string { return printLength(s.Padding[Top]) },
	"padding-right":  func(s *Style) string { return printLength(s.Padding[Right]) },
	"padding-bottom": func(s *Style) string { return printLength(s.Padding[Bottom]) },
	"padding-left":   func(s *Style) string { return printLength(s.Padding[Left]) },

	"border-top-width":        func(s *Style) string { return fmt.Sprintf("%gpx", s.Border[Top].Width) },
	"border-left-width":       func(s *Style) string { return fmt.Sprintf("%gpx", s.Border[Left].Width) },
	"border-top-style":        func(s *Style) string { return word(s.Border[Top].Style, "none solid dashed dotted double") },
	"border-left-style":       func(s *Style) string { return word(s.Border[Left].Style, "none solid dashed dotted double") },
	"border-top-color":        func(s *Style) string { return printColor(s.Border[Top].Color) },
	"border-left-color":       func(s *Style) string { return printColor(s.Border[Left].Color) },
	"border-top-left-radius":  func(s *Style) string { return printCorner(s.Radius[0]) },
	"border-top-right-radius": func(s *Style) string { return printCorner(s.Radius[1]) },

	"flex-direction":  func(s *Style) string { return word(s.FlexDirection, "row row-reverse column column-reverse") },
	"flex-wrap":       func(s *Style) string { return word(s.FlexWrap, "nowrap wrap wrap-reverse") },
	"flex-grow":       func(s *Style) string { return fmt.Sprint(s.FlexGrow) },
	"flex-shrink":     func(s *Style) string { return fmt.Sprint(s.FlexShrink) },
	"flex-basis":      func(s *Style) string { return printLength(s.FlexBasis) },
	"order":           func(s *Style) string { return fmt.Sprint(s.Order) },
	"align-items":     func(s *Style) string { return printAlign(s.AlignItems) },
	"align-self":      func(s *Style) string { return printAlign(s.AlignSelf) },
	"align-content":   func(s *Style) string { return printAlign(s.AlignContent) },
	"justify-content": func(s *Style) string { return printAlign(s.JustifyContent) },
	"row-gap":         func(s *Style) string { return printLength(s.RowGap) },
	"column-gap":      func(s *Style) string { return printLength(s.ColumnGap) },

	"font-size":   func(s *Style) string { return fmt.Sprintf("%gpx", s.FontSize) },
	"font-weight": func(s *Style) string { return fmt.Sprint(s.FontWeight) },
	"font-style":  func(s *Style) string { return either(s.Slant != 0, "italic", "normal") },
	"line-height": func(s *Style) string {
		return either(s.LineHeight.Set, fmt.Sprintf("%gpx", s.lineHeightPx()), "normal")
	},

	"color": func(s *Style) string { return printColor(s.Color) },
	"letter-spacing": func(s *Style) string {
		return either(s.LetterSpacing != 0, fmt.Sprintf("%gpx", s.LetterSpacing), "normal")
	},
	"text-align":      func(s *Style) string { return word(s.TextAlign, "start end left right center justify") },
	"text-indent":     func(s *Style) string { return printLength(s.TextIndent.Length) },
	"text-transform":  func(s *Style) string { return word(s.TextTransform, "none uppercase lowercase capitalize") },
	"text-wrap-mode":  func(s *Style) string { return either(s.parts.nowrap, "nowrap", "wrap") },
	"text-wrap-style": func(s *Style) string { return word(s.parts.wrapStyle, "auto balance pretty stable") },
	"white-space-collapse": func(s *Style) string {
		return word(s.parts.collapse, "collapse preserve - - preserve-breaks break-spaces")
	},
	"word-break":    func(s *Style) string { return word(s.WordBreak, "normal break-all keep-all auto-phrase break-word") },
	"line-break":    func(s *Style) string { return word(s.LineBreak, "auto loose normal strict anywhere") },
	"overflow-wrap": func(s *Style) string { return word(s.OverflowWrap, "normal break-word anywhere") },
	"text-overflow": func(s *Style) string { return word(s.TextOverflow, "clip ellipsis") },
	"tab-size": func(s *Style) string {
		return either(s.TabSize.Percent != 0, fmt.Sprint(s.TabSize.Percent/100), printLength(s.TabSize))
	},
	"vertical-align": func(s *Style) string {
		if s.VerticalAlign.Length != (Length{Kind: Fixed}) {
			return printLength(s.VerticalAlign.Length)
		}
		return word(s.VerticalAlign.Keyword, "baseline sub super text-top text-bottom middle top bottom")
	},
	"text-decoration-style":     func(s *Style) string { return word(s.parts.decoration.Style, "solid double dotted dashed wavy") },
	"text-decoration-color":     func(s *Style) string { return printColor(s.parts.decoration.Color) },
	"text-decoration-thickness": func(s *Style) string { return printLength(s.parts.decoration.Thickness) },
	"text-underline-offset":     func(s *Style) string { return printLength(s.parts.decoration.Offset) },
	"text-shadow":               func(s *Style) string { return printShadows(s.TextShadow, false) },

	"background-color": func(s *Style) string { return printColor(s.BackgroundColor) },
	"opacity":          func(s *Style) string { return fmt.Sprintf("%.6g", s.Opacity) },
	"box-shadow":       func(s *Style) string { return printShadows(s.BoxShadow, true) },
	"object-fit":       func(s *Style) string { return word(s.ObjectFit, "fill contain cover none scale-down") },
}

// word is the i-th of words.
func word[T ~uint8](i T, words string) string { return strings.Fields(words)[i] }

func either(cond bool, yes, no string) string {
	if cond {
		return yes
	}
	return no
}

func printLength(l Length) string {
	switch {
	case l.Kind != Fixed:
		return word(l.Kind, "auto fixed none min-content max-content fit-content content normal stretch")
	case l.HasPercent():
		return fmt.Sprintf("%g%%", l.Percent)
	}
	return fmt.Sprintf("%gpx", l.Px)
}

func printCorner(c Corner) string {
	x, y := printLength(c.X), printLength(c.Y)
	return either(x == y, x, x+" "+y)
}

func printColor(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("rgb(%d, %d, %d)", c.R, c.G, c.B)
	}
	return fmt.Sprintf("rgba(%d, %d, %d, %.3g)", c.R, c.G, c.B, float64(c.A)/255)
}

func printAlign(a Align) string {
	return either(a&AlignSafe != 0, "safe ", "") + string(alignWords[a&^AlignSafe])
}

func printShadows(list []Shadow, box bool) string {
	var out []string
	for _, s := range list {
		one := fmt.Sprintf("%s %gpx %gpx %gpx", printColor(s.Color), s.X, s.Y, s.Blur)
		if box {
			one += fmt.Sprintf(" %gpx", s.Spread) + either(s.Inset, " inset", "")
		}
		out = append(out, one)
	}
	return either(len(out) > 0, strings.Join(out, ", "), "none")
}
