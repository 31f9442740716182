package vp8

// The ways of predicting pixels from those above and to the left (RFC 6386 sections
// 12.2 and 12.3). The first four exist for 16×16 luma and 8×8 chroma as well.
const (
	modeDC = iota // the average
	modeTM        // the gradient: left + above - corner
	modeVE        // vertical
	modeHE        // horizontal
	modeLD        // left and down: 45°
	modeRD        // right and down
	modeVR        // vertical, to the right
	modeVL        // vertical, to the left
	modeHD        // horizontal, down
	modeHU        // horizontal, up

	modes4  = modeHU + 1 // of 4×4 pixels
	modes16 = modeHE + 1 // of 16×16 luma and 8×8 chroma
)

// macroblock is what is decided about 16×16 pixels.
type macroblock struct {
	whole  bool      // luma is predicted as one, by modes[0]; otherwise 4×4 by 4×4
	skip   bool      // it has no coefficients
	chroma uint8     // a mode
	modes  [16]uint8 // of luma; all those of a whole one are the same
}

// A branch is a step in a tree: a bit and its probability, or the place of that among others.
type branch struct {
	bit  uint32
	prob uint8
}

// The trees of section 11.2 with their probabilities, for key frames.
var (
	wholeBranch = branch{1, 145}
	partsBranch = branch{0, 145}

	lumaBranches = [modes16][]branch{
		modeDC: {{0, 156}, {0, 163}},
		modeVE: {{0, 156}, {1, 163}},
		modeHE: {{1, 156}, {0, 128}},
		modeTM: {{1, 156}, {1, 128}},
	}
	chromaBranches = [modes16][]branch{
		modeDC: {{0, 142}},
		modeVE: {{1, 142}, {0, 114}},
		modeHE: {{1, 142}, {1, 114}, {0, 183}},
		modeTM: {{1, 142}, {1, 114}, {1, 183}},
	}
)

// mode4Tree has the way to each mode of 4×4 pixels: bits, and for each the place of its
// probability in a row of mode4Probs.
var mode4Tree = [modes4][]branch{
	modeDC: {{0, 0}},
	modeTM: {{1, 0}, {0, 1}},
	modeVE: {{1, 0}, {1, 1}, {0, 2}},
	modeHE: {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {0, 4}},
	modeRD: {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 4}, {0, 5}},
	modeVR: {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 4}, {1, 5}},
	modeLD: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {0, 6}},
	modeVL: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {0, 7}},
	modeHD: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {1, 7}, {0, 8}},
	modeHU: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {1, 7}, {1, 8}},
}

// writeModes writes the modes of a macroblock. The modes above and to the left of it
// are those of 4×4 pixels, also of the macroblocks that are predicted as one.
func (w *boolWriter) writeModes(m *macroblock, above, left *[4]uint8) {
	if m.whole {
		w.branches(wholeBranch)
		w.branches(lumaBranches[m.modes[0]]...)
	} else {
		w.branches(partsBranch)
		for i, mode := range m.modes {
			up, before := above[i&3], left[i>>2]
			if i >= 4 {
				up = m.modes[i-4]
			}
			if i&3 > 0 {
				before = m.modes[i-1]
			}
			probs := &mode4Probs[up][before]
			for _, b := range mode4Tree[mode] {
				w.bit(b.bit, probs[b.prob])
			}
		}
	}
	w.branches(chromaBranches[m.chroma]...)
}

func (w *boolWriter) branches(list ...branch) {
	for _, b := range list {
		w.bit(b.bit, b.prob)
	}
}
