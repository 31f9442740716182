package style

import (
	"fmt"
	"image/color"
	"strings"
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// computed computes body under sheet and returns the root and all diagnostics.
func computed(t *testing.T, sheet, body string) (*Node, []string) {
	t.Helper()
	return computedWith(t, sheet, body, Options{Width: 1000, Height: 500, File: "card.html"})
}

func computedWith(t *testing.T, sheet, body string, opts Options) (*Node, []string) {
	t.Helper()
	parsed, diags := css.Parse("card.css", sheet, css.Options{})
	doc, err := dom.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	root, more := Compile(parsed).Compute(doc, opts)
	var messages []string
	for _, d := range append(diags, more...) {
		messages = append(messages, d.String())
	}
	return root, messages
}

// find returns the first node of that id; "id::before" is its pseudo-element.
func find(n *Node, id string) *Node {
	want, pseudo, _ := strings.Cut(id, "::")
	if !n.IsText && n.Elem.ID() == want && n.Pseudo == pseudo {
		return n
	}
	for _, c := range n.Children {
		if m := find(c, id); m != nil {
			return m
		}
	}
	return nil
}

// styleOf computes the element with id x under one rule "#x { decls }".
func styleOf(t *testing.T, decls string) *Style {
	t.Helper()
	root, messages := computed(t, "#x {"+decls+"}", `<div id=p><div id=x></div></div>`)
	for _, m := range messages {
		t.Errorf("%s: %s", decls, m)
	}
	return find(root, "x").Style
}

// list gathers several values of a Style.
func list(v ...any) any { return v }

func TestBoxValues(t *testing.T) {
	expect(t, []computedCase{
		{"display:flex", func(s *Style) any { return s.Display == Flex }, "true"},
		{"display:-webkit-box", func(s *Style) any { return s.Display == FlowRoot }, "true"},
		{"position:absolute; inset: 1px 2% auto", func(s *Style) any {
			return list(s.Position, s.Inset[0].Px, s.Inset[1].Percent, s.Inset[2].IsAuto(), s.Inset[3].Percent)
		}, "[2 1 2 true 2]"},
		{"z-index:-3", func(s *Style) any { return s.ZIndex }, "{true -3}"},
		{"z-index:0", func(s *Style) any { return s.ZIndex }, "{true 0}"},
		{"z-index:auto", func(s *Style) any { return s.ZIndex }, "{false 0}"},
		{"overflow:hidden", func(s *Style) any { return list(s.OverflowX, s.OverflowY) }, "[1 1]"},
		{"overflow:clip", func(s *Style) any { return list(s.OverflowX, s.OverflowY) }, "[2 2]"},
		{"overflow-y:auto", func(s *Style) any { return list(s.OverflowX, s.OverflowY) }, "[3 3]"},
		{"overflow:clip hidden", func(s *Style) any { return list(s.OverflowX, s.OverflowY) }, "[2 1]"},
		{"visibility:hidden", func(s *Style) any { return s.Visible }, "false"},
		{"box-sizing:border-box", func(s *Style) any { return s.BoxSizing == BorderBox }, "true"},
		{"width:10px;height:50%;min-width:1em;max-height:none", func(s *Style) any {
			return list(s.Width.Px, s.Height.Percent, s.MinWidth.Px, s.MaxHeight.Kind == None)
		}, "[10 50 16 true]"},
		{"width:min-content;height:max-content;min-width:fit-content;max-width:stretch", func(s *Style) any {
			return list(s.Width.Kind, s.Height.Kind, s.MinWidth.Kind, s.MaxWidth.Kind)
		}, "[3 4 5 8]"},
		{"aspect-ratio:16/8", func(s *Style) any { return s.AspectRatio }, "{2 false}"},
		{"aspect-ratio:auto 2", func(s *Style) any { return s.AspectRatio }, "{2 true}"},
		{"margin: 1px auto 2em", func(s *Style) any {
			return list(s.Margin[0].Px, s.Margin[1].IsAuto(), s.Margin[2].Px, s.Margin[3].IsAuto())
		}, "[1 true 32 true]"},
		{"padding: 1px 2px 3px 4px", func(s *Style) any {
			return list(s.Padding[0].Px, s.Padding[1].Px, s.Padding[2].Px, s.Padding[3].Px)
		}, "[1 2 3 4]"},
		{"border: 2px solid red", func(s *Style) any { return s.Border[3] }, "{2 1 {255 0 0 255}}"},
		{"border: 1.6px solid; border-left-width: .3px", func(s *Style) any { return list(s.Border[0].Width, s.Border[3].Width) }, "[1 1]"},
		{"height: 0%; width: calc(1px * 0); margin: calc(10% - 10%)", func(s *Style) any {
			return list(s.Height.HasPercent(), s.Width.HasPercent(), s.Margin[0].HasPercent())
		}, "[true false true]"},
		{"border-top: thick dotted", func(s *Style) any { return s.Border[0] }, "{5 3 {0 0 0 255}}"},
		{"border-width: 5px", func(s *Style) any { return s.Border[0].Width }, "0"},
		{"border: solid; color: blue", func(s *Style) any { return s.Border[1] }, "{3 1 {0 0 255 255}}"},
		{"border-radius: 1px 2px / 3px 50%", func(s *Style) any {
			return list(s.Radius[0].X.Px, s.Radius[1].X.Px, s.Radius[2].Y.Px, s.Radius[3].Y.Percent)
		}, "[1 2 3 50]"},
	})
}

func TestFlexValues(t *testing.T) {
	expect(t, []computedCase{
		{"flex-flow: column wrap", func(s *Style) any { return list(s.FlexDirection == Column, s.FlexWrap == Wrap) }, "[true true]"},
		{"flex: 1", func(s *Style) any {
			return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.HasPercent(), s.FlexBasis.Percent)
		}, "[1 1 true 0]"},
		{"flex: auto", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.IsAuto()) }, "[1 1 true]"},
		{"flex: none", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.IsAuto()) }, "[0 0 true]"},
		{"flex: 2 3 10px", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.Px) }, "[2 3 10]"},
		{"flex: 2 3 0", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.IsFixed()) }, "[2 3 true]"},
		{"flex: 10em", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.Px) }, "[1 1 160]"},
		{"flex: 1 0 content", func(s *Style) any { return list(s.FlexGrow, s.FlexShrink, s.FlexBasis.Kind == Content) }, "[1 0 true]"},
		{"order:-2", func(s *Style) any { return s.Order }, "-2"},
		{"align-items:center;align-self:safe end;align-content:space-evenly;justify-content:space-between", func(s *Style) any {
			return list(s.AlignItems == AlignCenter, s.AlignSelf == AlignEnd|AlignSafe,
				s.AlignContent == AlignSpaceEvenly, s.JustifyContent == AlignSpaceBetween)
		}, "[true true true true]"},
		{"align-items:last baseline;align-self:auto", func(s *Style) any {
			return list(s.AlignItems == AlignLastBaseline, s.AlignSelf == AlignAuto)
		}, "[true true]"},
		{"place-content: center end", func(s *Style) any {
			return list(s.AlignContent == AlignCenter, s.JustifyContent == AlignEnd)
		}, "[true true]"},
		{"place-items: center; place-self: end", func(s *Style) any {
			return list(s.AlignItems == AlignCenter, s.AlignSelf == AlignEnd)
		}, "[true true]"},
		{"gap: 1px 2%", func(s *Style) any { return list(s.RowGap.Px, s.ColumnGap.Percent) }, "[1 2]"},
	})
}

