package svg

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"sharecard/render/css"
	computed "sharecard/render/style"
)

// textSpan is a text or tspan element.
type textSpan struct {
	n           *html.Node
	style       style
	own         own
	parent      int     // index of the span around it, -1 for the text element
	first, last int     // its characters, last not included
	length      float64 // textLength in px, NaN for none
	glyphs      bool    // lengthAdjust: spacingAndGlyphs
	raised      float64 // baseline-shift with that of the spans around it, px upward
}

// textChar is an addressable character (SVG 2 §11.4). What is not set is NaN.
type textChar struct {
	r            rune
	span         int
	x, y, dx, dy float64
	rotate       float64 // degrees
	inside       bool    // of a cluster: it has no place of its own
}

// collector makes the characters of a text element.
type collector struct {
	b     *builder
	vp    viewport
	spans []textSpan
	chars []textChar
	space bool // the last character is a space that the next one collapses into
}

func (b *builder) collect(n *html.Node, s *style, o *own, vp viewport) *collector {
	c := &collector{b: b, vp: vp}
	c.element(n, s, *o, -1)
	if n := len(c.chars); n > 0 && c.space {
		c.chars = c.chars[:n-1] // a line ends without the space that collapses
		for i := range c.spans {
			c.spans[i].last = min(c.spans[i].last, n-1)
		}
	}
	for i := range c.spans {
		c.address(&c.spans[i])
	}
	return c
}

// element adds the characters of a text or tspan element.
func (c *collector) element(n *html.Node, s *style, o own, parent int) {
	at := len(c.spans)
	c.spans = append(c.spans, textSpan{n: n, style: *s, own: o, parent: parent, first: len(c.chars), length: math.NaN()})
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode:
			c.add(child.Data, at)
		case child.Type != html.ElementNode, silent[child.Data], strings.Contains(child.Data, ":"):
		case child.Data == "tspan" || child.Data == "a":
			if c.b.visited++; c.b.visited > maxDrawn {
				c.b.stop(child, fmt.Sprintf("%d elements", maxDrawn))
				break
			}
			if s, o := c.b.styleOf(child, s); !o.none {
				c.element(child, &s, o, at)
			}
		default:
			c.b.notDrawn(child)
		}
	}
	c.spans[at].last = len(c.chars)
}

// add adds text; white space collapses as it does in a line of a page (CSS Text 3
// §4.1), and lines do not end.
func (c *collector) add(text string, span int) {
	st := &c.spans[span].style
	preserve := st.preserve
	switch c.b.textOf(st.text).WhiteSpace {
	case computed.Pre, computed.PreWrap, computed.BreakSpaces:
		preserve = true
	}
	for _, r := range text {
		switch r {
		case '\n', '\r', '\t', '\f', ' ':
			if !preserve && (c.space || len(c.chars) == 0) {
				continue
			}
			c.space, r = !preserve, ' '
		default:
			if r < ' ' || r >= 0x7F && r < 0xA0 {
				continue
			}
			c.space = false
		}
		if c.b.characters++; c.b.characters > maxCharacters {
			c.b.stop(c.spans[span].n, fmt.Sprintf("%d characters of text", maxCharacters))
			return
		}
		nan := math.NaN()
		c.chars = append(c.chars, textChar{r: r, span: span, x: nan, y: nan, dx: nan, dy: nan, rotate: nan, inside: c.joins(r)})
	}
}

// joins reports whether r belongs to the cluster of the character before it.
func (c *collector) joins(r rune) bool {
	if len(c.chars) == 0 {
		return false
	}
	const joiner = 0x200D
	last := c.chars[len(c.chars)-1].r
	flag := func(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }
	return r == joiner || last == joiner || unicode.In(r, unicode.M) ||
		r >= 0x1F3FB && r <= 0x1F3FF || // skin tones
		r >= 0xE0020 && r <= 0xE007F || // tags of flags
		flag(r) && flag(last) && !c.chars[len(c.chars)-1].inside
}

// address gives the characters of a span what its attributes say of each. The spans
// come from the outermost to the innermost, whose values hold (SVG 2 §11.4.1).
func (c *collector) address(s *textSpan) {
	chars := c.chars[s.first:max(s.first, s.last)]
	b := c.b
	outer := b.current
	b.current = &s.style
	defer func() { b.current = outer }()
	list := func(name string, whole float64, set func(*textChar, float64)) {
		for i, v := range b.lengths(s.n, name, whole) {
			if i < len(chars) {
				set(&chars[i], v)
			}
		}
	}
	list("x", c.vp.w, func(t *textChar, v float64) { t.x = v })
	list("y", c.vp.h, func(t *textChar, v float64) { t.y = v })
	list("dx", c.vp.w, func(t *textChar, v float64) { t.dx = v })
	list("dy", c.vp.h, func(t *textChar, v float64) { t.dy = v })
	if text := attr(s.n, "rotate"); text != "" {
		angles, ok := numbers(text, maxCharacters)
		if !ok {
			b.tell(s.n, css.Error, "rotate=%q of <%s> is not a list of degrees", short(text), s.n.Data)
		}
		for i := range chars {
			if len(angles) > 0 {
				chars[i].rotate = angles[min(i, len(angles)-1)] // the last goes on
			}
		}
	}
	if attr(s.n, "textLength") != "" {
		if v := b.length(s.n, "textLength", c.vp.w); v > 0 {
			s.length, s.glyphs = v, attr(s.n, "lengthAdjust") == "spacingAndGlyphs"
		}
	}
}

// lengths reads a list of lengths, px.
func (b *builder) lengths(n *html.Node, name string, whole float64) []float64 {
	text := attr(n, name)
	if text == "" {
		return nil
	}
	var list []float64
	s := newScanner(text)
	for s.Space(); !s.End(); s.Comma() {
		l, ok := s.length()
		if !ok || len(list) >= maxCharacters {
			b.tell(n, css.Error, "%s=%q of <%s> is not a list of lengths", name, short(text), n.Data)
			break
		}
		list = append(list, b.px(l, whole))
	}
	return list
}
