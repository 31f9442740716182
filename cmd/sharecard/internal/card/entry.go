package card

import (
	"time"

	"sharecard/render/encode"
)

// Entry describes a card in a list: the manifest of a kit or of a batch, or what a
// scheduler is answered. One with an Error has no card.
type Entry struct {
	Name     string   `json:"name,omitempty"` // that the list knows the card by
	File     string   `json:"file,omitempty"` // where the list's reader finds it
	Template string   `json:"template,omitempty"`
	Width    int      `json:"width,omitempty"` // px
	Height   int      `json:"height,omitempty"`
	Bytes    int      `json:"bytes,omitempty"`
	SHA256   string   `json:"sha256,omitempty"` // of the file, hex
	MIME     string   `json:"mime,omitempty"`
	Alt      string   `json:"alt,omitempty"`
	Report   Codes    `json:"report,omitzero"` // not nil for a card that was drawn
	Error    *Failure `json:"error,omitempty"`
	// Omitted tells why nobody wanted the card; it has no file either.
	Omitted *Failure `json:"omitted,omitempty"`

	Drawn time.Time `json:"-"`
}

// Failure is why there is no card.
type Failure struct {
	Code   string `json:"code"` // as of [CodeOf]
	Detail string `json:"detail"`
}

// NewFailure returns what a list says of an error.
func NewFailure(err error) *Failure { return &Failure{CodeOf(err), err.Error()} }

// Entry describes the card.
func (r *Result) Entry() Entry {
	return Entry{
		Template: r.Template, Width: r.Width, Height: r.Height, Bytes: len(r.Bytes), SHA256: r.SHA256,
		MIME: r.MIME, Alt: r.Alt, Report: append(Codes{}, r.Codes...),
		Drawn: r.Drawn,
	}
}

// Ext is the ending of the card's file name: "png", "jpg" or "webp".
func (r *Result) Ext() string { return encode.FormatOfMIME(r.MIME).Ext() }
