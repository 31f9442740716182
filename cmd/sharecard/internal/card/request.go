package card

import (
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

// Request asks for one card, of an article in the store or of one that comes
// with the request.
type Request struct {
	ArticleID string           // of the store; or
	Article   *article.Article // the article itself
	Template  string           // "poster"
	Format    render.Format    // empty: the template's own
	Theme     string           // a look's name; empty: the template's own
	Accent    string           // "#rrggbb" or empty
	Scale     float64          // 1 to 3; 0 means 1
	Strict    bool
}

// Result is a finished card. Bytes is shared and must not be changed.
type Result struct {
	Bytes         []byte
	MIME          string
	ETag          string // quoted, strong
	SHA256        string // of Bytes, hex
	Width, Height int
	Alt           string // text for a reader who cannot see the card
	Degraded      bool   // lacks something it asked for
	Codes         []Code // the report in short
	Report        render.Report
}

// Code is one member of the Sharecard-Report dictionary (RFC 9651): a name, and
// a token or integer; a bare name where Value is empty.
type Code struct{ Name, Value string }
