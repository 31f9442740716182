package templates

import "strings"

// rightToLeft are the primary subtags of languages written from right to left.
const rightToLeft = " ar ckb dv fa he iw ps sd ug ur yi "

// Dir is the direction of the article's language, for <html dir>: "rtl" or
// "ltr".
func (d *Data) Dir() string {
	primary, _, _ := strings.Cut(strings.ToLower(d.Lang), "-")
	if primary != "" && strings.Contains(rightToLeft, " "+primary+" ") {
		return "rtl"
	}
	return "ltr"
}
