package render

import (
	"io/fs"

	"sharecard/render/css"
	"sharecard/render/template"
)

// Template is a card's layout, parsed once; [Load] makes one. A [Job] holds it, so it
// has a name here too, and who draws cards needs no package but this one.
type Template = template.Template

// Loader loads templates that share the faces they bring.
type Loader = template.Loader

// Load reads the template NAME.html and the style sheets it links from fsys; see
// [template.Loader.Load].
func Load(fsys fs.FS, name string) (*Template, []css.Diagnostic, error) {
	return template.Load(fsys, name)
}

// Scannable reports whether a reader who scans address can open it: without that a
// card shows no QR code.
func Scannable(address string) bool { return template.Scannable(address) }
