package style

import (
	"math"
	"slices"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// counters are those in scope at one point of the document (CSS Lists 3 §4), the outermost
// first, and how deep its quotations are nested (CSS Content 3 §3.3).
type counters struct {
	list   []counter
	depth  int // of elements
	quotes int
}

type counter struct {
	name  string
	n     int
	depth int // of the element that made it
}

// maxCounters bounds the counters in scope.
const maxCounters = 1000

// listItem is the counter of lists.
const listItem = "list-item"

// open begins the children of an element; close ends them, and with them what they
// counted.
func (c *counters) open() { c.depth++ }

func (c *counters) close() {
	c.depth--
	c.list = slices.DeleteFunc(c.list, func(k counter) bool { return k.depth > c.depth })
}

// element counts an element. Lists and their items count by themselves.
func (c *counters) element(n *dom.Node, s *Style) {
	counts := s.parts.counters
	names := func(list css.Counters) bool {
		return slices.ContainsFunc(list, func(k css.Counter) bool { return k.Name == listItem })
	}
	switch n.Tag() {
	case "ol", "ul", "menu", "dir":
		if !names(counts[0]) {
			c.reset(listItem, startOf(n)-step(n))
		}
	}
	c.count(s)
	if s.parts.list.item && !names(counts[1]) && !names(counts[2]) {
		c.add(listItem, step(n.Parent))
	}
}

// count does what a style says of counters.
func (c *counters) count(s *Style) {
	counts := &s.parts.counters
	for _, k := range counts[0] {
		c.reset(k.Name, k.N)
	}
	for _, k := range counts[1] {
		c.add(k.Name, k.N)
	}
	for _, k := range counts[2] {
		c.find(k.Name).n = k.N
	}
}

// reset makes a counter. It takes the place of one that a sibling before made.
func (c *counters) reset(name string, n int) {
	c.list = slices.DeleteFunc(c.list, func(k counter) bool { return k.name == name && k.depth == c.depth })
	if len(c.list) < maxCounters {
		c.list = append(c.list, counter{name, n, c.depth})
	}
}

func (c *counters) add(name string, n int) {
	k := c.find(name)
	k.n = min(max(k.n+n, math.MinInt32), math.MaxInt32)
}

// find returns the innermost counter of a name, a new one where there is none.
func (c *counters) find(name string) *counter {
	for i := len(c.list) - 1; i >= 0; i-- {
		if c.list[i].name == name {
			return &c.list[i]
		}
	}
	if len(c.list) == maxCounters {
		return new(counter)
	}
	c.list = append(c.list, counter{name, 0, c.depth})
	return &c.list[len(c.list)-1]
}

// maxContent bounds the text of a pseudo-element, in bytes.
const maxContent = 16 << 10

// text is what pieces of the content of a pseudo-element of n say.
func (c *computer) text(n *dom.Node, s *Style, pieces []css.ContentPiece) string {
	var text strings.Builder
	for _, p := range pieces {
		if text.Len() > maxContent {
			break
		}
		switch {
		case p.Counter != "" && p.Several:
			first := true
			for _, k := range c.counters.list {
				if k.name != p.Counter || text.Len() > maxContent {
					continue
				}
				if !first {
					text.WriteString(p.Text)
				}
				first = false
				text.WriteString(c.counterStyles(p.Style).represent(k.n, p.Style))
			}
			if first {
				text.WriteString(c.counterStyles(p.Style).represent(0, p.Style))
			}
		case p.Counter != "":
			text.WriteString(c.counterStyles(p.Style).represent(c.counters.find(p.Counter).n, p.Style))
		case p.Attr != "":
			text.WriteString(n.Attr(p.Attr))
		case p.Quote != "":
			text.WriteString(c.quote(s, p.Quote))
		default:
			text.WriteString(p.Text)
		}
	}
	c.steps -= text.Len()
	return text.String()
}

// quote opens or closes a quotation and returns its mark.
func (c *computer) quote(s *Style, word css.Keyword) string {
	marks := s.Quotes
	if marks == nil {
		marks = quotesOf(s.Lang)
	}
	depth := &c.counters.quotes
	mark := func(closing int) string {
		if len(marks) == 0 || strings.HasPrefix(string(word), "no-") {
			return ""
		}
		return marks[2*min(*depth, len(marks)/2-1)+closing]
	}
	if strings.HasSuffix(string(word), "open-quote") {
		open := mark(0)
		*depth++
		return open
	}
	if *depth == 0 {
		return ""
	}
	*depth--
	return mark(1)
}

// quotesOf are the quotation marks of a language, outer and inner (Unicode CLDR).
func quotesOf(lang string) []string {
	lang = strings.ToLower(lang)
	primary, rest, _ := strings.Cut(lang, "-")
	switch {
	case primary == "ja", primary == "zh" && (strings.Contains(rest, "hant") || strings.Contains(rest, "tw") || strings.Contains(rest, "hk")):
		return []string{"「", "」", "『", "』"}
	case primary == "de":
		return []string{"„", "“", "‚", "‘"}
	case primary == "fr":
		return []string{"«", "»", "«", "»"}
	case primary == "es", primary == "it", primary == "pt":
		return []string{"«", "»", "“", "”"}
	case primary == "ru":
		return []string{"«", "»", "„", "“"}
	}
	return []string{"“", "”", "‘", "’"}
}