func TestFontValues(t *testing.T) {
	expect(t, []computedCase{
		{`font: italic 700 20px/1.5 "Noto Sans SC", serif`, func(s *Style) any {
			return list(s.Slant != 0, s.FontWeight, s.FontSize, s.LineHeight, s.FontFamily)
		}, "[true 700 20 {1.5 0 true} [Noto Sans SC serif]]"},
		{"font-family: Noto Serif CJK SC, 宋体", func(s *Style) any { return list(len(s.FontFamily), s.FontFamily) }, "[2 [Noto Serif CJK SC 宋体]]"},
		{"font-size: 150%; line-height: 2em", func(s *Style) any { return list(s.FontSize, s.LineHeight) }, "[24 {0 48 true}]"},
		{"line-height: 120%", func(s *Style) any { return s.LineHeight }, "{0 19.2 true}"},
		{"line-height: normal", func(s *Style) any { return s.LineHeight }, "{0 0 false}"},
		{"font-size: x-large; font-weight: bolder", func(s *Style) any { return list(s.FontSize, s.FontWeight) }, "[24 700]"},
		{`font-feature-settings: "palt", "kern" off; font-variant-numeric: tabular-nums`, func(s *Style) any {
			return s.FontFeatures
		}, "[{tnum 1} {palt 1} {kern 0}]"},
		{"font-variant: small-caps oldstyle-nums; font-kerning: none", func(s *Style) any {
			return s.FontFeatures
		}, "[{smcp 1} {onum 1} {kern 0}]"},
	})
}

