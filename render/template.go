package render

import (
	"io/fs"

	"sharecard/render/css"
)

// Template is a card's layout, parsed once: HTML actions, style sheets and
// card:* metadata. It is immutable and safe for concurrent use.
type Template struct {
	Name  string // file name without .html
	Title string // of <title>

	Width     int // px
	Height    int // px, 0 where the content decides
	MinHeight int // px, where Height is 0
	MaxHeight int // px, where Height is 0
	Scale     float64
	Format    Format
	MaxBytes  int // 0: no limit
}

// Load reads the template NAME.html and the style sheets it links from fsys.
// Diagnostics come with or without an error; one of severity Error makes the
// error wrap [ErrTemplate].
func Load(fsys fs.FS, name string) (*Template, []css.Diagnostic, error) {
	panic("not yet")
}
