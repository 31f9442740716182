package text

import (
	"slices"

	"sharecard/render/style"
)

// The formatting characters by which UAX #9 §2 embeds, overrides and isolates text.
const (
	lre, rle, pdf, lro, rlo = '\u202A', '\u202B', '\u202C', '\u202D', '\u202E'
	lri, rli, pdi           = '\u2066', '\u2067', '\u2069'
)

// bidiControls are the characters that unicode-bidi puts before and behind the text of a
// box (CSS Writing Modes 4 §2.4.3).
func bidiControls(st *style.Style, block bool) (before, behind []rune) {
	rtl := st.Direction == style.RTL
	pick := func(left, right rune) rune {
		if rtl {
			return right
		}
		return left
	}
	override := pick(lro, rlo)
	if block { // it is isolated as it is, and its direction is the base
		if st.UnicodeBidi == style.BidiOverride || st.UnicodeBidi == style.BidiIsolateOverride {
			return []rune{override}, []rune{pdf}
		}
		return nil, nil
	}
	switch st.UnicodeBidi {
	case style.BidiEmbed:
		return []rune{pick(lre, rle)}, []rune{pdf}
	case style.BidiIsolate:
		return []rune{pick(lri, rli)}, []rune{pdi}
	case style.BidiOverride:
		return []rune{override}, []rune{pdf}
	case style.BidiIsolateOverride:
		return []rune{pick(lri, rli), override}, []rune{pdf, pdi}
	}
	return nil, nil
}

// withControls returns the runes [from, to) with the formatting characters of their boxes
// put in, and for each the index it has in p.text, or edge of the box for which it was put in. A box that goes
// on past a forced break is opened again behind it. Without any it returns the text and nil.
func (p *Paragraph) withControls(from, to int) ([]rune, []int32) {
	if !slices.ContainsFunc(p.spans, func(s span) bool { return s.style.UnicodeBidi != style.BidiNormal }) {
		return p.text[from:to], nil
	}
	text, at := make([]rune, 0, to-from+8), make([]int32, 0, to-from+8)
	put := func(index int32, runes ...rune) {
		for _, r := range runes {
			text, at = append(text, r), append(at, index)
		}
	}
	edge := func(span, side int32) int32 { return -1 - 2*span - side } // 0 before the box, 1 behind it
	var open []int32                                                   // spans, the outermost first
	for i := from; i < to; i++ {
		var want []int32
		for s := p.spanOf[i]; s >= 0; s = p.spans[s].parent {
			if p.spans[s].style.UnicodeBidi != style.BidiNormal {
				want = append(want, s)
			}
		}
		slices.Reverse(want)
		same := 0
		for same < len(open) && same < len(want) && open[same] == want[same] {
			same++
		}
		for _, s := range slices.Backward(open[same:]) {
			_, behind := bidiControls(p.spans[s].style, s == 0)
			put(edge(s, 1), behind...)
		}
		for _, s := range want[same:] {
			before, _ := bidiControls(p.spans[s].style, s == 0)
			put(edge(s, 0), before...)
		}
		open = want
		put(int32(i), p.text[i])
	}
	return text, at
}

// noteEdge notes the level of the character that isolates an edge of a box, of which at is
// twice the span, and one more behind the box.
func (p *Paragraph) noteEdge(at int32, level uint8) {
	switch p.spans[at/2].style.UnicodeBidi {
	case style.BidiIsolate, style.BidiIsolateOverride:
	default:
		return
	}
	if p.isolates == nil {
		p.isolates = map[int32]uint8{}
	}
	if _, known := p.isolates[at]; !known || at%2 == 1 {
		p.isolates[at] = level
	}
}