func TestTextValues(t *testing.T) {
	expect(t, []computedCase{
		{"letter-spacing: .1em; word-spacing: 3px", func(s *Style) any { return list(s.LetterSpacing, s.WordSpacing) }, "[1.6 3]"},
		{"text-align:justify;text-align-last:center;text-indent:2em;text-transform:uppercase", func(s *Style) any {
			return list(s.TextAlign, s.TextAlignLast, s.TextIndent.Px, s.TextTransform)
		}, "[5 4 32 1]"},
		{"white-space: nowrap", func(s *Style) any { return list(s.WhiteSpace == NoWrapSpace, s.TextWrap == TextWrapNone) }, "[true true]"},
		{"white-space: pre-wrap; text-wrap: balance", func(s *Style) any {
			return list(s.WhiteSpace == PreWrap, s.TextWrap == TextWrapBalance)
		}, "[true true]"},
		{"text-wrap: balance; white-space: normal", func(s *Style) any { return list(s.WhiteSpace, s.TextWrap == TextWrapBalance) }, "[0 true]"},
		{"white-space: nowrap; text-wrap: wrap", func(s *Style) any { return list(s.WhiteSpace, s.TextWrap) }, "[0 0]"},
		{"white-space: pre-line", func(s *Style) any { return s.WhiteSpace == PreLine }, "true"},
		{"white-space: pre", func(s *Style) any { return s.WhiteSpace == Pre }, "true"},
		{"white-space: break-spaces", func(s *Style) any { return s.WhiteSpace == BreakSpaces }, "true"},
		{"text-wrap: pretty", func(s *Style) any { return s.TextWrap == TextWrapPretty }, "true"},
		{"word-wrap: break-word; word-break: auto-phrase; line-break: strict", func(s *Style) any {
			return list(s.OverflowWrap, s.WordBreak, s.LineBreak)
		}, "[1 3 3]"},
		{"text-spacing-trim: trim-start; text-spacing-trim: trim-both", func(s *Style) any { return s.SpacingTrim == TrimBoth }, "true"},
		{"text-autospace: normal", func(s *Style) any { return s.Autospace }, "true"},
		{"text-autospace: ideograph-alpha ideograph-numeric", func(s *Style) any { return s.Autospace }, "true"},
		{"tab-size: 4", func(s *Style) any { return s.TabSize.Percent }, "400"},
		{"tab-size: 20px", func(s *Style) any { return s.TabSize.Px }, "20"},
		{"-webkit-line-clamp: 3; text-overflow: ellipsis", func(s *Style) any {
			return list(s.LineClamp, s.TextOverflow == TextEllipsis)
		}, "[3 true]"},
		{"vertical-align: middle", func(s *Style) any { return s.VerticalAlign.Keyword == VMiddle }, "true"},
		{"vertical-align: -.2em", func(s *Style) any { return s.VerticalAlign.Length.Px }, "-3.2"},
		{"text-decoration: underline wavy red 2px; text-underline-offset: 3px", func(s *Style) any {
			d := s.Decoration[0]
			return list(d.Line, d.Style, d.Color, d.Thickness.Px, d.Offset.Px, d.FontSize)
		}, "[1 4 {255 0 0 255} 2 3 16]"},
		{"text-shadow: 1px 2px 3px #0008, 0 0 red", func(s *Style) any {
			return s.TextShadow
		}, "[{1 2 3 0 {0 0 0 136} false} {0 0 0 0 {255 0 0 255} false}]"},
		{"--card-fit: 56px 92px 3; --card-clamp: sentence", func(s *Style) any {
			return list(s.CardFit, s.CardClamp == ClampSentence)
		}, "[{56 92 3} true]"},
	})
}

