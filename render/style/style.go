package style

import (
	"image/color"

	"sharecard/render/colorspace"
)

// Style holds the computed values of one element or pseudo-element: every
// length in px (or percent, where the basis is known only in layout), every
// colour resolved. It is immutable once computed and may be shared.
//
// The fields stand in families, in the order of the files of render/css.
type Style struct {
	// Box generation and positioning: CSS Display 3, CSS Position 3.
	Display   Display
	WasInline bool // Display was inline-level before blockification: for the static position
	Position  Position
	Inset     Sides // top, right, bottom, left
	ZIndex    ZIndex
	Direction Direction
	OverflowX Overflow
	OverflowY Overflow
	Visible   bool // visibility: visible

	// Box model: CSS Box 4, CSS Sizing 3 and 4, CSS Backgrounds 3 §4.
	BoxSizing           BoxSizing
	Width, Height       Length
	MinWidth, MinHeight Length
	MaxWidth, MaxHeight Length
	AspectRatio         Ratio
	Margin              Sides
	Padding             Sides
	Border              [4]BorderSide // top, right, bottom, left
	Radius              [4]Corner     // top-left, top-right, bottom-right, bottom-left
	Outline             BorderSide    // CSS UI 4 §3
	OutlineOffset       float64       // px

	// Flex: CSS Flexbox 1, CSS Align 3.
	FlexDirection     FlexDirection
	FlexWrap          FlexWrap
	FlexGrow          float64
	FlexShrink        float64
	FlexBasis         Length
	Order             int
	AlignItems        Align
	AlignSelf         Align // AlignAuto takes the parent's AlignItems
	AlignContent      Align
	JustifyContent    Align
	JustifyItems      Align
	JustifySelf       Align  // AlignAuto takes the parent's JustifyItems
	RowGap, ColumnGap Length // Normal or Fixed

	// Grid: CSS Grid 1.
	GridTemplateRows    Tracks
	GridTemplateColumns Tracks
	GridTemplateAreas   *Areas // nil for none
	GridAutoFlow        GridFlow
	GridAutoRows        []TrackSize // at least one, but for an anonymous box
	GridAutoColumns     []TrackSize
	GridRow, GridColumn [2]GridLine // start and end

	// Font: CSS Fonts 4. Inherited.
	FontFamily   []string
	FontSize     float64 // px
	FontWeight   int     // 1–1000
	Italic       bool
	FontFeatures []Feature
	LineHeight   LineHeight
	Lang         string // BCP 47, from the lang attribute

	// Text: CSS Text 3 and 4. Inherited but for TextOverflow and LineClamp.
	Color         color.NRGBA
	TextFill      TextFill
	Dark          bool    // the used color scheme is dark (CSS Color Adjustment 1 §2)
	LetterSpacing float64 // px
	WordSpacing   float64 // px
	TextAlign     TextAlign
	TextAlignLast TextAlign
	TextIndent    Length
	TextTransform TextTransform
	WhiteSpace    WhiteSpace
	TextWrap      TextWrap
	OverflowWrap  OverflowWrap
	WordBreak     WordBreak
	LineBreak     LineBreak
	SpacingTrim   SpacingTrim
	Autospace     bool   // text-autospace: normal
	TabSize       Length // Px, or Percent × 100 for a number of spaces
	LineClamp     int    // lines, 0 for none
	TextOverflow  TextOverflow
	VerticalAlign VerticalAlign
	Decoration    []Decoration // of the element and of its ancestors
	TextShadow    []Shadow
	CardFit       Fit
	CardClamp     ClampAt

	// Paint: CSS Backgrounds 3, Images 3, Color 4, Transforms 1, Masking 1,
	// Filter Effects 1.
	BackgroundColor color.NRGBA
	Background      []Layer // first is topmost
	BackgroundClip  BoxArea // of the colour: the clip of the last layer
	Opacity         float64
	BoxShadow       []Shadow // first is topmost
	ObjectFit       ObjectFit
	ObjectPosition  Point
	ImageRendering  ImageRendering
	Transform       []Transform // translate, rotate and scale, then transform
	TransformOrigin Point
	ClipPath        *ClipPath
	Filter          []Filter

	// Compositing: Compositing 1, Filter Effects 2, Masking 1.
	MixBlend       BlendMode
	Isolated       bool // isolation: isolate
	BackdropFilter []Filter
	Mask           []Layer // first is topmost; empty for no mask

	// Content is what a pseudo-element shows: text after attr() and strings
	// were joined; nil where content is none or normal.
	Content *string

	// Custom holds the custom properties that apply here, inherited ones
	// included.
	Custom map[string]string

	parts parts
}

// parts are computed values that make up a field above together with others,
// kept so that each can be inherited or reset alone.
type parts struct {
	scope       *scope
	collapse    whiteSpaceCollapse
	nowrap      bool
	sized       bool // the font size is not one of the keywords
	unmarked    bool // list-style-type: none
	wrapStyle   TextWrap
	kerning     kerning
	caps        []Feature
	numeric     []Feature
	ligatures   []Feature
	eastAsian   []Feature
	settings    []Feature
	decoration  Decoration // the element's own
	transform   []Transform
	translate   []Transform
	rotate      []Transform
	scale       []Transform
	backgrounds *layerLists // nil: all initial
	masks       *layerLists // nil: all initial
}

// Sides are the four sides of a box: top, right, bottom, left.
type Sides [4]Length

// Indices of the sides of a box in [Sides] and Style.Border.
const (
	Top = iota
	Right
	Bottom
	Left
)

// Point is a position in a box: <position> of CSS Values 4 §9, percentages
// against the free space.
type Point struct{ X, Y Length }

