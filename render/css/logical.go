package css

// FirstLogical is the first of the logical longhands.
const FirstLogical = endColumns

// The logical longhands. Of each family of sides there are four, in the order of
// [sideNames]; they become physical once direction and writing-mode are known.
const (
	InsetBlockStart = FirstLogical + iota
	InsetBlockEnd
	InsetInlineStart
	InsetInlineEnd
	MarginBlockStart
	MarginBlockEnd
	MarginInlineStart
	MarginInlineEnd
	PaddingBlockStart
	PaddingBlockEnd
	PaddingInlineStart
	PaddingInlineEnd
	BorderBlockStartWidth
	BorderBlockEndWidth
	BorderInlineStartWidth
	BorderInlineEndWidth
	BorderBlockStartStyle
	BorderBlockEndStyle
	BorderInlineStartStyle
	BorderInlineEndStyle
	BorderBlockStartColor
	BorderBlockEndColor
	BorderInlineStartColor
	BorderInlineEndColor
	BorderStartStartRadius
	BorderStartEndRadius
	BorderEndStartRadius
	BorderEndEndRadius
	InlineSize
	BlockSize
	MinInlineSize
	MinBlockSize
	MaxInlineSize
	MaxBlockSize
	endLogical
)

// sides of a box, in the order in which the physical longhands have them.
const (
	top = iota
	right
	bottom
	left
)

// families are the physical longhands of each family of sides: top, right, bottom, left.
var families = [...][4]ID{
	{Top, Right, Bottom, Left},
	{MarginTop, MarginRight, MarginBottom, MarginLeft},
	{PaddingTop, PaddingRight, PaddingBottom, PaddingLeft},
	{BorderTopWidth, BorderRightWidth, BorderBottomWidth, BorderLeftWidth},
	{BorderTopStyle, BorderRightStyle, BorderBottomStyle, BorderLeftStyle},
	{BorderTopColor, BorderRightColor, BorderBottomColor, BorderLeftColor},
}

// sizes are the physical longhands of a horizontal line and across it.
var sizes = [...][2]ID{{Width, Height}, {MinWidth, MinHeight}, {MaxWidth, MaxHeight}}

// Axes say where the lines of a box run (CSS Writing Modes 4 §6). The zero value is lines
// from left to right, from top to bottom.
type Axes struct {
	RTL       bool // lines run against the usual direction
	Vertical  bool // lines run down, one at the left of the other
	LeftFirst bool // vertical lines stand from left to right
}

// sideOf returns the physical side of a logical one: block start and end, inline start and
// end.
func (a Axes) sideOf(logical ID) int {
	blockStart, inlineStart := top, left
	if a.Vertical {
		blockStart, inlineStart = right, top
		if a.LeftFirst {
			blockStart = left
		}
	}
	if a.RTL {
		inlineStart = (inlineStart + 2) % 4
	}
	return [...]int{blockStart, (blockStart + 2) % 4, inlineStart, (inlineStart + 2) % 4}[logical]
}

// Physical maps a logical longhand to the physical one it sets (CSS Logical 1 §4); any
// other is returned as it is.
func (id ID) Physical(a Axes) ID {
	switch {
	case id < FirstLogical || id >= endLogical:
		return id
	case id >= InlineSize:
		i := id - InlineSize
		if a.Vertical {
			i ^= 1
		}
		return sizes[i/2][i%2]
	case id >= BorderStartStartRadius:
		i := id - BorderStartStartRadius
		return corner(a.sideOf(i/2), a.sideOf(2+i%2))
	}
	i := id - FirstLogical
	return families[i/4][a.sideOf(i%4)]
}

// corner is the radius of the corner between two sides.
func corner(a, b int) ID {
	atTop, atLeft := a == top || b == top, a == left || b == left
	switch {
	case atTop && atLeft:
		return BorderTopLeftRadius
	case atTop:
		return BorderTopRightRadius
	case atLeft:
		return BorderBottomLeftRadius
	}
	return BorderBottomRightRadius
}