func TestPaintValues(t *testing.T) {
	expect(t, []computedCase{
		{"background: #123 url(a.png) right 10px bottom 20% / cover no-repeat", func(s *Style) any {
			l := s.Background[0]
			return list(s.BackgroundColor, l.Image, l.Position.X.Percent, l.Position.X.Px,
				l.Position.Y.Percent, l.Size.Keyword == CoverSize, l.RepeatX == RepeatNone, l.RepeatY == RepeatNone)
		}, "[{17 34 51 255} {a.png} 100 -10 80 true true true]"},
		{"background: linear-gradient(to right, red, 30%, blue 50% 60%)", func(s *Style) any {
			g := s.Background[0].Image.(*LinearGradient)
			return list(g.Angle, len(g.Stops), g.Stops[1].Hint,
				g.Stops[1].Pos.Percent, g.Stops[2].Pos.Percent, g.Stops[3].Pos.Percent, g.Stops[0].Pos.IsAuto())
		}, "[90 4 true 30 50 60 true]"},
		{"background-image: radial-gradient(90% 60% at 85% 0,#2A2D33,#141518 70%)", func(s *Style) any {
			g := s.Background[0].Image.(*RadialGradient)
			return list(g.RX.Percent, g.RY.Percent, g.Center.X.Percent, g.Center.Y.Px, g.Stops[1].Pos.Percent)
		}, "[90 60 85 0 70]"},
		{"background-image: url(a), url(b); background-clip: padding-box, text; background-size: 1px, 2px auto", func(s *Style) any {
			b := s.Background
			return list(b[0].Clip == AreaPadding, b[1].Clip == AreaText, s.BackgroundClip == AreaText, b[1].Size.Width.Px, b[1].Size.Height.IsAuto())
		}, "[true true true 2 true]"},
		{"opacity: 50%", func(s *Style) any { return s.Opacity }, "0.5"},
		{"box-shadow: inset 0 1px 2px 3px rgb(0 0 0 / 50%), 0 0 1em", func(s *Style) any {
			return s.BoxShadow
		}, "[{0 1 2 3 {0 0 0 128} true} {0 0 16 0 {0 0 0 255} false}]"},
		{"object-fit: cover; object-position: 30% top; image-rendering: pixelated", func(s *Style) any {
			return list(s.ObjectFit == FitCover, s.ObjectPosition.X.Percent, s.ObjectPosition.Y.Px, s.ImageRendering == RenderPixelated)
		}, "[true 30 0 true]"},
		{"transform: translate(-50%, 2px) rotate(90deg); transform-origin: left top", func(s *Style) any {
			return list(s.Transform[0].X.Percent, s.Transform[0].Y.Px, *s.Transform[1].Matrix, s.TransformOrigin.X.Px)
		}, "[-50 2 [0 1 -1 0 0 0] 0]"},
		{"clip-path: inset(1px round 5px)", func(s *Style) any {
			return list(s.ClipPath.Shape == ClipInset, s.ClipPath.Inset[2].Px, s.ClipPath.Radius[3].X.Px)
		}, "[true 1 5]"},
		{"clip-path: circle(40% at 50% 10px)", func(s *Style) any {
			return list(s.ClipPath.Shape == ClipCircle, s.ClipPath.RX.Percent, s.ClipPath.Center.Y.Px)
		}, "[true 40 10]"},
		{"clip-path: circle()", func(s *Style) any { return list(s.ClipPath.RX.IsAuto(), s.ClipPath.Extent == ClosestSide) }, "[true true]"},
		{"clip-path: polygon(evenodd, 0 0, 100% 0, 50% 100%)", func(s *Style) any {
			return list(len(s.ClipPath.Points), s.ClipPath.EvenOdd, s.ClipPath.Points[2].X.Percent)
		}, "[3 true 50]"},
		{"contain: paint; overflow: visible; display: block", func(s *Style) any {
			return list(s.Contain == ContainPaint, s.OverflowX == OverflowClip)
		}, "[true true]"},
		{"contain: layout; content-visibility: auto; overflow: hidden; display: block", func(s *Style) any {
			return list(s.Contain == ContainLayout|ContainPaint, s.OverflowY == OverflowHidden)
		}, "[true true]"},
		{"content-visibility: hidden; display: block", func(s *Style) any {
			return list(s.Contain == ContainLayout|ContainPaint|ContainSizes, s.SkipsContent)
		}, "[true true]"},
		{"contain: strict; content-visibility: hidden; display: inline", func(s *Style) any { return list(s.Contain, s.SkipsContent) },
			"[0 false]"},
		{"contain: strict; contain-intrinsic-size: auto 2em auto none; display: block", func(s *Style) any {
			return list(s.Contain == ContainLayout|ContainPaint|ContainSizes, s.ContainWidth.Px, s.ContainHeight.Kind == None)
		}, "[true 32 true]"},
		{"contain: content; display: inline", func(s *Style) any { return list(s.Contain, s.OverflowX == OverflowVisible) }, "[0 true]"},
		{`clip-path: path(evenodd, "M1 2h3v4z")`, func(s *Style) any {
			return list(s.ClipPath.Shape == ClipOutline, s.ClipPath.EvenOdd, s.ClipPath.Path.Points)
		}, "[true true [{1 2} {4 2} {4 6}]]"},
		{"color: color-mix(in srgb, red, currentcolor); background: conic-gradient(oklch(60% 0.1 20), red)", func(s *Style) any {
			return list(s.Color, s.Background[0].Image.(*ConicGradient).In.Space)
		}, "[{128 0 0 255} oklab]"},
		{"color-scheme: light dark; color: light-dark(#123, #fff)", func(s *Style) any { return list(s.Dark, s.Color) }, "[false {17 34 51 255}]"},
		{"color-scheme: dark; color: light-dark(#123, #fff)", func(s *Style) any { return list(s.Dark, s.Color) }, "[true {255 255 255 255}]"},
		{"mask: url(a.png) luminance exclude, linear-gradient(red, blue) no-clip; mix-blend-mode: hue; isolation: isolate", func(s *Style) any {
			m := s.Mask
			return list(len(m), m[0].MaskMode == MaskLuminance, m[0].Composite, m[1].Clip == AreaUnclipped, s.MixBlend == BlendHue, s.Isolated)
		}, "[2 true 3 true true true]"},
		{"color: red; -webkit-text-fill-color: blue; outline: 2px solid; outline-offset: 3px", func(s *Style) any {
			return list(s.FillColor(), s.Outline, s.OutlineOffset)
		}, "[{0 0 255 255} {2 1 {255 0 0 255}} 3]"},
		{"filter: blur(2px) grayscale(50%)", func(s *Style) any { return s.Filter }, "[{0 2 <nil> } {2 0.5 <nil> }]"},
		{"color: hsl(120 100% 25%)", func(s *Style) any { return s.Color }, "{0 128 0 255}"},
	})
}

