package render

import "sharecard/render/encode"

// Format is an image encoding of cards: [PNG], [JPEG] or [WebP]. Its methods MIME and Ext give
// the media type and the ending of file names; [encode.ParseFormat] gives the format of
// a word.
type Format = encode.Format

// The encodings of a card.
const (
	PNG  = encode.PNG
	JPEG = encode.JPEG
	WebP = encode.WebP
)

// MaxXMP is how long [Job.XMP] may be, in bytes.
const MaxXMP = encode.MaxXMP
