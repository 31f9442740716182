package box

import "sharecard/render/style"

// anonymous returns the style of an anonymous box: inherited properties come
// from the parent, all others have their initial values (CSS 2.2 §9.2.1.1).
func anonymous(p *style.Style) *style.Style {
	return &style.Style{
		Display:    style.Block,
		MaxWidth:   style.Length{Kind: style.None},
		MaxHeight:  style.Length{Kind: style.None},
		Margin:     zeroSides(),
		Padding:    zeroSides(),
		FlexShrink: 1,
		AlignItems: style.AlignNormal, AlignContent: style.AlignNormal, JustifyContent: style.AlignNormal, JustifyItems: style.AlignNormal,
		RowGap: style.Length{Kind: style.Normal}, ColumnGap: style.Length{Kind: style.Normal},
		Opacity: 1,

		Direction: p.Direction, WritingMode: p.WritingMode, TextOrientation: p.TextOrientation, TextCombine: p.TextCombine,
		Visible: p.Visible, Collapsed: p.Collapsed,
		FontFamily: p.FontFamily, FontSize: p.FontSize, FontWeight: p.FontWeight, FontWidth: p.FontWidth, Slant: p.Slant,
		Variations: p.Variations, OneDesign: p.OneDesign,
		FontFeatures: p.FontFeatures, LineHeight: p.LineHeight, Lang: p.Lang,
		Color: p.Color, LetterSpacing: p.LetterSpacing, WordSpacing: p.WordSpacing,
		TextAlign: p.TextAlign, AlignBlocks: p.AlignBlocks, TextAlignLast: p.TextAlignLast, TextIndent: p.TextIndent,
		TextTransform: p.TextTransform, WhiteSpace: p.WhiteSpace, TextWrap: p.TextWrap,
		OverflowWrap: p.OverflowWrap, WordBreak: p.WordBreak, LineBreak: p.LineBreak,
		SpacingTrim: p.SpacingTrim, Autospace: p.Autospace, TabSize: p.TabSize, NoHyphens: p.NoHyphens,
		OverInk: p.OverInk, UnderlinePosition: p.UnderlinePosition,
		TextBox: style.TextBox{Edges: p.TextBox.Edges}, UnicodeBidi: p.UnicodeBidi,
		Ruby:       style.RubyStyle{Under: p.Ruby.Under, Align: p.Ruby.Align, Overhang: p.Ruby.Overhang},
		Decoration: p.Decoration, Emphasis: p.Emphasis, TextShadow: p.TextShadow,
		CollapseBorders: p.CollapseBorders, BorderSpacing: p.BorderSpacing, CaptionBelow: p.CaptionBelow, HideEmpty: p.HideEmpty,
		Orphans: p.Orphans, Widows: p.Widows,
		CardFit: p.CardFit, CardClamp: p.CardClamp,
		Custom: p.Custom,
	}
}

// raised is the style of an anonymous box around a block that stands in an inline box:
// the block moves, fades and stacks with that (CSS 2.2 §9.2.1.1).
func raised(parent, span *style.Style) *style.Style {
	s := anonymous(parent)
	s.Position, s.Inset, s.ZIndex = span.Position, span.Inset, span.ZIndex
	s.Opacity, s.Filter, s.MixBlend, s.Isolated = span.Opacity, span.Filter, span.MixBlend, span.Isolated
	return s
}

func zeroSides() style.Sides {
	z := style.Px(0)
	return style.Sides{z, z, z, z}
}