func TestLengthsAndVariables(t *testing.T) {
	expect(t, []computedCase{
		{"width: calc(100% - 2 * 10px)", func(s *Style) any { return list(s.Width.Percent, s.Width.Px) }, "[100 -20]"},
		{"width: min(50%, 30px)", func(s *Style) any { return list(s.Width.Resolve(100), s.Width.Resolve(40)) }, "[30 20]"},
		{"width: calc(2 * clamp(10px, 10%, 20px) + 1px)", func(s *Style) any {
			return list(s.Width.Resolve(0), s.Width.Resolve(150), s.Width.Resolve(999))
		}, "[21 31 41]"},
		{"font-size: clamp(1rem, 5vw, 3em)", func(s *Style) any { return s.FontSize }, "48"},
		{"width: 10vw; height: 10vh; padding: 1vmin 1vmax 1rem 1in", func(s *Style) any {
			return list(s.Width.Px, s.Height.Px, s.Padding[0].Px, s.Padding[1].Px, s.Padding[2].Px, s.Padding[3].Px)
		}, "[100 50 5 10 16 96]"},
		{"direction: rtl; margin-inline: 1px 2px; padding-left: 5px; padding-inline-end: 6px", func(s *Style) any {
			return list(s.Margin[Right].Px, s.Margin[Left].Px, s.Padding[Left].Px)
		}, "[1 2 6]"},
		{"padding-inline-start: 6px; padding-left: 5px", func(s *Style) any { return s.Padding[Left].Px }, "5"},
		{"inset-inline-start: 3px; inset-block: 1px 2px; border-start-end-radius: 4px", func(s *Style) any {
			return list(s.Inset[Left].Px, s.Inset[Top].Px, s.Inset[Bottom].Px, s.Radius[1].X.Px)
		}, "[3 1 2 4]"},
		{"--c: red; color: var(--c); background: var(--none, blue)", func(s *Style) any {
			return list(s.Color, s.BackgroundColor, s.Custom["--c"])
		}, "[{255 0 0 255} {0 0 255 255} red]"},
		{"--s: 1px 2px; margin: var(--s) 3px", func(s *Style) any { return list(s.Margin[0].Px, s.Margin[1].Px, s.Margin[2].Px) }, "[1 2 3]"},
		{"--i: 4px; margin-inline: var(--i)", func(s *Style) any { return list(s.Margin[Left].Px, s.Margin[Right].Px) }, "[4 4]"},
		{"--a: var(--b); --b: 7px; width: var(--a)", func(s *Style) any { return s.Width.Px }, "7"},
		{"--w: 30px; width: calc(var(--w) * 2)", func(s *Style) any { return s.Width.Px }, "60"},
		{"--a: var(--b); --b: var(--a); width: var(--a, 3px)", func(s *Style) any { return s.Width.Px }, "3"},
	})
}

