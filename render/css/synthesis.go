package css

import "slices"

// expandSynthesis reads font-synthesis (CSS Fonts 4 §7.5): none, or what may be made where a face
// lacks it. position is about font-variant-position, which is not made here.
func expandSynthesis(_ *property, r *reader) []Value {
	values := []Value{Keyword("none"), Keyword("none"), Keyword("none")}
	if r.word("none") {
		return values
	}
	words := []Keyword{"weight", "style", "small-caps", "position"}
	for !r.end() {
		k, ok := r.oneOf("weight", "style", "small-caps", "position")
		i := slices.Index(words, k)
		if !ok || i < 0 {
			return nil
		}
		if words[i] = ""; i < len(values) {
			values[i] = Keyword("auto")
		}
	}
	return values
}
