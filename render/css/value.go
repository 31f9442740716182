package css

import (
	"image/color"
	"slices"

	"sharecard/render/colorspace"
	"sharecard/render/pathdata"
)

// Value is the specified value of a longhand: a [Keyword], [Wide], [Number],
// [Integer], [Length], [Color], or one of the types of the property's family.
type Value any

// Keyword is an identifier, in lower case.
type Keyword string

// Wide is a CSS-wide keyword (CSS Cascade 4 §7.3).
type Wide uint8

// The CSS-wide keywords. Revert takes the value of the browser's own sheet.
const (
	Inherit Wide = iota
	Initial
	Unset
	Revert
)

// Number is a <number>.
type Number float64

// Integer is an <integer>.
type Integer int

// Unit is the unit of a [Length].
type Unit uint8

// The units of a [Length]. Absolute units are px by the time they are parsed.
const (
	UnitPx Unit = iota
	UnitPercent
	UnitNumber // no unit: line-height, tab-size, factors
	UnitEm
	UnitRem
	UnitEx
	UnitRex
	UnitCh
	UnitRch
	UnitIc
	UnitRic
	UnitCap
	UnitRcap
	UnitLh
	UnitRlh
	UnitVw
	UnitVh
	UnitVmin
	UnitVmax
	UnitCqw
	UnitCqh
	UnitCqi
	UnitCqb
	UnitCqmin
	UnitCqmax
	UnitAuto // the keyword auto, where a list holds it beside lengths
)

// Length is a <length-percentage>, or a math function over such.
type Length struct {
	N    float64
	Unit Unit
	Calc *Calc // set for a math function; N and Unit are then unused
}

// hasPercent reports whether a percentage stands in l.
func (l Length) hasPercent() bool {
	if l.Calc == nil {
		return l.Unit == UnitPercent
	}
	return slices.ContainsFunc(l.Calc.Args, Length.hasPercent)
}

// Calc is a math function that needs an element to be computed.
type Calc struct {
	Op   CalcOp
	Args []Length
}

// CalcOp is the operation of a [Calc].
type CalcOp uint8

// The operations of a [Calc]. Scale multiplies Args[0] by Args[1].N.
const (
	CalcSum CalcOp = iota
	CalcMin
	CalcMax
	CalcScale

	// Of two arguments: Args[0] rounded to a multiple of Args[1], and what is left of it
	// (CSS Values 4 §10.5).
	CalcNearest
	CalcUp
	CalcDown
	CalcToZero
	CalcMod // with the sign of Args[1]
	CalcRem // with the sign of Args[0]

	CalcHypot // the root of the sum of the squares
)

// Color is a <color>.
type Color struct {
	RGBA    color.NRGBA // mapped to sRGB
	Current bool        // currentcolor

	// Exact is the colour before it was mapped, of one in a syntax that is not a
	// legacy one (CSS Color 4 §4.1), and of one with missing components. It is nil
	// for all others.
	Exact *colorspace.Color
	// Modern tells that the syntax is not a legacy one: gradients mix it in Oklab.
	Modern bool
	// Deferred is set for a colour that depends on the element: RGBA is then not
	// known, and [Color.On] gives the colour.
	Deferred *DeferredColor
}

// autoLength is the [Length] that stands for the keyword auto.
func autoLength() Length { return Length{Unit: UnitAuto} }

// Position is a <position>; each axis an offset from the left or top edge.
type Position struct{ X, Y Length }

// Shadow is one entry of box-shadow or text-shadow.
type Shadow struct {
	X, Y, Blur, Spread Length
	Color              Color
	Inset              bool
}

// Shadows is a shadow list; empty for none.
type Shadows []Shadow

// Images is background-image: one [Image] a layer, nil for none.
type Images []Image

// Image is a [URL] or a *[Gradient].
type Image interface{ image() }

// URL is an image by address.
type URL string

// Gradient is a gradient function of CSS Images 4 §3. The stops of a conic one
// are percentages of a turn.
type Gradient struct {
	Radial    bool
	Conic     bool
	Repeating bool
	Stops     []Stop
	In        *colorspace.Method // nil where none is given

	// Linear; a conic gradient has the angle that it starts from.
	Angle            float64 // degrees clockwise from "to top"
	ToCorner         bool    // toward (CornerX, CornerY), each -1 or 1
	CornerX, CornerY int

	// Radial; a conic gradient has a center.
	Circle bool
	Extent Keyword // farthest-corner and the like; "" where RX is set
	RX, RY Length
	Center Position
}

// Stop is a colour stop or a transition hint.
type Stop struct {
	Color  Color
	Pos    Length
	HasPos bool
	Hint   bool
}

func (URL) image()       {}
func (*Gradient) image() {}

