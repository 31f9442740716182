package templates

import "embed"

// FS holds the built-in cards: NAME.html and the files they refer to.
//
//go:embed *.html *.css themes partials/*.html brands
var FS embed.FS
