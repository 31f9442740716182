package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/width"

	"sharecard/render/style"
)

// objectReplacement stands in the text for an [AtomItem].
const objectReplacement = '\uFFFC'

// maxMarks bounds the combining marks on one base character; the further ones
// are left out, so that stacked marks cannot grow over the card.
const maxMarks = 8

// span is an inline box, or at index 0 the block container itself.
type span struct {
	style  *style.Style
	node   *style.Node
	parent int32 // index into content.spans, -1 for the root
	depth  int32
	note   *Annotation // nil for none
}

// mark is what stands between two characters: an edge of a span, a float or an
// out-of-flow box.
type mark struct {
	pos  int32 // index of the rune it precedes
	kind ItemKind
	span int32 // of an Open or Close: the span itself
	ref  int32 // of an OutOfFlow: Item.Index; of a FloatItem: index into content.floats
}

// atomRef is the atom at one [objectReplacement].
type atomRef struct {
	pos  int32
	span int32 // index of the enclosing span
	item *Item
}

// content is inline content after white space processing and text-transform
// (CSS Text 3 §4.1 phase I, §2.1): one text for the whole paragraph, with the
// spans as positions in it.
type content struct {
	text   []rune
	spanOf []int32 // of each rune
	spans  []span
	marks  []mark
	atoms  []atomRef
	floats []*Item
	clears map[int32]style.Clear // of forced breaks that have clear, by rune
}

// collapser holds the state that runs across items.
type collapser struct {
	content
	stack     []int32
	afterWS   bool // a collapsible space, or a line start, precedes
	pendingNL bool // a collapsible segment break waits for what follows it
	nlSpan    int32
	nlMarks   int // the marks before that segment break
	marksRun  int // combining marks since the last base
}

// collapse joins the items of a block into one text.
func collapse(block *style.Style, items []Item) content {
	c := collapser{afterWS: true}
	c.spans = append(c.spans, span{style: block, parent: -1})
	c.stack = append(c.stack, 0)
	for i := range items {
		it := &items[i]
		switch it.Kind {
		case Run:
			c.run(it)
		case Open:
			top := c.top()
			c.spans = append(c.spans, span{style: it.Style, node: it.Node, parent: top, depth: c.spans[top].depth + 1, note: it.Annotation})
			id := int32(len(c.spans) - 1)
			c.marks = append(c.marks, mark{pos: int32(len(c.text)), kind: Open, span: id})
			c.stack = append(c.stack, id)
		case Close:
			if len(c.stack) > 1 {
				c.marks = append(c.marks, mark{pos: int32(len(c.text)), kind: Close, span: c.top()})
				c.stack = c.stack[:len(c.stack)-1]
			}
		case Break:
			c.dropTrailingSpace()
			c.clearAt(it.Style)
			c.put('\n')
			c.afterWS = true
		case AtomItem:
			c.flushBreak(objectReplacement)
			c.atoms = append(c.atoms, atomRef{pos: int32(len(c.text)), span: c.top(), item: it})
			c.put(objectReplacement)
			c.afterWS = false
		case FloatItem:
			c.marks = append(c.marks, mark{pos: int32(len(c.text)), kind: FloatItem, span: c.top(), ref: int32(len(c.floats))})
			c.floats = append(c.floats, it)
		case OutOfFlow:
			c.marks = append(c.marks, mark{pos: int32(len(c.text)), kind: OutOfFlow, span: c.top(), ref: int32(it.Index)})
		}
	}
	c.dropTrailingSpace()
	return c.content
}

// clearAt notes the clear of a forced break that comes next: browsers apply it to the line that follows.
func (c *collapser) clearAt(st *style.Style) {
	if st == nil || st.Clear == style.ClearNone {
		return
	}
	if c.clears == nil {
		c.clears = map[int32]style.Clear{}
	}
	c.clears[int32(len(c.text))] = st.Clear
}

func (c *collapser) top() int32 { return c.stack[len(c.stack)-1] }

func (c *collapser) put(r rune) {
	c.text = append(c.text, r)
	c.spanOf = append(c.spanOf, c.top())
}

