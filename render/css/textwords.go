package css

import "github.com/tdewolff/parse/v2/css"

// Indent is text-indent (CSS Text 3 §8.1).
type Indent struct {
	Length   Length
	Hanging  bool // the lines that would not be indented are, and the others not
	EachLine bool // lines after a forced break are indented as the first one
}

func indentValue(r *reader) Value {
	var v Indent
	length := false
	for !r.end() {
		switch l, ok := r.length(withPercent); {
		case ok && !length:
			v.Length, length = l, true
		case !v.Hanging && r.word("hanging"):
			v.Hanging = true
		case !v.EachLine && r.word("each-line"):
			v.EachLine = true
		default:
			return nil
		}
	}
	if !length {
		return nil
	}
	return v
}

// TextTransformation is text-transform (CSS Text 4 §2.1).
type TextTransformation struct {
	Case                    Keyword // uppercase, lowercase, capitalize or ""
	FullWidth, FullSizeKana bool
}

func textTransformValue(r *reader) Value {
	var v TextTransformation
	if r.word("none") {
		return v
	}
	for !r.end() {
		k, _ := r.oneOf("uppercase", "lowercase", "capitalize", "full-width", "full-size-kana")
		switch {
		case k == "full-width" && !v.FullWidth:
			v.FullWidth = true
		case k == "full-size-kana" && !v.FullSizeKana:
			v.FullSizeKana = true
		case k != "" && k[0] != 'f' && v.Case == "":
			v.Case = k
		default:
			return nil
		}
	}
	if v == (TextTransformation{}) {
		return nil
	}
	return v
}

// stringValue reads a string.
func stringValue(r *reader) Value {
	t := r.peek()
	if t.kind != css.StringToken {
		return nil
	}
	r.advance()
	return Text(t.str())
}

// oldJustification reads the name that inter-character had once (CSS Text 3 §6.4).
func oldJustification(r *reader) Value {
	if r.word("distribute") {
		return Keyword("inter-character")
	}
	return nil
}
