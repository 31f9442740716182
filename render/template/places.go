package template

import "bytes"

// place is a position in a file, from 1; columns in characters.
type place struct{ line, column int }

// cursor finds places in a source at offsets that do not decrease, in one pass.
type cursor struct {
	src    []byte
	offset int
	place  place
}

func (c *cursor) at(offset int) place {
	if c.place.line == 0 {
		c.place = place{1, 1}
	}
	p := placeOf(c.src[c.offset:offset], offset-c.offset)
	if p.line == 1 {
		p.column += c.place.column - 1
	}
	p.line += c.place.line - 1
	c.offset, c.place = offset, p
	return p
}

// placeOf returns the place of byte offset i of src.
func placeOf(src []byte, i int) place {
	before := src[:i]
	line := bytes.Count(before, []byte("\n")) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	return place{line, len([]rune(string(before[start:]))) + 1}
}
