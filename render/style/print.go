package style

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"
)

// Property is a computed value as CSS writes it.
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Properties returns what a designer asks of an element first, as
// getComputedStyle would print it: box, flex, font, text and paint. Properties
// that stand at their initial value are left out, but for those that every
// element is asked about: display, font and colour.
func (s *Style) Properties() []Property {
	var p printer
	p.always("display", enumWord(s.Display, "inline", "block", "inline-block", "flex", "inline-flex", "flow-root", "contents", "none"))
	p.word("position", uint8(s.Position), "static", "relative", "absolute", "fixed")
	for i, side := range sideNames {
		p.length(side, s.Inset[i])
	}
	if s.ZIndex.Set {
		p.always("z-index", strconv.Itoa(s.ZIndex.N))
	}
	p.word("overflow-x", uint8(s.OverflowX), "visible", "hidden", "clip", "scroll")
	p.word("overflow-y", uint8(s.OverflowY), "visible", "hidden", "clip", "scroll")
	p.box(s)
	p.flex(s)
	p.font(s)
	p.text(s)
	p.paint(s)
	return p.out
}

var sideNames = [4]string{"top", "right", "bottom", "left"}

type printer struct{ out []Property }

func (p *printer) always(name, value string) { p.out = append(p.out, Property{name, value}) }

// add leaves out what is initial.
func (p *printer) add(name, value string, initial bool) {
	if !initial {
		p.always(name, value)
	}
}

// enumWord is the name of a keyword; names stand in the order of its constants.
func enumWord[T ~uint8](v T, names ...string) string {
	if int(v) < len(names) {
		return names[v]
	}
	return names[0]
}

// word adds a keyword unless it is the first, which is the initial one.
func (p *printer) word(name string, v uint8, names ...string) {
	p.add(name, enumWord(v, names...), v == 0)
}

// length adds a length unless it is auto.
func (p *printer) length(name string, l Length) { p.add(name, l.text(), l.Kind == Auto) }

// sides adds four lengths as one shorthand unless all are 0.
func (p *printer) sides(name string, sides Sides) {
	parts := make([]string, len(sides))
	zero := true
	for i, l := range sides {
		parts[i] = l.text()
		zero = zero && l.Kind == Fixed && l.Px == 0 && l.Percent == 0 && l.Math == nil
	}
	switch {
	case zero:
	case parts[0] == parts[1] && parts[1] == parts[2] && parts[2] == parts[3]:
		p.always(name, parts[0])
	case parts[0] == parts[2] && parts[1] == parts[3]:
		p.always(name, parts[0]+" "+parts[1])
	default:
		p.always(name, strings.Join(parts, " "))
	}
}

func (p *printer) box(s *Style) {
	p.length("width", s.Width)
	p.length("height", s.Height)
	p.length("min-width", s.MinWidth)
	p.length("min-height", s.MinHeight)
	p.add("max-width", s.MaxWidth.text(), s.MaxWidth.Kind == None)
	p.add("max-height", s.MaxHeight.text(), s.MaxHeight.Kind == None)
	p.sides("margin", s.Margin)
	p.sides("padding", s.Padding)
	for i, b := range s.Border {
		line := enumWord(b.Style, "none", "solid", "dashed", "dotted", "double")
		p.add("border-"+sideNames[i], px(b.Width)+" "+line+" "+hex(b.Color), b.Width == 0)
	}
	for i, corner := range [4]string{"top-left", "top-right", "bottom-right", "bottom-left"} {
		r := s.Radius[i]
		p.add("border-"+corner+"-radius", r.X.text()+" "+r.Y.text(), r.X.Px == 0 && r.X.Percent == 0)
	}
}

func (p *printer) flex(s *Style) {
	if s.Display == Flex || s.Display == InlineFlex {
		p.word("flex-direction", uint8(s.FlexDirection), "row", "row-reverse", "column", "column-reverse")
		p.word("flex-wrap", uint8(s.FlexWrap), "nowrap", "wrap", "wrap-reverse")
		p.align("align-items", s.AlignItems)
		p.align("justify-content", s.JustifyContent)
		p.align("align-content", s.AlignContent)
		p.add("row-gap", s.RowGap.text(), s.RowGap.Kind == Normal)
		p.add("column-gap", s.ColumnGap.text(), s.ColumnGap.Kind == Normal)
	}
	p.add("flex-grow", number(s.FlexGrow), s.FlexGrow == 0)
	p.add("flex-shrink", number(s.FlexShrink), s.FlexShrink == 1)
	p.length("flex-basis", s.FlexBasis)
	p.align("align-self", s.AlignSelf)
	p.add("order", strconv.Itoa(s.Order), s.Order == 0)
}

func (p *printer) align(name string, a Align) {
	value := enumWord(a&^AlignSafe, "auto", "normal", "stretch", "start", "end", "flex-start", "flex-end", "center", "baseline",
		"last baseline", "self-start", "self-end", "left", "right", "space-between", "space-around", "space-evenly")
	if a&AlignSafe != 0 {
		value = "safe " + value
	}
	p.add(name, value, a == AlignAuto || a == AlignNormal)
}