// run adds one run of text under its white-space and text-transform values.
func (c *collapser) run(it *Item) {
	st := c.spans[c.top()].style
	if it.Style != nil {
		st = it.Style
	}
	preserveSpaces := st.WhiteSpace == style.Pre || st.WhiteSpace == style.PreWrap || st.WhiteSpace == style.BreakSpaces
	preserveBreaks := preserveSpaces || st.WhiteSpace == style.PreLine
	for _, r := range transform(it.Text, st) {
		switch {
		case r == '\r' || r == '\f':
			r = '\n'
		case stripped(r):
			continue
		}
		switch {
		case r == '\n' && preserveBreaks:
			if !preserveSpaces {
				c.dropTrailingSpace()
			}
			c.put('\n')
			c.afterWS = true
		case r == '\n':
			c.dropSpaceBeforeBreak()
			if !c.pendingNL {
				c.pendingNL, c.nlSpan, c.nlMarks = true, c.top(), len(c.marks)
			}
		case (r == ' ' || r == '\t') && !preserveSpaces:
			if !c.afterWS && !c.pendingNL {
				c.put(' ')
				c.afterWS = true
			}
		default:
			if unicode.In(r, unicode.Mn, unicode.Me) {
				if c.marksRun++; c.marksRun > maxMarks {
					continue
				}
			} else {
				c.marksRun = 0
			}
			c.flushBreak(r)
			c.put(r)
			c.afterWS = false
		}
	}
}

// flushBreak transforms a collapsible segment break now that next is known:
// nothing between two East Asian wide characters, else a space (CSS Text 3
// §4.1.3).
func (c *collapser) flushBreak(next rune) {
	if !c.pendingNL {
		return
	}
	c.pendingNL = false
	if c.afterWS || len(c.text) == 0 {
		return
	}
	if eastAsianWide(c.text[len(c.text)-1]) && eastAsianWide(next) {
		return
	}
	for k := c.nlMarks; k < len(c.marks); k++ {
		c.marks[k].pos++
	}
	c.text = append(c.text, ' ')
	c.spanOf = append(c.spanOf, c.nlSpan)
}

// dropSpaceBeforeBreak removes the collapsible space before a segment break.
func (c *collapser) dropSpaceBeforeBreak() {
	n := len(c.text)
	if c.afterWS && n > 0 && c.text[n-1] == ' ' && c.collapsible(n-1) {
		c.remove(n - 1)
		c.afterWS = n-1 == 0 || c.text[n-2] == '\n'
	}
}

// dropTrailingSpace removes the collapsible space at the end of a line that
// the source itself ends.
func (c *collapser) dropTrailingSpace() {
	c.pendingNL = false
	if n := len(c.text); n > 0 && c.text[n-1] == ' ' && c.collapsible(n-1) {
		c.remove(n - 1)
	}
}

func (c *collapser) collapsible(i int) bool {
	switch c.spans[c.spanOf[i]].style.WhiteSpace {
	case style.WhiteSpaceNormal, style.NoWrapSpace, style.PreLine:
		return true
	}
	return false
}

// remove takes out the last rune and moves the marks behind it.
func (c *collapser) remove(i int) {
	c.text, c.spanOf = c.text[:i], c.spanOf[:i]
	for k := len(c.marks) - 1; k >= 0 && int(c.marks[k].pos) > i; k-- {
		c.marks[k].pos = int32(i)
	}
}

// stripped reports characters that never reach the shaper: controls, and the
// bidi embeddings, overrides and isolates by which a text could reorder its
// neighbours or end the isolate it stands in.
func stripped(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return false
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069, r == 0xFEFF, r == objectReplacement:
		return true
	case r >= 0xFFF9 && r <= 0xFFFB:
		return true
	}
	return false
}

func eastAsianWide(r rune) bool {
	if r >= 0xAC00 && r <= 0xD7A3 || r >= 0x1100 && r <= 0x11FF {
		return false // Hangul keeps its spaces
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return true
	}
	return false
}

// transform applies text-transform (CSS Text 3 §2.1).
func transform(s string, st *style.Style) string {
	if s = letterCase(s, st); st.TextTransform >= style.FullWidth {
		s = widen(s, st.TextTransform)
	}
	return s
}

// letterCase applies the part of text-transform that is about capitals.
func letterCase(s string, st *style.Style) string {
	switch st.TextTransform.Case() {
	case style.Uppercase:
		return cases.Upper(langTag(st.Lang)).String(s)
	case style.Lowercase:
		return cases.Lower(langTag(st.Lang)).String(s)
	case style.Capitalize:
		inWord := false
		return strings.Map(func(r rune) rune {
			first := !inWord
			inWord = unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || inWord && (r == '\'' || r == '’')
			if first && inWord {
				return unicode.ToTitle(r)
			}
			return r
		}, s)
	}
	return s
}

func langTag(lang string) language.Tag {
	t, err := language.Parse(lang)
	if err != nil {
		return language.Und
	}
	return t
}
