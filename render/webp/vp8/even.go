package vp8

import "encoding/binary"

// Much of a card is ground of one colour, which a mode often predicts as it is: such a
// square is known at a look.

// evenMode returns the cheapest mode that predicts squares of n×n pixels exactly, of one
// component or of two, each of one colour; false where there is none, or several colours.
func evenMode(source, restored []plane, x, y, n int, costs *[modes16]int) (mode int, ok bool) {
	exact := [modes16]bool{true, true, true, true}
	for i := range source {
		v, even := source[i].even(x, y, n)
		if !even {
			return 0, false
		}
		restored[i].predicts(&exact, v, x, y, n)
	}
	for m, is := range exact {
		if is && (!ok || costs[m] < costs[mode]) {
			mode, ok = m, true
		}
	}
	return mode, ok
}

// even reports whether a square is of one colour, and which.
func (p *plane) even(x, y, n int) (v byte, ok bool) {
	at := p.at(x, y)
	v = p.pix[at]
	want := uint64(v) * 0x0101010101010101
	for range n {
		for i := 0; i < n; i += 8 {
			if binary.LittleEndian.Uint64(p.pix[at+i:]) != want {
				return 0, false
			}
		}
		at += p.stride
	}
	return v, true
}

// predicts keeps those modes that predict all of a square to be v.
func (p *plane) predicts(exact *[modes16]bool, v byte, x, y, n int) {
	at := p.at(x, y)
	above, beside := true, true
	for i := range n {
		above = above && p.pix[at-p.stride+i] == v
		beside = beside && p.pix[at+i*p.stride-1] == v
	}
	exact[modeDC] = exact[modeDC] && p.average(x, y, n) == v
	exact[modeVE] = exact[modeVE] && above
	exact[modeHE] = exact[modeHE] && beside
	exact[modeTM] = exact[modeTM] && above && beside && p.pix[at-p.stride-1] == v
}

// clearBlocks leaves no coefficients in blocks.
func clearBlocks(blocks []block) {
	for i := range blocks {
		blocks[i].last = -1
	}
}

// store writes a predicted square.
func (p *plane) store(predicted *[256]byte, x, y, n int) {
	at := p.at(x, y)
	for i := range n {
		copy(p.pix[at+i*p.stride:][:n], predicted[16*i:])
	}
}