// Positions are those of layers, as a shorthand has them.
type Positions []Position

// Lengths are background-position-x and -y: one entry a layer.
type Lengths []Length

// Size is one entry of background-size: a Keyword (cover, contain) or lengths.
type Size struct {
	Keyword       Keyword
	Width, Height Length // UnitAuto for auto
}

// Sizes is background-size.
type Sizes []Size

// Repeats is background-repeat: a pair of keywords a layer.
type Repeats [][2]Keyword

// Keywords is a comma-separated list of keywords.
type Keywords []Keyword

// BorderImageSlices is border-image-slice: top, right, bottom, left, each a UnitNumber
// (px of the image) or a UnitPercent.
type BorderImageSlices struct {
	Sides [4]Length
	Fill  bool
}

// BorderImageEdges is border-image-width or -outset: top, right, bottom, left. A
// UnitNumber is a multiple of the width of the border.
type BorderImageEdges [4]Length

// BorderImageRepeats is border-image-repeat, across and down.
type BorderImageRepeats [2]Keyword

// Names is a list of names; empty for none.
type Names []string

// Corner is the radius of one corner.
type Corner struct{ X, Y Length }

// Families is font-family, in order of preference.
type Families []string

// Features is font-feature-settings, or what a font-variant property asks for.
type Features []Feature

// Feature is an OpenType feature and its value.
type Feature struct {
	Tag   string
	Value uint32
}

// Variations is font-variation-settings.
type Variations []Variation

// Variation is a place on an axis of a variable face.
type Variation struct {
	Tag   string
	Value float64
}

// Oblique is font-style: oblique with its angle in degrees, clockwise.
type Oblique float64

// ItalicSlant is the angle in degrees that italic, and oblique without an angle, stand
// for (CSS Fonts 4 §2.4).
const ItalicSlant = 14

// EmphasisMark is text-emphasis-style: the text of the mark, empty for none.
type EmphasisMark string

// Decoration is text-decoration-line: the set of keywords.
type Decoration struct{ Underline, Overline, LineThrough bool }

// Ratio is aspect-ratio; Value is 0 where there is only auto.
type Ratio struct {
	Value float64
	Auto  bool
}

// Align is a value of the alignment properties.
type Align struct {
	Keyword Keyword
	Safe    bool
}

// Transforms is the transform list; empty for none.
type Transforms []Transform

// Transform is translate3d(X, Y, Z), a matrix a b c d e f, a matrix of 4 × 4 by its columns,
// or perspective(Z).
type Transform struct {
	X, Y, Z     Length
	Matrix      *[6]float64
	Space       *[16]float64
	Perspective bool
}

// FloatShape is shape-outside: a shape, the box that it refers to, or both. Nil is none.
type FloatShape struct {
	Shape *ClipPath
	Box   Keyword // empty for margin-box
}

// ClipPath is a basic shape of CSS Shapes 1 and 2; a nil *ClipPath is none.
type ClipPath struct {
	Shape   Keyword   // inset, circle, ellipse, polygon, path, shape; box for Box itself
	Box     Keyword   // border-box, padding-box, content-box or ""
	Inset   [4]Length // top, right, bottom, left
	Radius  [4]Corner
	Center  Position
	Extent  Keyword // where RX is auto
	RX, RY  Length
	Points  []Position
	Path    pathdata.Path // px from the corner of the box
	EvenOdd bool

	Commands []ShapeCommand // of shape
	URL      URL            // of a clipPath element, in place of a shape
}

// Filters is the filter list; empty for none.
type Filters []Filter

// Filter is one filter function: blur in px, hue-rotate in degrees, drop-shadow
// with a Shadow, the others a factor; or the address of a filter element.
type Filter struct {
	URL    URL
	Name   Keyword
	Amount Length
	Shadow Shadow
}

// Content is the content property: none (Show false) or a list of pieces.
type Content struct {
	Show   bool
	Pieces []ContentPiece
}

// ContentPiece is a string, or the attribute or counter to take one from, a quotation mark or
// a picture.
type ContentPiece struct {
	Text    string // between the counters, where there are several
	Attr    string
	Counter string
	Style   Keyword // of the counter
	Several bool    // counters(): that of each element around
	Quote   Keyword // open-quote and the like
	Picture URL     // of a picture
}

// Text is a <string>.
type Text string

// Counters are those of counter-reset and the like.
type Counters []Counter

// Counter is one entry of [Counters].
type Counter struct {
	Name string
	N    int
}

// Quotes are pairs of quotation marks, an opening one before each closing one; nil for
// those of the language.
type Quotes []string

// Fit is --card-fit.
type Fit struct {
	Min, Max Length
	Lines    int
}
