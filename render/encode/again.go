package encode

import "slices"

// again is the token of a flat unit with the colour of the unit before, which is
// as flat: no difference and no coefficient in any of its blocks. Three quarters
// of the units of a card of text are such; written as one token each, its JPEG
// takes a sixth less time.
const again = 1<<8 | 0xFF

// blankUnit returns what again stands for where a unit has so many blocks of
// luma.
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

// addAgain appends again.
func (t *tokens) addAgain() {
	t.blanks++
	t.list = append(t.list, again)
}

// countBlanks counts the symbols of blank units, once all are in the list.
func (t *tokens) countBlanks() {
	for _, tok := range t.blank {
		t.counts[tok&symbolMask] += uint32(t.blanks)
	}
}

// foldBlanks makes an entry of again, or replaces it in the list by what it
// stands for where that is too long for an entry: where blank units are rare.
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
	entries[again] = e | entry(length)<<32
}

func (t *tokens) unfoldBlanks() {
	list := slices.Grow(t.unfolded[:0], len(t.list)+t.blanks*len(t.blank))
	for _, tok := range t.list {
		if tok == again {
			list = append(list, t.blank...)
		} else {
			list = append(list, tok)
		}
	}
	t.list, t.unfolded = list, t.list
}
