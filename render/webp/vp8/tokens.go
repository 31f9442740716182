package vp8

import "slices"

// The probabilities of tokens depend on the plane, on the place of the coefficient, on
// the coefficients before and on the node of the tree (RFC 6386 section 13.4).
const (
	planes   = 4
	bands    = 8
	contexts = 3
	nodes    = 11
	slots    = planes * bands * contexts * nodes
)

// The planes.
const (
	planeRest  = iota // luma without its DC, which is in planeMeans
	planeMeans        // the DC of 16 blocks, Y2 in the RFC
	planeChroma
	planeLuma // with its DC
)

// band of a coefficient by its place in the order of tokens.
var band = [16]uint8{0, 1, 2, 3, 6, 4, 5, 6, 6, 6, 6, 6, 6, 6, 6, 7}

// zigzag is the order of coefficients in the bitstream.
var zigzag = [16]uint8{0, 1, 4, 8, 5, 2, 3, 6, 9, 12, 13, 10, 7, 11, 14, 15}

// probabilities has one for each node of each context of each band of each plane.
type probabilities [slots]uint8

// slot is the place of a context's first probability among all.
func slot(plane, place, context int) token {
	return token(((plane*bands+int(band[place]))*contexts + context) * nodes)
}

// token is a coefficient or the end of a block, and what its probabilities are: its slot
// in the low bits, its kind, whether it follows a zero, its sign, and which one of its
// kind it is.
type token uint32

const (
	slotBits            = 11
	kindBits            = 4
	afterZero     token = 1 << (slotBits + kindBits)
	negative            = afterZero << 1
	restShift           = slotBits + kindBits + 2
	mostOfAKind         = 11      // bits
	mostOfASquare       = 25 * 16 // tokens
)

// The kinds of tokens (RFC 6386 section 13.2).
const (
	kindEnd = iota
	kindZero
	kindOne
	kindTwo
	kindThree
	kindFour
	kindCategory // the first of six ranges
	kinds        = kindCategory + 6
)

// paths has the way to each kind in the tree: bits, and for each the place of its
// probability behind the slot. The end cannot follow a zero, so that the first bit is
// left out there.
var paths = [kinds][]branch{
	kindEnd:          {{0, 0}},
	kindZero:         {{1, 0}, {0, 1}},
	kindOne:          {{1, 0}, {1, 1}, {0, 2}},
	kindTwo:          {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {0, 4}},
	kindThree:        {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 4}, {0, 5}},
	kindFour:         {{1, 0}, {1, 1}, {1, 2}, {0, 3}, {1, 4}, {1, 5}},
	kindCategory:     {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {0, 6}, {0, 7}},
	kindCategory + 1: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {0, 6}, {1, 7}},
	kindCategory + 2: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {0, 8}, {0, 9}},
	kindCategory + 3: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {0, 8}, {1, 9}},
	kindCategory + 4: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {1, 8}, {0, 10}},
	kindCategory + 5: {{1, 0}, {1, 1}, {1, 2}, {1, 3}, {1, 6}, {1, 8}, {1, 10}},
}

// ranges are the levels of each kind: the least one, and the probabilities of the bits
// that say which it is.
var ranges = [kinds]struct {
	least int
	probs []uint8
}{
	kindOne:          {1, nil},
	kindTwo:          {2, nil},
	kindThree:        {3, nil},
	kindFour:         {4, nil},
	kindCategory:     {5, []uint8{159}},
	kindCategory + 1: {7, []uint8{165, 145}},
	kindCategory + 2: {11, []uint8{173, 148, 140}},
	kindCategory + 3: {19, []uint8{176, 155, 140, 135}},
	kindCategory + 4: {35, []uint8{180, 157, 141, 134, 130}},
	kindCategory + 5: {67, []uint8{254, 254, 243, 230, 196, 177, 153, 140, 133, 130, 129}},
}

// maxLevel is the largest level of a coefficient that can be written.
const maxLevel = 67 + 1<<mostOfAKind - 1

// kindOf returns the kind of an absolute level, and which one of its kind it is.
func kindOf(v int) (kind, rest int) {
	kind = min(v+kindZero, kindCategory)
	for kind >= kindCategory && kind+1 < kinds && v >= ranges[kind+1].least {
		kind++
	}
	return kind, v - ranges[kind].least
}

// tokens are the coefficients of a frame before their probabilities are known.
type tokens struct {
	list   []token
	counts [slots][2]uint32 // of zeros and ones
}

func (t *tokens) reset() {
	t.list = t.list[:0]
	clear(t.counts[:])
}

// reserve makes room for a macroblock.
func (t *tokens) reserve() { t.list = slices.Grow(t.list, mostOfASquare) }

func (t *tokens) add(tok token, kind int) {
	t.list = append(t.list, tok|token(kind)<<slotBits)
	path := paths[kind]
	if tok&afterZero != 0 {
		path = path[1:]
	}
	counts := t.counts[tok&(1<<slotBits-1):][:nodes]
	for _, b := range path {
		counts[b.prob][b.bit&1]++
	}
}

// block adds the levels of a block, in zigzag order, from first to last, the last that
// is not 0. If there are none, last is less than first.
func (t *tokens) block(levels *[16]int16, first, last, plane, context int) {
	tok := slot(plane, first, context)
	for n := first; n <= last; n++ {
		v := int(levels[n])
		size := abs(v)
		kind, rest := kindOf(size)
		if v < 0 {
			tok |= negative
		}
		t.add(tok|token(rest)<<restShift, kind)
		if n == 15 {
			return
		}
		tok = slot(plane, n+1, min(size, 2))
		if v == 0 {
			tok |= afterZero
		}
	}
	t.add(tok, kindEnd)
}

// tokens writes all tokens.
func (w *boolWriter) tokens(list []token, probs *probabilities) {
	for _, t := range list {
		kind := t >> slotBits & (1<<kindBits - 1)
		path := paths[kind]
		if t&afterZero != 0 {
			path = path[1:]
		}
		behind := probs[t&(1<<slotBits-1):][:nodes]
		for _, b := range path {
			w.bit(b.bit, behind[b.prob])
		}
		if kind < kindOne {
			continue
		}
		bits := ranges[kind].probs
		for i, p := range bits {
			w.bit(uint32(t>>restShift>>(len(bits)-1-i)&1), p)
		}
		w.bit(uint32(t/negative&1), even)
	}
}
