package style

import "sharecard/render/css"

// RubyStyle is what CSS Ruby 1 says of annotations.
type RubyStyle struct {
	Under    bool // ruby-position: under
	Align    RubyAlign
	Overhang RubyOverhang
	Block    bool // the element was display: ruby before it became block-level (CSS Display 3 §2.7)
}

// RubyAlign is ruby-align: where the room goes that the shorter one of base and annotation
// has left.
type RubyAlign uint8

const (
	RubySpaceAround RubyAlign = iota
	RubyStart
	RubyCenter
	RubySpaceBetween
)

// RubyOverhang is ruby-overhang: what an annotation that is longer than its base may stand
// over.
type RubyOverhang uint8

const (
	OverhangAuto RubyOverhang = iota // any text beside it
	OverhangSpaces
	OverhangNone
)

func rubyLonghands() []longhand {
	return []longhand{
		flag(css.RubyPosition, func(s *Style) *bool { return &s.Ruby.Under }, "under"),
		keyword(css.RubyAlign, func(s *Style) *RubyAlign { return &s.Ruby.Align }),
		keyword(css.RubyOverhang, func(s *Style) *RubyOverhang { return &s.Ruby.Overhang }),
	}
}
