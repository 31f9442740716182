package css

import (
	"slices"
	"strings"
)

// ID names a longhand property.
type ID uint8

// The longhands. Inline logical ones become physical once the direction is
// known; block ones are physical names already, as lines are horizontal.
const (
	Display ID = iota
	Placement
	Top
	Right
	Bottom
	Left
	ZIndex
	Direction
	OverflowX
	OverflowY
	Visibility
	BoxSizing
	Width
	Height
	MinWidth
	MinHeight
	MaxWidth
	MaxHeight
	AspectRatio
	MarginTop
	MarginRight
	MarginBottom
	MarginLeft
	PaddingTop
	PaddingRight
	PaddingBottom
	PaddingLeft

	BorderTopWidth
	BorderRightWidth
	BorderBottomWidth
	BorderLeftWidth
	BorderTopStyle
	BorderRightStyle
	BorderBottomStyle
	BorderLeftStyle
	BorderTopColor
	BorderRightColor
	BorderBottomColor
	BorderLeftColor
	BorderTopLeftRadius
	BorderTopRightRadius
	BorderBottomRightRadius
	BorderBottomLeftRadius

	FlexDirection
	FlexWrap
	FlexGrow
	FlexShrink
	FlexBasis
	Order
	AlignItems
	AlignSelf
	AlignContent
	JustifyContent
	JustifyItems
	JustifySelf
	RowGap
	ColumnGap

	FontFamily
	FontSize
	FontWeight
	FontStyle
	FontKerning
	FontVariantCaps
	FontVariantNumeric
	FontVariantLigatures
	FontVariantEastAsian
	FontFeatureSettings
	LineHeight

	TextColor
	LetterSpacing
	WordSpacing
	TextAlign
	TextAlignLast
	TextIndent
	TextTransform
	WhiteSpaceCollapse
	TextWrapMode
	TextWrapStyle
	TabSize
	OverflowWrap
	WordBreak
	LineBreak
	Hyphens
	TextSpacingTrim
	TextAutospace
	TextOverflow
	LineClamp
	BoxOrient
	VerticalAlign
	TextDecorationLine
	TextDecorationStyle
	TextDecorationColor
	TextDecorationThickness
	TextUnderlineOffset
	TextShadow
	ListStyleType

	BackgroundColor
	BackgroundImage
	BackgroundPosition
	BackgroundSize
	BackgroundRepeat
	BackgroundOrigin
	BackgroundClip

	Opacity
	BoxShadow
	ObjectFit
	ObjectPosition
	ImageRendering
	TransformList
	TransformOrigin
	ClipShape
	FilterList
	ContentList

	// Inline logical longhands, in the order of the physical left ones; each
	// start is followed by its end.
	InsetInlineStart
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

	Custom // a custom property

	// Count is the number of IDs.
	Count
)

// FirstLogical is the first of the logical longhands.
const FirstLogical = InsetInlineStart

// physical holds the left-to-right counterpart of each logical longhand and
// the right-to-left one.
var physical = [Custom - FirstLogical][2]ID{
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
	if id < FirstLogical || id >= Custom {
		return id
	}
	if rtl {
		return physical[id-FirstLogical][1]
	}
	return physical[id-FirstLogical][0]
}

// Inherited reports whether the property is inherited.
func (id ID) Inherited() bool { return table.rows[id].inherited }

// String returns the property's name.
func (id ID) String() string { return table.rows[id].name }

// property is a row of the table: a longhand has parse or keywords, a
// shorthand longhands and expand.
type property struct {
	name      string
	id        ID
	aliases   []string
	values    string // syntax, for people
	inherited bool
	initial   string

	parse func(*reader) Value // nil: one of the keywords in values

	longhands []ID
	expand    func(*reader) []Value // one a longhand; nil where not understood

	words []string // keywords of values
}

// properties is the table in its lookup forms. It is never written once built.
type properties struct {
	rows   [Count]*property // longhands
	byName map[string]*property
	all    []*property // in the order of the families
	names  []string    // all names and aliases, for suggestions
}

var table = buildTable()

func buildTable() *properties {
	t := &properties{byName: map[string]*property{}}
	for _, family := range [][]property{
		boxProperties(), borderProperties(), flexProperties(), fontProperties(), textProperties(),
		backgroundProperties(), effectProperties(),
	} {
		for i := range family {
			p := &family[i]
			p.words = keywordsOf(p.values)
			t.all = append(t.all, p)
			if p.longhands == nil {
				t.rows[p.id] = p
			}
			for _, name := range append([]string{p.name}, p.aliases...) {
				t.byName[name] = p
				t.names = append(t.names, name)
			}
		}
	}
	for _, p := range t.all {
		for _, id := range p.longhands {
			p.words = append(p.words, t.rows[id].words...)
		}
	}
	all := &property{name: "all", values: "initial | inherit | unset | revert", expand: func(*reader) []Value { return nil }}
	for id := range FirstLogical {
		if id != Direction {
			all.longhands = append(all.longhands, id)
		}
	}
	all.words = keywordsOf(all.values)
	t.all = append(t.all, all)
	t.byName[all.name] = all
	t.names = append(t.names, all.name)
	t.rows[Custom] = &property{name: "--*", id: Custom, inherited: true}
	return t
}

// keywordsOf picks the keywords out of a syntax.
func keywordsOf(syntax string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(syntax, func(r rune) bool {
		return strings.ContainsRune(" |[]{}?*+#,&/()", r)
	}), func(w string) bool {
		return strings.ContainsAny(w, "<>'0123456789")
	})
}

// one reads a single keyword of the row's syntax.
func (p *property) one(r *reader) Value {
	if k, ok := r.oneOf(p.words...); ok {
		return k
	}
	return nil
}

// Property describes a property we understand.
type Property struct {
	Name      string
	Aliases   []string
	Values    string   // syntax, in the notation of CSS Values 4 §2
	Inherited bool     // longhands only
	Initial   string   // longhands only
	Longhands []string // of a shorthand
}

// Properties lists every property we understand, family by family.
func Properties() []Property {
	list := make([]Property, 0, len(table.all))
	for _, p := range table.all {
		d := Property{Name: p.name, Aliases: slices.Clone(p.aliases), Values: p.values, Inherited: p.inherited, Initial: p.initial}
		for _, id := range p.longhands {
			d.Longhands = append(d.Longhands, id.String())
		}
		list = append(list, d)
	}
	return list
}
