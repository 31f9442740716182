package css

// FirstLogical is the first of the logical longhands.
const FirstLogical = endCompositing

// The inline logical longhands, in the order of the physical left ones; each
// start is followed by its end. They become physical once the direction is
// known. Those of the block axis are aliases of physical ones, as lines are
// horizontal.
const (
	InsetInlineStart = FirstLogical + iota
	InsetInlineEnd
	MarginInlineStart
	MarginInlineEnd
	PaddingInlineStart
	PaddingInlineEnd
	BorderInlineStartWidth
	BorderInlineEndWidth
	BorderInlineStartStyle
	BorderInlineEndStyle
	BorderInlineStartColor
	BorderInlineEndColor
	BorderStartStartRadius
	BorderStartEndRadius
	BorderEndStartRadius
	BorderEndEndRadius
	endLogical
)

// physical holds the left-to-right counterpart of each logical longhand and
// the right-to-left one.
var physical = [endLogical - FirstLogical][2]ID{
	{Left, Right}, {Right, Left},
	{MarginLeft, MarginRight}, {MarginRight, MarginLeft},
	{PaddingLeft, PaddingRight}, {PaddingRight, PaddingLeft},
	{BorderLeftWidth, BorderRightWidth}, {BorderRightWidth, BorderLeftWidth},
	{BorderLeftStyle, BorderRightStyle}, {BorderRightStyle, BorderLeftStyle},
	{BorderLeftColor, BorderRightColor}, {BorderRightColor, BorderLeftColor},
	{BorderTopLeftRadius, BorderTopRightRadius}, {BorderTopRightRadius, BorderTopLeftRadius},
	{BorderBottomLeftRadius, BorderBottomRightRadius}, {BorderBottomRightRadius, BorderBottomLeftRadius},
}

// Physical maps a logical longhand to the physical one it sets (CSS Logical 1
// §4); any other is returned as it is.
func (id ID) Physical(rtl bool) ID {
	if id < FirstLogical || id >= endLogical {
		return id
	}
	if rtl {
		return physical[id-FirstLogical][1]
	}
	return physical[id-FirstLogical][0]
}
