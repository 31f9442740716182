package style

// Display is the computed display value (CSS Display 3 §2).
type Display uint8

// Position is the position property (CSS Position 3 §2).
type Position uint8

// Direction is the inline base direction (CSS Writing Modes 4 §2.1).
type Direction uint8

// Overflow is overflow-x or overflow-y; scroll and auto clip like hidden.
type Overflow uint8

// BoxSizing is box-sizing.
type BoxSizing uint8

// BorderStyle is border-style.
type BorderStyle uint8

// FlexDirection is flex-direction.
type FlexDirection uint8

// FlexWrap is flex-wrap.
type FlexWrap uint8

// Align is a value of the box alignment properties (CSS Align 3).
type Align uint8

// TextAlign is text-align or text-align-last.
type TextAlign uint8

// TextTransform is text-transform.
type TextTransform uint8

// WhiteSpace is the white-space shorthand of CSS Text 3 §3.
type WhiteSpace uint8

// TextWrap is text-wrap-style and text-wrap-mode of CSS Text 4 §6.
type TextWrap uint8

// OverflowWrap is overflow-wrap.
type OverflowWrap uint8

// WordBreak is word-break.
type WordBreak uint8

// LineBreak is line-break.
type LineBreak uint8

// SpacingTrim is text-spacing-trim (CSS Text 4 §8.3).
type SpacingTrim uint8

// TextOverflow is text-overflow.
type TextOverflow uint8

// VAlign is a keyword of vertical-align.
type VAlign uint8

// DecorationLine is the bit set of text-decoration-line.
type DecorationLine uint8

// DecorationStyle is text-decoration-style.
type DecorationStyle uint8

// ClampAt is --card-clamp.
type ClampAt uint8

// BoxArea names a box of the box model: background-origin and -clip.
type BoxArea uint8

// Repeat is background-repeat on one axis.
type Repeat uint8

// SizeKeyword is the keyword of background-size.
type SizeKeyword uint8

// ObjectFit is object-fit.
type ObjectFit uint8

// ImageRendering is image-rendering.
type ImageRendering uint8

// Extent is the size keyword of a radial gradient or circle().
type Extent uint8

// ClipShape is the basic shape of a clip-path.
type ClipShape uint8

// FilterKind is the function of a filter.
type FilterKind uint8

// The first constant of each group is the property's initial value.
const (
	Inline Display = iota
	Block
	InlineBlock
	Flex
	InlineFlex
	FlowRoot
	Contents
	DisplayNone
)

const (
	Static Position = iota
	Relative
	Absolute
	FixedPosition // against the card itself
)

const (
	LTR Direction = iota
	RTL
)

const (
	OverflowVisible Overflow = iota
	OverflowHidden
	OverflowClip
	OverflowScroll // also auto; drawn as hidden
)

const (
	ContentBox BoxSizing = iota
	BorderBox
)

const (
	BorderNone BorderStyle = iota // also hidden
	BorderSolid
	BorderDashed
	BorderDotted
	BorderDouble
)

const (
	Row FlexDirection = iota
	RowReverse
	Column
	ColumnReverse
)

const (
	NoWrap FlexWrap = iota
	Wrap
	WrapReverse
)

const (
	AlignAuto Align = iota // align-self: auto
	AlignNormal
	AlignStretch
	AlignStart
	AlignEnd
	AlignFlexStart
	AlignFlexEnd
	AlignCenter
	AlignBaseline
	AlignLastBaseline
	AlignSelfStart
	AlignSelfEnd
	AlignLeft
	AlignRight
	AlignSpaceBetween
	AlignSpaceAround
	AlignSpaceEvenly
	// AlignSafe is or-ed to a value for "safe" overflow alignment.
	AlignSafe Align = 0x80
)

const (
	TextStart TextAlign = iota
	TextEnd
	TextLeft
	TextRight
	TextCenter
	TextJustify
	TextAlignAuto // text-align-last: auto, its initial value
)

const (
	TransformNone TextTransform = iota
	Uppercase
	Lowercase
	Capitalize
)

const (
	WhiteSpaceNormal WhiteSpace = iota
	Pre
	NoWrapSpace // nowrap
	PreWrap
	PreLine
	BreakSpaces
)

const (
	TextWrapAuto TextWrap = iota // wrap: first fit, as browsers do
	TextWrapBalance
	TextWrapPretty
	TextWrapStable
	TextWrapNone // nowrap
)

const (
	OverflowWrapNormal OverflowWrap = iota
	OverflowWrapBreakWord
	OverflowWrapAnywhere
)

const (
	WordBreakNormal WordBreak = iota
	WordBreakAll
	WordBreakKeepAll
	WordBreakAutoPhrase
	WordBreakWord // legacy break-word
)

const (
	LineBreakAuto LineBreak = iota
	LineBreakLoose
	LineBreakNormal
	LineBreakStrict
	LineBreakAnywhere
)

const (
	SpacingTrimNormal SpacingTrim = iota
	SpaceAll
	SpaceFirst
	TrimStart
	TrimBoth
	TrimAll
)

const (
	TextClip TextOverflow = iota
	TextEllipsis
)

const (
	VBaseline VAlign = iota
	VSub
	VSuper
	VTextTop
	VTextBottom
	VMiddle
	VTop
	VBottom
)

const (
	Underline DecorationLine = 1 << iota
	Overline
	LineThrough
)

const (
	DecorationSolid DecorationStyle = iota
	DecorationDouble
	DecorationDotted
	DecorationDashed
	DecorationWavy
)

const (
	ClampLine     ClampAt = iota // at the last cluster that fits
	ClampSentence                // at the last sentence end that fits
)

const (
	AreaBorder BoxArea = iota
	AreaPadding
	AreaContent
	AreaText
)

const (
	RepeatTile Repeat = iota
	RepeatNone
	RepeatSpace
	RepeatRound
)

const (
	Explicit SizeKeyword = iota
	CoverSize
	ContainSize
)

const (
	FitFill ObjectFit = iota
	FitContain
	FitCover
	FitNone
	FitScaleDown
)

const (
	RenderAuto      ImageRendering = iota
	RenderPixelated                // also crisp-edges
)

const (
	FarthestCorner Extent = iota
	FarthestSide
	ClosestCorner
	ClosestSide
)

const (
	ClipInset ClipShape = iota
	ClipCircle
	ClipEllipse
	ClipPolygon
)

const (
	FilterBlur FilterKind = iota // px
	FilterBrightness
	FilterGrayscale
	FilterContrast
	FilterSaturate
	FilterOpacity
	FilterSepia
	FilterInvert
)
