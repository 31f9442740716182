package jpeg

// block is 8×8 samples or coefficients, two of them in each word: the first plus 2³²
// times the second, both signed. To add such words or to multiply them by a constant
// does so with both halves; only shifts must take them apart. So eight transforms do
// the work of sixteen.
//
// The two stand side by side, row by row. Only what [block.forward] makes is different:
// there the first is a coefficient of the upper four rows and the second the one four
// rows below.
type block [32]int64

// both is a word whose halves are 1.
const both = 1<<32 + 1

// constBits is how many bits the constants of the transforms have after the point.
const constBits = 10

// zigzag is the order of coefficients (T.81 figure A.6) as positions in a block.
var zigzag = [64]byte{
	0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
	12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
	35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
	58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
}

// unzigzag is the place of each position of a block in that order.
var unzigzag = func() (t [64]byte) {
	for i, at := range zigzag {
		t[at] = byte(i)
	}
	return t
}()
