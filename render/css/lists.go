package css

import (
	"github.com/tdewolff/parse/v2/css"
)

// The longhands of lists and counters.
const (
	ListStyleType = endText + iota
	ListStylePosition
	ListStyleImage
	CounterReset
	CounterSet
	CounterIncrement
	QuotesList
	endLists
)

// CounterStyles are the predefined counter styles (CSS Counter Styles 3 §6), but for the Ethiopic one and
// those of disclosure widgets.
const CounterStyles = "disc | circle | square | decimal | decimal-leading-zero | lower-roman | upper-roman | lower-alpha | lower-latin" +
	" | upper-alpha | upper-latin | lower-greek | cjk-decimal | cjk-ideographic | simp-chinese-informal | trad-chinese-informal" +
	" | simp-chinese-formal | trad-chinese-formal | japanese-informal | japanese-formal | korean-hangul-formal" +
	" | korean-hanja-informal | korean-hanja-formal | cjk-earthly-branch | cjk-heavenly-stem" +
	" | arabic-indic | armenian | upper-armenian | lower-armenian | bengali" +
	" | cambodian | khmer | devanagari | georgian | gujarati | gurmukhi | hebrew | hiragana | hiragana-iroha | kannada" +
	" | katakana | katakana-iroha | lao | malayalam | mongolian | myanmar | oriya | persian | tamil | telugu | thai | tibetan"

// listProperties are those of CSS Lists 3, and quotes of CSS Content 3 §3.
func listProperties() []property {
	const counters = "none | [<custom-ident> <integer>?]+"
	return []property{
		{id: ListStyleType, name: "list-style-type", inherited: true, initial: "disc",
			values: "none | " + CounterStyles + " | <custom-ident> | <string> | symbols()",
			other:  listStyleType},
		{id: ListStylePosition, name: "list-style-position", inherited: true, initial: "outside", values: "outside | inside"},
		{id: ListStyleImage, name: "list-style-image", inherited: true, initial: "none",
			values: "none | <url> | <gradient>", parse: listImageValue},
		{name: "list-style", values: "<list-style-position> || <list-style-image> || <list-style-type>",
			longhands: []ID{ListStyleType, ListStylePosition, ListStyleImage}, expand: expandListStyle},
		{id: CounterReset, name: "counter-reset", initial: "none", values: counters, parse: countersValue(0)},
		{id: CounterSet, name: "counter-set", initial: "none", values: counters, parse: countersValue(0)},
		{id: CounterIncrement, name: "counter-increment", initial: "none", values: counters, parse: countersValue(1)},
		{id: QuotesList, name: "quotes", inherited: true, initial: "auto", values: "auto | none | [<string> <string>]+", parse: quotesValue},
	}
}

// listStyleType reads a string, the name of a counter style, or one that is written out.
func listStyleType(r *reader) Value {
	if t := r.peek(); t.kind == css.StringToken {
		r.advance()
		return Text(t.str())
	}
	if name := r.peek().counterStyleName(); name != "" {
		r.advance()
		return Keyword(name)
	}
	if s := anonymousStyle(r); s != nil {
		return s
	}
	return nil
}

// expandListStyle reads the shorthand (CSS Lists 3 §3.5). none is for the type and the picture, or
// for the one of them that is not given.
func expandListStyle(p *property, r *reader) []Value {
	values := []Value{Keyword("disc"), Keyword("outside"), Keyword("none")}
	seen, nones := [3]bool{}, 0
next:
	for !r.end() {
		if r.word("none") {
			nones++
			continue
		}
		for _, i := range []int{1, 2, 0} {
			if seen[i] {
				continue
			}
			if v := p.parts[i].read(r); v != nil {
				values[i], seen[i] = v, true
				continue next
			}
		}
		return nil
	}
	if nones > 0 && !seen[0] {
		values[0], seen[0] = Keyword("none"), true
		nones--
		if !seen[2] {
			nones = max(0, nones-1)
		}
	} else if nones > 0 && !seen[2] {
		nones--
	}
	if nones > 0 {
		return nil
	}
	return values
}

// countersValue reads a list of counters, of which each has the number that follows it, or
// missing.
func countersValue(missing int) func(*reader) Value {
	return func(r *reader) Value {
		if r.word("none") {
			return Counters{}
		}
		var list Counters
		for !r.end() && len(list) < maxList {
			name := r.peek().counterName()
			if name == "" {
				return nil
			}
			r.advance()
			n, ok := r.integer()
			if !ok {
				n = missing
			}
			list = append(list, Counter{Name: name, N: n})
		}
		if len(list) == 0 || !r.end() {
			return nil
		}
		return list
	}
}

// counterName is the name of a counter, as it is written, or "".
func (t token) counterName() string {
	name := t.ident()
	if _, wide := wideKeyword(name); wide || name == "none" || name == "" {
		return ""
	}
	return unescape(t.text)
}

// quotesValue reads pairs of quotation marks. It is nil for auto, empty for none.
func quotesValue(r *reader) Value {
	if r.word("auto") {
		return Quotes(nil)
	}
	if r.word("none") {
		return Quotes{}
	}
	var list Quotes
	for r.peek().kind == css.StringToken && len(list) < maxList {
		list = append(list, r.peek().str())
		r.advance()
	}
	if len(list) == 0 || len(list)%2 != 0 || !r.end() {
		return nil
	}
	return list
}

// counterPiece reads counter() or counters() in content (CSS Lists 3 §4.6).
func counterPiece(r *reader) (piece ContentPiece, ok bool) {
	several := r.peek().function() == "counters"
	ok = r.call(func(r *reader) bool {
		piece.Counter = r.peek().counterName()
		if piece.Counter == "" {
			return false
		}
		r.advance()
		piece.Style = "decimal"
		if several {
			if !r.accept(",") || r.peek().kind != css.StringToken {
				return false
			}
			piece.Several, piece.Text = true, r.peek().str()
			r.advance()
		}
		if !r.accept(",") {
			return true
		}
		name := r.peek().counterStyleName()
		if r.peek().ident() == "none" {
			name = "none"
		}
		if name == "" {
			return false
		}
		piece.Style = Keyword(name)
		r.advance()
		return true
	})
	return piece, ok
}

// listImageValue reads list-style-image.
func listImageValue(r *reader) Value {
	if r.word("none") {
		return Keyword("none")
	}
	if img, ok := r.image(); ok {
		return img
	}
	return nil
}

// pictureAddress reads a picture that stands on a line, "" where there is none. Gradients, which have
// no size of their own there, are not drawn.
func (r *reader) pictureAddress() URL {
	start := r.i
	img, ok := r.image()
	if url, is := img.(URL); ok && is {
		return url
	}
	if r.i = start; ok {
		r.fault("a gradient is not supported here; use a background image")
	}
	return ""
}
