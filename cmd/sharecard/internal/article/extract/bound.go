package extract

import (
	"fmt"
	"slices"
	"strings"
)

// Bounds of a page's tree. A saved page of a large news site has some 10,000
// nodes.
const (
	maxNodes = 100_000
	maxDepth = 512 // of elements; the parser refuses more
)

// checkSize refuses a page whose tree would have more than maxNodes nodes, before
// there is a tree. Few tags can make many nodes: a formatting element without an
// end, such as <b>, is repeated in each block that follows (HTML, section
// 13.2.4.3). The estimate looks at tags and comments only, and takes what is inside
// comments and scripts for tags.
func checkSize(page string) error {
	var open formatting
	nodes := 0
	for {
		i := strings.IndexByte(page, '<')
		if i < 0 || i+1 == len(page) {
			return nil
		}
		page = page[i+1:]
		end := page[0] == '/'
		if end {
			page = page[1:]
		}
		name := tagName(page)
		if name == "" && !end && page[0] != '!' && page[0] != '?' {
			continue // text
		}
		nodes += 2 // the element or comment, and the text before it
		switch kind := formattingKind(name); {
		case name == "": // a comment, as <!>, <?> and </1> are, too (HTML, section 13.2.5.41)
		case kind == 0 && isScope(name):
			open.scope(end)
			nodes += open.repeated
		case kind == 0:
			nodes += open.repeated
		case end:
			open.end(name)
		default:
			attributes, _, _ := strings.Cut(page[len(name):], ">")
			open.start(name, attributes, kind)
		}
		if nodes > maxNodes {
			return fmt.Errorf("%w: it has more than %d nodes", ErrPage, maxNodes)
		}
		if open.repeated > maxDepth {
			return fmt.Errorf("%w: more than %d elements are open", ErrPage, maxDepth)
		}
	}
}

// formatting is the parser's list of active formatting elements.
type formatting struct {
	list     []openTag
	repeated int // elements since the last marker, which the next block repeats
}

// openTag is a formatting element, or the marker of a scope: then name is "".
type openTag struct{ name, attributes string }

// start adds an element, unless there are as many alike as the parser keeps.
func (f *formatting) start(name, attributes string, most int) {
	alike := 0
	for _, o := range f.list[len(f.list)-f.repeated:] {
		if o.name == name && (o.attributes == attributes || most == 1) {
			alike++
		}
	}
	if alike < most {
		f.list = append(f.list, openTag{name, attributes})
		f.repeated++
	}
}

// end takes the last element of a name off the list.
func (f *formatting) end(name string) {
	for i := len(f.list) - 1; i >= len(f.list)-f.repeated; i-- {
		if f.list[i].name == name {
			f.list = slices.Delete(f.list, i, i+1)
			f.repeated--
			return
		}
	}
}

// scope enters a table's cell or its like, or leaves it with what it left open.
func (f *formatting) scope(end bool) {
	if !end {
		f.list = append(f.list, openTag{})
		f.repeated = 0
		return
	}
	f.list = f.list[:len(f.list)-f.repeated]
	if len(f.list) > 0 {
		f.list = f.list[:len(f.list)-1] // the marker
	}
	f.repeated = 0
	for i := len(f.list) - 1; i >= 0 && f.list[i].name != ""; i-- {
		f.repeated++
	}
}

// tagName is the lower-case name that a tag begins with, or "".
func tagName(s string) string {
	const longest = 16 // no element that matters here has a longer name
	n := 0
	for n < len(s) && n < longest && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z' || n > 0 && s[n] >= '0' && s[n] <= '9') {
		n++
	}
	return strings.ToLower(s[:n])
}

// formattingKind is how many formatting elements of one name and the same
// attributes the parser repeats; 0 for other elements.
func formattingKind(name string) int {
	switch name {
	case "a", "nobr": // one ends the one before
		return 1
	case "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u":
		return 3
	}
	return 0
}

// isScope reports elements inside which formatting from outside is not repeated
// after their end.
func isScope(name string) bool {
	switch name {
	case "td", "th", "caption":
		return true
	}
	return false
}
