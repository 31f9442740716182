package css

import (
	"slices"
	"strings"
)

// ID names a longhand property. Each family declares its own in its file and
// goes on counting where the family before it ended.
type ID uint16

// The IDs behind those of the families.
const (
	Custom = endLogical + iota // a custom property

	// Count is the number of IDs.
	Count
)

// Inherited reports whether the property is inherited.
func (id ID) Inherited() bool { return table.rows[id].inherited }

// Initial returns the initial value as CSS text.
func (id ID) Initial() string { return table.rows[id].initial }

// Keywords returns the keywords of the property in the order of its syntax. The
// list is shared and must not be changed.
func (id ID) Keywords() []Keyword { return table.rows[id].keywords }

// String returns the property's name.
func (id ID) String() string { return table.rows[id].name }

// property is a row of the table, a longhand or a shorthand.
type property struct {
	name    string
	aliases []string
	values  string // syntax in the notation of CSS Values 4 §2; its keywords are read from here

	// A longhand is one of its keywords, or else what other reads. Where
	// keywords have values of their own, parse reads the whole value instead.
	id           ID
	inherited    bool
	initial      string
	other, parse func(*reader) Value
	pairs        map[[2]Keyword]Keyword // keywords that two words together stand for

	// A shorthand sets longhands; expand returns one value for each, nil where
	// the value is not understood.
	longhands []ID
	expand    func(*property, *reader) []Value

	// Made from the above.
	keywords []Keyword
	parts    []*property // the rows of longhands
	words    []string    // all keywords of values and of the longhands, for suggestions
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
		boxProperties(), borderProperties(), borderImageProperties(), flexProperties(), gridProperties(), fontProperties(), textProperties(),
		listProperties(),
		backgroundProperties(), effectProperties(), compositingProperties(), tableProperties(), visibleProperties(), rubyProperties(),
		columnProperties(),
	} {
		for i := range family {
			t.add(&family[i])
		}
	}
	all := &property{name: "all", values: "initial | inherit | unset | revert", expand: func(*property, *reader) []Value { return nil }}
	for id := range FirstLogical {
		if id != Direction {
			all.longhands = append(all.longhands, id)
		}
	}
	for _, p := range t.all {
		for _, id := range p.longhands {
			p.parts = append(p.parts, t.rows[id])
			p.words = append(p.words, t.rows[id].words...)
		}
	}
	t.add(all)
	t.addPrefixed()
	t.rows[Custom] = &property{name: "--*", id: Custom, inherited: true}
	return t
}

func (t *properties) add(p *property) {
	p.words = keywordsOf(p.values)
	t.all = append(t.all, p)
	if p.longhands == nil {
		t.rows[p.id] = p
		for _, w := range p.words {
			p.keywords = append(p.keywords, Keyword(w))
		}
	}
	for _, name := range append([]string{p.name}, p.aliases...) {
		t.byName[name] = p
		t.names = append(t.names, name)
	}
}

// keywordsOf picks the keywords out of a syntax.
func keywordsOf(syntax string) []string {
	return slices.DeleteFunc(strings.FieldsFunc(syntax, func(r rune) bool {
		return strings.ContainsRune(" |[]{}?*+#,&/()", r)
	}), func(w string) bool {
		return strings.ContainsAny(w, "<>'") || strings.Trim(w, "0123456789") == "" // what is left of {1,2}
	})
}

// read reads the value of a longhand, or nil.
func (p *property) read(r *reader) Value {
	if p.parse != nil {
		return p.parse(r)
	}
	if k, ok := r.pair(p.pairs); ok {
		return k
	}
	if k, ok := r.oneOf(p.words...); ok {
		return k
	}
	if p.other != nil {
		return p.other(r)
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
