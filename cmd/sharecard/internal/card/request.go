package card

import (
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

// Request asks for one card, of an article in the store or of one that comes
// with the request.
type Request struct {
	ArticleID string           // of the store; or
	Article   *article.Article // the article itself, already validated; or
	Record    *article.Record  // what was read elsewhere, under the ID of its address; or
	// Digest are the IDs of stored articles that become the items of one, in this
	// order. Article then is the digest itself, without items, or nil.
	Digest   []string
	Template string        // "poster"
	Format   render.Format // empty: the template's own
	Theme    string        // a theme's name; empty: the brand's or the template's own
	Accent   string        // "#rrggbb", also without the #; "auto": the cover's leading colour; or empty
	Brand    string        // a brand's name; empty: the article's or its source's, or none
	Ratio    string        // one of the template's Ratios, as "4:5"; empty: its own size
	Credits  string        // "all" names everybody behind the article; empty: who took the picture, and the editor
	Scale    float64       // 1 to 3; 0 means 1
	MaxBytes int           // of the card, in place of the template's limit; 0: the template's own
	Small    bool          // spend more time on a smaller PNG or lossless WebP
	Fitting  bool          // only if the article has what the template needs; else the error wraps ErrUnfit
	Strict   bool          // cut text or a missing glyph is an error

	// Patience is how long to wait for pictures that are not at hand; 0 means
	// [DefaultPatience].
	Patience time.Duration
}

// Result is a finished card. It is shared between callers and must not be
// changed.
type Result struct {
	Template      string // its name
	Brand         string // that dresses it, or empty
	Key           string // 64 hex digits over all that changes a pixel, the article's ID included
	Bytes         []byte
	MIME          string
	ETag          string // quoted, strong
	SHA256        string // of Bytes, hex
	Width, Height int    // px
	Alt           string // text for a reader who cannot see the card
	Drawn         time.Time
	QR            bool  // holds a code for the article's address
	Degraded      bool  // lacks something it asked for
	Codes         Codes // the report in short
	Report        render.Report

	articleID string
}