// computedCase is a rule and what a field of the computed style then shows.
type computedCase struct {
	decls string
	get   func(*Style) any
	want  string
}

func expect(t *testing.T, cases []computedCase) {
	t.Helper()
	for _, tt := range cases {
		if got := fmt.Sprint(tt.get(styleOf(t, tt.decls))); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.decls, got, tt.want)
		}
	}
}

func rgb(v uint32) color.NRGBA { return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255} }

// Every keyword of a keyword property is computed, printed back, and taken by
// children where the property is inherited.
func TestKeywordsRoundTrip(t *testing.T) {
	for _, row := range longhands.rows {
		if row.word == nil {
			continue
		}
		initial := row.id.Initial()
		for _, k := range row.id.Keywords() {
			root, messages := computed(t, fmt.Sprintf("#p { %s: %s }", row.id, k), `<div id=p><div id=x></div></div>`)
			for _, m := range messages {
				t.Errorf("%s: %s: %s", row.id, k, m)
			}
			word := row.word(find(root, "p").Style)
			if want := computesTo(row.id, k); word != want {
				t.Errorf("%s: %s is computed as %s, want %s", row.id, k, word, want)
			}
			want := initial
			if row.id.Inherited() {
				want = word
			}
			if child := find(root, "x"); child != nil && row.id != css.Display {
				if got := row.word(child.Style); got != want {
					t.Errorf("%s: %s: a child has %s, want %s", row.id, k, got, want)
				}
			}
		}
	}
}

// computesTo is what a keyword computes to where it is not the keyword itself.
func computesTo(id css.ID, k css.Keyword) string {
	others := map[string]string{
		"display:list-item": "block", "display:-webkit-box": "flow-root", "display:-webkit-inline-box": "inline-block",
		"overflow-x:auto": "scroll", "overflow-x:overlay": "scroll", "overflow-y:auto": "scroll", "overflow-y:overlay": "scroll",
		"float:inline-start": "left", "float:inline-end": "right", "clear:inline-start": "left", "clear:inline-end": "right",
		"text-align:-webkit-left": "left", "text-align:-webkit-right": "right", "text-align:-webkit-center": "center",
		"image-rendering:smooth": "auto", "image-rendering:high-quality": "auto", "image-rendering:crisp-edges": "pixelated",
		"font-style:oblique": "italic", "hyphens:auto": "manual", "visibility:collapse": "hidden", "text-autospace:auto": "normal",
		"text-autospace:ideograph-alpha": "normal", "text-autospace:ideograph-numeric": "normal",
		"text-autospace:punctuation": "no-autospace", "text-autospace:insert": "no-autospace", "text-autospace:replace": "no-autospace",
	}
	if other, ok := others[id.String()+":"+string(k)]; ok {
		return other
	}
	return string(k)
}

// Inspection shows what a designer set of colours, layers and filters.
func TestPrintsCompositing(t *testing.T) {
	decls := "mix-blend-mode: screen; mask: linear-gradient(red, blue); filter: hue-rotate(90deg) drop-shadow(1px 2px 3px #000);" +
		"backdrop-filter: blur(4px); background-image: conic-gradient(red, blue); background-blend-mode: multiply; outline: 1px solid #f00"
	s := styleOf(t, decls)
	got := map[string]string{}
	for _, p := range s.Properties() {
		got[p.Name] = p.Value
	}
	for name, want := range map[string]string{
		"mix-blend-mode": "screen", "mask-image": "linear-gradient(…)", "filter": "hue-rotate(90deg) drop-shadow(1px 2px 3px #000000)",
		"backdrop-filter": "blur(4px)", "background-image": "conic-gradient(…)", "background-blend-mode": "multiply", "outline": "1px solid #ff0000",
	} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}
