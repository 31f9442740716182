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

		Direction: p.Direction, Visible: p.Visible,
		FontFamily: p.FontFamily, FontSize: p.FontSize, FontWeight: p.FontWeight, Italic: p.Italic,
		FontFeatures: p.FontFeatures, LineHeight: p.LineHeight, Lang: p.Lang,
		Color: p.Color, LetterSpacing: p.LetterSpacing, WordSpacing: p.WordSpacing,
		TextAlign: p.TextAlign, TextAlignLast: p.TextAlignLast, TextIndent: p.TextIndent,
		TextTransform: p.TextTransform, WhiteSpace: p.WhiteSpace, TextWrap: p.TextWrap,
		OverflowWrap: p.OverflowWrap, WordBreak: p.WordBreak, LineBreak: p.LineBreak,
		SpacingTrim: p.SpacingTrim, Autospace: p.Autospace, TabSize: p.TabSize,
		Decoration: p.Decoration, TextShadow: p.TextShadow,
		CardFit: p.CardFit, CardClamp: p.CardClamp,
		Custom: p.Custom,
	}
}

func zeroSides() style.Sides {
	z := style.Px(0)
	return style.Sides{z, z, z, z}
}
