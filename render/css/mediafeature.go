package css

import "strings"

// pictureNumbers are the media features with numbers that are the same for every picture
// (Media Queries 4 §4, §6): one bit pattern of 8 bits a channel, one dot for a px. A card that
// is asked for at a larger scale is laid out as at 1.
var pictureNumbers = map[string]float64{
	"resolution": 1, "-webkit-device-pixel-ratio": 1, "color": 8, "monochrome": 0, "color-index": 0, "grid": 0,
	"horizontal-viewport-segments": 1, "vertical-viewport-segments": 1, "-webkit-transform-3d": 1,
}

// pictureNumber reads "resolution: 2dppx" and the like; base is the name without min- or max-.
func (r *reader) pictureNumber(now float64, base, op string) (condition, bool) {
	r.advance()
	if !r.accept(":") {
		return constantCondition(now != 0), op == "="
	}
	v, ok := r.number()
	if base == "resolution" {
		v, ok = r.resolution()
	}
	return constantCondition(holds(now, op, v)), ok
}

// featureBase parts min- or max- from the name of a media feature, after -webkit- too.
func featureBase(name string) (base, op string) {
	base, old := strings.CutPrefix(name, "-webkit-")
	op = "="
	if b, ok := strings.CutPrefix(base, "min-"); ok {
		base, op = b, ">="
	} else if b, ok := strings.CutPrefix(base, "max-"); ok {
		base, op = b, "<="
	}
	if old {
		base = "-webkit-" + base
	}
	return base, op
}

// holds compares two numbers.
func holds(v float64, op string, with float64) bool {
	switch op {
	case "<":
		return v < with
	case "<=":
		return v <= with
	case ">":
		return v > with
	case ">=":
		return v >= with
	}
	return v == with
}

// mediaLength is a length in px, relative units by the initial font size of 16 px.
func mediaLength(l Length) (float64, bool) {
	if l.Calc != nil {
		return mediaSum(l.Calc)
	}
	switch l.Unit {
	case UnitPx:
		return l.N, true
	case UnitEm, UnitRem:
		return l.N * 16, true
	case UnitCh, UnitEx:
		return l.N * 8, true
	}
	return 0, false
}

// mediaSum adds and multiplies lengths; other functions of them are not for media queries here.
func mediaSum(c *Calc) (float64, bool) {
	v, ok := mediaLength(c.Args[0])
	switch c.Op {
	case CalcScale:
		return v * c.Args[1].N, ok
	case CalcSum:
		for _, a := range c.Args[1:] {
			more, known := mediaLength(a)
			v, ok = v+more, ok && known
		}
		return v, ok
	}
	return 0, false
}
