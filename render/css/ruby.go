package css

// The longhands of ruby.
const (
	RubyPosition = endVisible + iota
	RubyAlign
	RubyOverhang
	endRuby
)

// rubyProperties are those of CSS Ruby 1.
func rubyProperties() []property {
	return []property{
		{id: RubyPosition, name: "ruby-position", aliases: []string{"-webkit-ruby-position"}, inherited: true, initial: "over",
			values: "over | under", other: rubyPositionValue},
		{id: RubyAlign, name: "ruby-align", inherited: true, initial: "space-around",
			values: "space-around | start | center | space-between"},
		{id: RubyOverhang, name: "ruby-overhang", inherited: true, initial: "auto", values: "auto | spaces | none"},
	}
}

// rubyPositionValue reads the forms of ruby-position that mean the same as a keyword of
// it: alternate begins with the side that is named beside it, and before and after are
// names of old pages.
func rubyPositionValue(r *reader) Value {
	switch {
	case r.word("before"):
		return Keyword("over")
	case r.word("after"):
		return Keyword("under")
	}
	alternates := r.word("alternate")
	side, ok := r.oneOf("over", "under")
	if !ok || !alternates && !r.word("alternate") {
		return nil
	}
	return side
}
