package jpeg

import "slices"

// repeated is the token of a flat unit that has the colour of the flat unit before:
// none of its blocks has a difference or a coefficient. Most units of a card of text
// are such, so one token stands for all of their symbols.
const repeated = 1<<8 | 0xFF

// blankUnit returns the tokens that repeated stands for, in units of so many blocks
// of luma.
func blankUnit(luma int) (unit []token) {
	const dc, ac = 0, 1 // of differences of 0
	for range luma {
		unit = append(unit, dc<<8, ac<<8|endOfBlock)
	}
	for range 2 {
		unit = append(unit, (dc+2)<<8, (ac+2)<<8|endOfBlock)
	}
	return unit
}

// addRepeated appends repeated.
func (t *tokens) addRepeated() {
	t.blanks++
	t.list = append(t.list, repeated)
}

// countBlanks counts the symbols of blank units, once all are in the list.
func (t *tokens) countBlanks() {
	for _, tok := range t.blank {
		t.counts[tok&symbolMask] += uint32(t.blanks)
	}
}

// foldBlanks makes the entry of repeated. Where its codes are too long for one entry,
// as they are if blank units are rare, it replaces repeated in the list by the tokens
// that it stands for.
func (t *tokens) foldBlanks(entries *entryTable) {
	var e entry
	length := 0
	for _, tok := range t.blank {
		next := entries[tok&symbolMask]
		length += next.length()
		if length > maxEntry {
			t.unfoldBlanks()
			return
		}
		e = e<<next.length() | next&0xFFFFFFFF
	}
	entries[repeated] = e | entry(length)<<32
}

func (t *tokens) unfoldBlanks() {
	list := slices.Grow(t.unfolded[:0], len(t.list)+t.blanks*len(t.blank))
	for _, tok := range t.list {
		if tok == repeated {
			list = append(list, t.blank...)
		} else {
			list = append(list, tok)
		}
	}
	t.list, t.unfolded = list, t.list
}
