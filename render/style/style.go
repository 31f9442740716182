package style

import (
	"image/color"
	"strings"

	"sharecard/render/colorspace"
	"sharecard/render/css"
	"sharecard/render/pathdata"
)

// Style holds the computed values of one element or pseudo-element: every
// length in px (or percent, where the basis is known only in layout), every
// colour resolved. It is immutable once computed and may be shared.
//
// The fields stand in families, in the order of the files of render/css.
type Style struct {
	// Box generation and positioning: CSS Display 3, CSS Position 3.
	Display         Display
	WasInline       bool // Display was inline-level before blockification: for the static position
	Position        Position
	Inset           Sides // top, right, bottom, left
	ZIndex          ZIndex
	Direction       Direction
	WritingMode     WritingMode
	TextOrientation TextOrientation
	TextCombine     bool  // text-combine-upright: all
	Float           Float // FloatNone, FloatLeft or FloatRight
	Clear           Clear // of the same sides
	OverflowX       Overflow
	OverflowY       Overflow
	Visible         bool // visibility: visible
	Collapsed       bool // visibility: collapse, which rows and columns of tables heed

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
	CornerCurve         [4]float64    // corner-shape: the parameter of superellipse() less one
	Outline             BorderSide    // CSS UI 4 §3
	OutlineOffset       float64       // px
	BorderImage         *BorderImage  // nil for none: CSS Backgrounds 3 §6
	CloneEdges          bool          // box-decoration-break: clone

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

	// Tables: CSS Tables 3. Inherited but for FixedColumns.
	CollapseBorders bool       // border-collapse: collapse
	BorderSpacing   [2]float64 // px: between columns, between rows
	CaptionBelow    bool       // caption-side: bottom
	HideEmpty       bool       // empty-cells: hide
	FixedColumns    bool       // table-layout: fixed

	// Columns: CSS Multi-column 1; breaks: CSS Fragmentation 3.
	Columns                 Columns
	SpansColumns            bool // column-span: all
	BreakBefore, BreakAfter Break
	BreakInside             BreakInside
	Orphans, Widows         int // lines; inherited

	// Font: CSS Fonts 4. Inherited.
	FontFamily   []string
	FontSize     float64 // px
	Zoom         float64 // all lengths of the element are multiplied by it (CSS Viewport 1 §5)
	FontWeight   int     // 1–1000
	FontWidth    float64 // percent of normal
	Slant        float64 // degrees of font-style, clockwise; 0 is upright
	FontFeatures []Feature
	Variations   []Variation // font-variation-settings
	OneDesign    bool        // font-optical-sizing: none
	LineHeight   LineHeight
	Lang         string // BCP 47, from the lang attribute

	// Text: CSS Text 3 and 4. Inherited but for TextOverflow and LineClamp.
	Color             color.NRGBA
	TextFill          TextFill
	TextStroke        TextStroke
	Emphasis          Emphasis
	Quotes            []string // pairs of quotation marks; nil for those of the language
	Dark              bool     // the used color scheme is dark (CSS Color Adjustment 1 §2)
	LetterSpacing     float64  // px
	WordSpacing       float64  // px
	TextAlign         TextAlign
	AlignBlocks       bool // text-align moves block boxes too, as the old align attributes do
	TextAlignLast     TextAlign
	TextIndent        Indent
	TextTransform     TextTransform
	WhiteSpace        WhiteSpace
	TextWrap          TextWrap
	OverflowWrap      OverflowWrap
	WordBreak         WordBreak
	LineBreak         LineBreak
	UnicodeBidi       UnicodeBidi
	TextBox           TextBox
	SpacingTrim       SpacingTrim
	Autospace         bool // text-autospace: normal
	NoHyphens         bool // hyphens: none
	NoSynthesis       Synthesis
	HyphenCharacter   *string // hyphenate-character; nil for auto
	TextJustify       Justification
	TabSize           Length // Px, or Percent × 100 for a number of spaces
	LineClamp         int    // lines, 0 for none
	TextOverflow      TextOverflow
	VerticalAlign     VerticalAlign
	Decoration        []Decoration // of the element and of its ancestors
	OverInk           bool         // text-decoration-skip-ink: none
	UnderlinePosition UnderlinePosition
	Ruby              RubyStyle
	TextShadow        []Shadow
	CardFit           Fit
	CardClamp         ClampAt

	// Paint: CSS Backgrounds 3, Images 3, Color 4, Transforms 1, Masking 1,
	// Filter Effects 1.
	BackgroundColor color.NRGBA
	Background      []Layer // first is topmost
	BackgroundClip  BoxArea // of the colour: the clip of the last layer
	Opacity         float64
	BoxShadow       []Shadow // first is topmost
	ObjectFit       ObjectFit
	ObjectPosition  Point
	ViewBox         *ClipPath // object-view-box, an inset; nil for none
	ClipMargin      ClipMargin
	ImageRendering  ImageRendering
	Transform       []Transform // translate, rotate and scale, then transform
	TransformOrigin Point
	// Perspective is the distance of the eye that looks at the transformed children, px;
	// 0 for none.
	Perspective       float64
	Preserve3D        bool // transform-style
	BackfaceHidden    bool // backface-visibility
	PerspectiveOrigin Point
	ClipPath          *ClipPath
	Contain           Containment
	SkipsContent      bool // content-visibility: hidden
	// ContainWidth and ContainHeight are the size of the content under containment of sizes: None or Fixed, in px.
	ContainWidth, ContainHeight Length
	Container                   ContainerType
	ContainerNames              []string
	Shape                       *FloatShape // nil for none
	ShapeMargin                 Length
	Filter                      []Filter

	// Compositing: Compositing 1, Filter Effects 2, Masking 1.
	MixBlend       BlendMode
	Isolated       bool // isolation: isolate
	BackdropFilter []Filter
	Mask           []Layer // first is topmost; empty for no mask

	// FirstLine is the style of ::first-line; nil for none. Only its colours, decorations
	// and shadows count.
	FirstLine *Style

	// Content is what a pseudo-element shows: the text of its strings, attributes and
	// counters; nil where content is none or normal.
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
	plain       bool // appearance: none
	visibility  contentVisibility
	sized       bool         // the font size is not one of the keywords
	content     *css.Content // nil for none and normal
	list        listStyle
	counters    [3]css.Counters // counter-reset, counter-increment, counter-set
	wrapStyle   TextWrap
	kerning     kerning
	caps        []Feature
	numeric     []Feature
	ligatures   []Feature
	eastAsian   []Feature
	scripts     []Feature // of font-variant-position
	alternates  []Feature
	settings    []Feature
	decoration  Decoration   // the element's own
	borderImage *BorderImage // nil: all initial; never written once it stands here
	ownBorder   [4]bool      // sides whose border-color is another than currentcolor
	transform   []Transform
	translate   []Transform
	rotate      []Transform
	scale       []Transform
	clip        *ClipPath
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

// Emphasis is the text-emphasis family: a mark beside each character.
type Emphasis struct {
	Mark  string   // its first grapheme cluster shows; empty for none
	Under bool     // the marks stand under the text, not over it
	Color TextFill // text-emphasis-color
}

// TextStroke is -webkit-text-stroke and paint-order.
type TextStroke struct {
	Width float64  // px
	Color TextFill // -webkit-text-stroke-color
	First bool     // it is painted before the fill
}

// StrokeColor is the colour of the stroke around the glyphs of a text.
func (s *Style) StrokeColor() color.NRGBA {
	if s.TextStroke.Color.Set {
		return s.TextStroke.Color.Color
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

// Variation is a place on an axis of a variable face.
type Variation struct {
	Tag   string // four ASCII characters
	Value float64
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
	Position  UnderlinePosition
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

	Fixed     bool      // of a background: it is placed against the page
	Blend     BlendMode // of a background
	Composite Composite // of a mask, with the layers below
	MaskMode  MaskMode  // of a mask
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

// ElementOf is the address of an image that is an element of the page, "" for others.
func ElementOf(img Image) string {
	if u, ok := img.(URL); ok && strings.HasPrefix(u.Src, "#") {
		return u.Src
	}
	return ""
}

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
	X, Y        Length       // translate, where the matrices are nil
	Z           float64      // px: the depth of a translation, or the distance of the eye
	Matrix      *[6]float64  // a b c d e f of CSS Transforms 1
	Space       *[16]float64 // columns of a matrix of CSS Transforms 2
	Perspective bool         // perspective(Z)
}

// ClipPath is a basic shape of CSS Shapes 1 and 2.
type ClipPath struct {
	Shape   ClipShape
	Box     BoxArea   // what it refers to
	Inset   Sides     // inset()
	Radius  [4]Corner // inset() round
	Center  Point     // circle(), ellipse()
	RX, RY  Length    // circle() has RX == RY; Auto: by Extent
	Extent  Extent
	Points  []Point       // polygon()
	Path    pathdata.Path // path(), px from the top left corner of the box
	EvenOdd bool

	Commands []ShapeCommand // shape()
	Element  string         // the address of a clipPath element
}

// FloatShape is shape-outside: what lines stand beside instead of the margin box.
type FloatShape struct {
	Shape *ClipPath // nil for the box itself, with its round corners
	Box   ShapeBox
}

// Filter is one filter function: blur in px, hue-rotate in degrees, drop-shadow
// with a Shadow, others as a factor.
type Filter struct {
	Kind   FilterKind
	Amount float64
	Shadow *Shadow

	Element string // the address of a filter element
}

// Fit is --card-fit: the smallest and the largest font size in px and the
// number of lines to fit the text into, as large as that allows; with
// text-wrap: balance up to 17 % smaller, never below Min, where that buys
// clearly better line breaks. Lines is 0 where the property is absent.
type Fit struct {
	Min, Max float64
	Lines    int
}
