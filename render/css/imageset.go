package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// imageSet reads image-set() (CSS Images 4 §2.5) and takes the first picture that is made
// for one device pixel per px, of a type that is known.
func (r *reader) imageSet() (chosen Image, ok bool) {
	start := r.i
	ok = r.call(func(r *reader) bool {
		for {
			img, ok := r.setImage()
			if !ok {
				return false
			}
			fits := true
			for range 2 {
				if density, ok := r.resolution(); ok {
					fits = fits && density == 1
				} else if r.peek().function() == "type" {
					fits = r.knownType() && fits
				}
			}
			if chosen == nil && fits {
				chosen = img
			}
			if !r.accept(",") {
				return true
			}
		}
	})
	if ok && chosen == nil {
		r.i = start
		r.fault("image-set() has no picture for 1x")
		return nil, false
	}
	return chosen, ok
}

func (r *reader) setImage() (Image, bool) {
	if t := r.peek(); t.kind == css.StringToken {
		r.advance()
		return URL(t.str()), true
	}
	return r.image()
}

// resolution reads how many dots a picture has per px.
func (r *reader) resolution() (float64, bool) {
	t := r.peek()
	if t.kind != css.DimensionToken {
		return 0, false
	}
	n, unit := splitDimension(t.text)
	per, ok := map[string]float64{"x": 1, "dppx": 1, "dpi": 1.0 / 96, "dpcm": 2.54 / 96}[unit]
	if ok {
		r.advance()
	}
	return n * per, ok
}

// knownType reads type() and reports whether we read pictures of it.
func (r *reader) knownType() (known bool) {
	r.call(func(r *reader) bool {
		known = ReadsPictures(r.peek().str())
		r.advance()
		return true
	})
	return known
}

// ReadsPictures reports whether we read pictures of a media type.
func ReadsPictures(mediaType string) bool {
	switch strings.ToLower(mediaType) {
	case "image/jpeg", "image/png", "image/webp", "image/gif", "image/svg+xml":
		return true
	}
	return false
}
