package encode

import (
	"errors"
	"fmt"
	"image"
	"strings"

	"sharecard/render/webp"
)

// Format is an image encoding of cards.
type Format string

// The encodings.
const (
	PNG  Format = "png"
	JPEG Format = "jpeg"
	WebP Format = "webp"
)

// ErrFormat: the word names no image format.
var ErrFormat = errors.New("unknown image format")

// encoders is the table of formats. A new format is a line here and a constant above.
var encoders = [...]struct {
	format Format
	ext    string // of file names
	mime   string
	fit    func(*image.RGBA, Budget) Result
	most   int // px on a side
	xmp    metadata
}{
	{PNG, "png", "image/png", fitPNG, maxSide, pngXMP},
	{JPEG, "jpg", "image/jpeg", fitJPEG, maxSide, jpegXMP},
	{WebP, "webp", "image/webp", fitWebP, webp.MaxSide, webpXMP},
}

// ParseFormat returns the format that a word means: its name or the ending of its file
// names. The error wraps [ErrFormat] and says what is allowed.
func ParseFormat(word string) (Format, error) {
	for _, e := range encoders {
		if word == string(e.format) || word == e.ext {
			return e.format, nil
		}
	}
	return "", fmt.Errorf("%w %q: must be %s", ErrFormat, word, FormatWords(""))
}

// FormatWords lists the endings of file names for messages, each behind prefix:
// FormatWords(".") is ".png, .jpg or .webp".
func FormatWords(prefix string) string {
	var words strings.Builder
	for i, e := range encoders {
		switch {
		case i == 0:
		case i == len(encoders)-1:
			words.WriteString(" or ")
		default:
			words.WriteString(", ")
		}
		words.WriteString(prefix + e.ext)
	}
	return words.String()
}

// Formats lists the formats.
func Formats() []Format {
	var all []Format
	for _, e := range encoders {
		all = append(all, e.format)
	}
	return all
}

// FormatOfMIME returns the format of a media type, "" for others.
func FormatOfMIME(mime string) Format {
	for _, e := range encoders {
		if e.mime == mime {
			return e.format
		}
	}
	return ""
}

// MIME returns the media type, "" for an unknown format.
func (f Format) MIME() string {
	for _, e := range encoders {
		if e.format == f {
			return e.mime
		}
	}
	return ""
}

// Ext returns the ending of file names, without a dot: "jpg". It is "" for an unknown
// format.
func (f Format) Ext() string {
	for _, e := range encoders {
		if e.format == f {
			return e.ext
		}
	}
	return ""
}
