package render

import "sharecard/render/encode"

// Format is an image encoding of cards: [PNG] or [JPEG]. [ParseFormat] gives it for a
// word, its methods MIME and Ext the media type and the ending of file names.
type Format = encode.Format

// The encodings of a card.
const (
	PNG  = encode.PNG
	JPEG = encode.JPEG
)

// ParseFormat returns the format that a word means: "png", "jpg" or "jpeg". The error
// says what is allowed.
func ParseFormat(word string) (Format, error) { return encode.ParseFormat(word) }