func (p *printer) font(s *Style) {
	families := make([]string, len(s.FontFamily))
	for i, f := range s.FontFamily {
		families[i] = f
		if strings.Contains(f, " ") {
			families[i] = strconv.Quote(f)
		}
	}
	p.always("font-family", strings.Join(families, ", "))
	p.always("font-size", px(s.FontSize))
	p.always("font-weight", strconv.Itoa(s.FontWeight))
	p.add("font-style", "italic", !s.Italic)
	switch l := s.LineHeight; {
	case !l.Set:
		p.always("line-height", "normal")
	case l.Factor > 0:
		p.always("line-height", number(l.Factor))
	default:
		p.always("line-height", px(l.Px))
	}
	p.always("color", hex(s.Color))
}

func (p *printer) text(s *Style) {
	p.add("letter-spacing", px(s.LetterSpacing), s.LetterSpacing == 0)
	p.word("text-align", uint8(s.TextAlign), "start", "end", "left", "right", "center", "justify")
	p.add("text-indent", s.TextIndent.text(), s.TextIndent.Px == 0 && s.TextIndent.Percent == 0)
	p.word("white-space", uint8(s.WhiteSpace), "normal", "pre", "nowrap", "pre-wrap", "pre-line", "break-spaces")
	p.word("text-wrap", uint8(s.TextWrap), "wrap", "balance", "pretty", "stable", "nowrap")
	p.word("overflow-wrap", uint8(s.OverflowWrap), "normal", "break-word", "anywhere")
	p.word("word-break", uint8(s.WordBreak), "normal", "break-all", "keep-all", "auto-phrase", "break-word")
	p.word("line-break", uint8(s.LineBreak), "auto", "loose", "normal", "strict", "anywhere")
	p.word("text-spacing-trim", uint8(s.SpacingTrim), "normal", "space-all", "space-first", "trim-start", "trim-both", "trim-all")
	p.add("text-autospace", "normal", !s.Autospace)
	p.word("text-overflow", uint8(s.TextOverflow), "clip", "ellipsis")
	p.add("-webkit-line-clamp", strconv.Itoa(s.LineClamp), s.LineClamp == 0)
	p.add("--card-fit", px(s.CardFit.Min)+" "+px(s.CardFit.Max)+" "+strconv.Itoa(s.CardFit.Lines), s.CardFit.Lines == 0)
	p.add("--card-clamp", "sentence", s.CardClamp != ClampSentence)
}

func (p *printer) paint(s *Style) {
	p.add("background-color", hex(s.BackgroundColor), s.BackgroundColor.A == 0)
	for _, layer := range s.Background {
		switch i := layer.Image.(type) {
		case URL:
			src := i.Src
			if len(src) > 80 {
				src = src[:80] + "…"
			}
			p.always("background-image", "url("+strconv.Quote(src)+")")
		case *LinearGradient:
			p.always("background-image", "linear-gradient(…)")
		case *RadialGradient:
			p.always("background-image", "radial-gradient(…)")
		}
	}
	p.add("opacity", number(s.Opacity), s.Opacity == 1)
	for _, b := range s.BoxShadow {
		p.always("box-shadow", fmt.Sprintf("%s %s %s %s %s", px(b.X), px(b.Y), px(b.Blur), px(b.Spread), hex(b.Color)))
	}
	p.word("object-fit", uint8(s.ObjectFit), "fill", "contain", "cover", "none", "scale-down")
	if s.ObjectFit == FitCover || s.ObjectFit == FitNone {
		p.always("object-position", s.ObjectPosition.X.text()+" "+s.ObjectPosition.Y.text())
	}
	p.word("image-rendering", uint8(s.ImageRendering), "auto", "pixelated")
	p.add("visibility", "hidden", s.Visible)
}

// text prints a length; a function of a percentage as its name alone, for its
// arguments are only known in layout.
func (l Length) text() string {
	switch l.Kind {
	case None:
		return "none"
	case MinContent:
		return "min-content"
	case MaxContent:
		return "max-content"
	case FitContent:
		return "fit-content"
	case Content:
		return "content"
	case Normal:
		return "normal"
	case Stretch:
		return "stretch"
	case Auto:
		return "auto"
	}
	switch {
	case l.Math != nil:
		return "calc(…)"
	case l.Percent == 0:
		if l.ZeroPercent {
			return "0%"
		}
		return px(l.Px)
	case l.Px == 0:
		return number(l.Percent) + "%"
	}
	return "calc(" + number(l.Percent) + "% + " + px(l.Px) + ")"
}

// number prints up to three decimals.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
}

func px(v float64) string { return number(v) + "px" }

// hex prints a colour as #rrggbb, with its alpha where it is not opaque.
func hex(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}
