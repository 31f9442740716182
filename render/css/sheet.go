package css

// Sheet is a style sheet.
type Sheet struct {
	File      string
	Rules     []Rule // in source order
	FontFaces []FontFace

	Layers     []string // full names of the cascade layers, in the order in which they appear first
	Properties []RegisteredProperty

	CounterStyles []CounterStyle

	unnamed int // layers without a name so far
}

// Rule is a style rule: selectors and declarations.
type Rule struct {
	Selectors    []Selector
	Media        []*Media // all must hold; none for a rule that always applies
	Containers   []*ContainerQuery
	Scopes       []*Scope // the innermost last
	Layer        string   // full name of its cascade layer, "" for none
	Declarations []Declaration
	Vector       []VectorDeclaration // of Declarations those that elements of an inline svg read too, and others that they alone read
	Line, Column int
}

// Declaration sets one longhand or custom property. Shorthands are expanded.
type Declaration struct {
	ID        ID
	Important bool
	Name      string // of a custom property
	Value     Value  // a *Pending where var() is still to be replaced
}

// FontFace is an @font-face rule.
type FontFace struct {
	File         string // of the style sheet, which addresses are relative to
	Family       string
	Sources      []FontSource // in order of preference
	Weight       *Span        // 1–1000; nil where not given, as for the next two
	Width        *Span        // font-width, percent
	Slant        *Span        // degrees of font-style; italic is 14
	Variations   Variations
	Unicode      []UnicodeRange // empty: all
	Media        []*Media
	Line, Column int
}

// Span is a range of weights, widths or slants, both ends included.
type Span struct{ Min, Max float64 }

// FontSource is one entry of src: an address or the name of a local face.
type FontSource struct {
	URL    string
	Local  string
	Format string // of format(), lower case; "" where not given
}

// UnicodeRange is a range of code points, both ends included.
type UnicodeRange struct{ First, Last rune }

// Options tell [Parse] where in its file the source begins.
type Options struct {
	Line, Column int // of the first character, from 1; 0 means 1

	// Import returns a style sheet that the sheet file imports, and its own name.
	// Nil: nothing can be imported.
	Import func(file, address string) (name, src string, err error)
}