// BorderSide is one side of a border. Width is 0 where Style is none.
type BorderSide struct {
	Width float64 // px
	Style BorderStyle
	Color color.NRGBA
}

// TextFill is -webkit-text-fill-color, where it is set to another colour than
// currentcolor.
type TextFill struct {
	Set   bool
	Color color.NRGBA
}

// FillColor is the colour of the glyphs of a text.
func (s *Style) FillColor() color.NRGBA {
	if s.TextFill.Set {
		return s.TextFill.Color
	}
	return s.Color
}

// Corner is the radius of one corner; percentages against width and height.
type Corner struct{ X, Y Length }

// Ratio is aspect-ratio: width over height, 0 for none. Where Auto is
// set, the own ratio of a replaced element replaces Value.
type Ratio struct {
	Value float64
	Auto  bool
}

// ZIndex is z-index.
type ZIndex struct {
	Set bool // false: auto
	N   int
}

// LineHeight is normal (the zero value), a multiple of the font size, or px.
type LineHeight struct {
	Factor float64 // × font-size
	Px     float64 // px, where Factor is 0
	Set    bool    // false: normal
}

// Feature is one entry of font-feature-settings or what font-variant asks for.
type Feature struct {
	Tag   string // four ASCII characters
	Value uint32
}

// VerticalAlign is vertical-align: a keyword, or a length above the baseline.
type VerticalAlign struct {
	Keyword VAlign
	Length  Length // percentages against the line-height; Keyword is VBaseline
}

// Decoration is one text-decoration that runs through a text.
type Decoration struct {
	Line      DecorationLine // bit set
	Style     DecorationStyle
	Color     color.NRGBA
	Thickness Length  // Auto or Fixed, percentages against 1em
	Offset    Length  // text-underline-offset, Auto or Fixed
	FontSize  float64 // px, of the element that set it
}

// Shadow is one of box-shadow or text-shadow, lengths in px.
type Shadow struct {
	X, Y, Blur, Spread float64
	Color              color.NRGBA
	Inset              bool
}

// Layer is one background or mask image with its placement. The Image of a mask
// is nil for none, which masks all.
type Layer struct {
	Image    Image
	Position Point
	Size     BackgroundSize
	RepeatX  Repeat
	RepeatY  Repeat
	Origin   BoxArea
	Clip     BoxArea

	Blend     BlendMode // of a background
	Composite Composite // of a mask, with the layers below
	Luminance bool      // of a mask: mask-mode is luminance
}

// BackgroundSize is background-size.
type BackgroundSize struct {
	Keyword       SizeKeyword // Explicit, Cover or Contain
	Width, Height Length      // Auto or Fixed, where Keyword is Explicit
}

// Image is a CSS image: [URL], [LinearGradient], [RadialGradient] or
// [ConicGradient].
type Image interface{ image() }

// URL is an image by address, as it stands in the source.
type URL struct{ Src string }

// LinearGradient is linear-gradient() or repeating-linear-gradient().
type LinearGradient struct {
	// Angle is in degrees clockwise from "to top". Where ToCorner is set, the
	// angle is the magic corner's (CSS Images 3 §3.1.1) toward (CornerX, CornerY),
	// each -1 or 1, right and bottom positive.
	Angle            float64
	ToCorner         bool
	CornerX, CornerY int
	Line
}

// RadialGradient is radial-gradient() or repeating-radial-gradient().
type RadialGradient struct {
	Circle bool
	Extent Extent // used where RX is Auto
	RX, RY Length
	Center Point
	Line
}

// ConicGradient is conic-gradient() or repeating-conic-gradient(). From is in
// degrees clockwise from "to top"; the stops are percentages of a turn.
type ConicGradient struct {
	From   float64
	Center Point
	Line
}

// Line is the colours along the line of a gradient. In is the space to mix them
// in; nil is sRGB, of colours that sRGB shows.
type Line struct {
	Stops     []Stop
	Repeating bool
	In        *colorspace.Method
}

// Stop is a colour stop. A stop without a position has Pos.Kind Auto. Hint
// marks a transition hint, which has no colour.
type Stop struct {
	Color color.NRGBA
	Exact colorspace.Color // where Line.In is set
	Pos   Length
	Hint  bool
}

func (URL) image()             {}
func (*LinearGradient) image() {}
func (*RadialGradient) image() {}
func (*ConicGradient) image()  {}

// Transform is one 2D transform function: translate with lengths, or a matrix
// for all others (rotate, scale, skew, matrix).
type Transform struct {
	X, Y   Length      // translate, where Matrix is nil
	Matrix *[6]float64 // a b c d e f of CSS Transforms 1
}

// ClipPath is a basic shape of CSS Shapes 1.
type ClipPath struct {
	Shape   ClipShape
	Inset   Sides     // inset()
	Radius  [4]Corner // inset() round
	Center  Point     // circle(), ellipse()
	RX, RY  Length    // circle() has RX == RY; Auto: by Extent
	Extent  Extent
	Points  []Point // polygon()
	EvenOdd bool
}

// Filter is one filter function: blur in px, hue-rotate in degrees, drop-shadow
// with a Shadow, others as a factor.
type Filter struct {
	Kind   FilterKind
	Amount float64
	Shadow *Shadow
}

// Fit is --card-fit: the smallest and the largest font size in px and the
// number of lines to fit the text into, as large as that allows; with
// text-wrap: balance up to 17 % smaller, never below Min, where that buys
// clearly better line breaks. Lines is 0 where the property is absent.
type Fit struct {
	Min, Max float64
	Lines    int
}
