package render

import "sharecard/render/css"

// Report tells what a card became: which texts were cut, which glyphs are
// missing, which pictures failed, what the encoder had to do.
type Report struct {
	Texts       []TextReport     `json:"texts,omitempty"`
	Images      []ImageReport    `json:"images,omitempty"`  // failed pictures only
	Outside     []string         `json:"outside,omitempty"` // elements whose text or picture stands out of the card
	Encoding    EncodingReport   `json:"encoding"`
	Diagnostics []css.Diagnostic `json:"diagnostics,omitempty"`
}

// TextReport is about one element that holds text.
type TextReport struct {
	Element  string   `json:"element"`           // "h1.title"
	Lines    int      `json:"lines"`             //
	Cut      bool     `json:"cut,omitempty"`     // text was left out
	FontSize float64  `json:"font_size"`         // px, after fitting
	Faces    []string `json:"faces,omitempty"`   // family names in order of first use
	Missing  []string `json:"missing,omitempty"` // code points without a glyph, "U+20BB7"
}

// ImageReport is about one picture that could not be drawn.
type ImageReport struct {
	Src string `json:"src"`
	Err error  `json:"-"`
}

// EncodingReport tells what the encoder did, and what the limit on bytes took.
type EncodingReport struct {
	Bytes        int     `json:"bytes,omitempty"`
	Quality      int     `json:"quality,omitempty"`       // JPEG, 1–100; 90 where the limit takes nothing
	Subsampling  string  `json:"subsampling,omitempty"`   // JPEG: "4:4:4", or "4:2:0" with half of the colour's resolution
	Palette      bool    `json:"palette,omitempty"`       // PNG with 256 colours or fewer
	Reduced      bool    `json:"reduced,omitempty"`       // colours were changed to make the palette
	PictureScale float64 `json:"picture_scale,omitempty"` // 1/2 to 1/16: resolution left to pictures; 0 for all of it
	// OverLimit tells that the card is in another format than its template's and
	// larger than the template's limit, which binds its own format only.
	OverLimit bool `json:"over_limit,omitempty"`
}

// Cut reports whether any text was left out.
func (r *Report) Cut() bool {
	for i := range r.Texts {
		if r.Texts[i].Cut {
			return true
		}
	}
	return false
}

// Missing returns the code points that no face has, in order of appearance.
func (r *Report) Missing() []string {
	var all []string
	for i := range r.Texts {
		all = append(all, r.Texts[i].Missing...)
	}
	return all
}
