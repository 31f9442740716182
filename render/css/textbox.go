package css

// TextEdges is text-box-edge: the lines of the text that a box is trimmed to, over and
// under it. The zero value is auto: the ascent and the descent.
type TextEdges struct{ Over, Under Keyword }

// textEdgesValue reads text-box-edge (CSS Inline 3 §5.3). The word text alone is for both
// sides.
func textEdgesValue(r *reader) Value {
	if r.word("auto") {
		return TextEdges{}
	}
	over, ok := r.oneOf("text", "cap", "ex")
	if !ok {
		return nil
	}
	under, ok := r.oneOf("text", "alphabetic")
	switch {
	case !ok && over == "text":
		under = "text"
	case !ok:
		return nil
	}
	return TextEdges{over, under}
}

// textBox reads the shorthand (CSS Inline 3 §5.1): edges alone trim both sides.
func textBox(p *property, r *reader) []Value {
	if r.word("normal") {
		return []Value{Keyword("none"), TextEdges{}}
	}
	trims := r.peek().ident()
	values := anyOrder(p, r)
	if values != nil && values[0] == Initial && trims != "none" {
		values[0] = Keyword("trim-both")
	}
	return values
}
