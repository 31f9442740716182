package jpeg

// The constants of the smaller transforms: one times √2 cos(kπ/2n), of n values.
const (
	c2of3 = 724 // k = 2, n = 3, and so on

	c1of3 = 1254
	c1of4 = 1338
	c3of4 = c0541

	c1of5 = 1377
	c2of5 = 1172
	c3of5 = 851
	c4of5 = 448

	c1of6 = 1399
	c5of6 = 375

	c1of7 = 1412
	c2of7 = 1305
	c3of7 = 1132
	c4of7 = 903
	c5of7 = 628
	c6of7 = 322

	root2 = 1448 // k = 0
)

// transform is an inverse DCT of the first n of eight values, √8·one times as large, at n
// places; what lies behind them is ignored and 0. One of fewer than eight splits its
// values into the part that is the same from both ends and the one that changes its sign.
type transform func(x0, x1, x2, x3, x4, x5, x6, x7 int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64)

// transforms are those of n values. The ones of 1 and 2 are in flat and samples2.
var transforms = [9]transform{3: idct3, 4: idct4, 5: idct5, 6: idct6, 7: idct7, 8: idct8}

func idct3(x0, x1, x2, _, _, _, _, _ int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	x0 *= one
	e0, o0 := x0+x2*c2of3, x1*c1of3
	return e0 + o0, x0 - x2*root2, e0 - o0, 0, 0, 0, 0, 0
}

func idct4(x0, x1, x2, x3, _, _, _, _ int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	e0, e1 := (x0+x2)*one, (x0-x2)*one
	o0, o1 := x1*c1of4+x3*c3of4, x1*c3of4-x3*c1of4
	return e0 + o0, e1 + o1, e1 - o1, e0 - o0, 0, 0, 0, 0
}

func idct5(x0, x1, x2, x3, x4, _, _, _ int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	x0 *= one
	e0, e1 := x0+x2*c2of5+x4*c4of5, x0-x2*c4of5-x4*c2of5
	o0, o1 := x1*c1of5+x3*c3of5, x1*c3of5-x3*c1of5
	return e0 + o0, e1 + o1, x0 + (x4-x2)*root2, e1 - o1, e0 - o0, 0, 0, 0
}

func idct6(x0, x1, x2, x3, x4, x5, _, _ int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	x0 *= one
	t := x0 + x4*c2of3
	e0, e1, e2 := t+x2*c1of3, x0-x4*root2, t-x2*c1of3
	t = x3 * one
	o0, o1, o2 := x1*c1of6+t+x5*c5of6, (x1-x3-x5)*one, x1*c5of6-t+x5*c1of6
	return e0 + o0, e1 + o1, e2 + o2, e2 - o2, e1 - o1, e0 - o0, 0, 0
}

func idct7(x0, x1, x2, x3, x4, x5, x6, _ int64) (y0, y1, y2, y3, y4, y5, y6, y7 int64) {
	x0 *= one
	e0 := x0 + x2*c2of7 + x4*c4of7 + x6*c6of7
	e1 := x0 + x2*c6of7 - x4*c2of7 - x6*c4of7
	e2 := x0 - x2*c4of7 - x4*c6of7 + x6*c2of7
	o0 := x1*c1of7 + x3*c3of7 + x5*c5of7
	o1 := x1*c3of7 - x3*c5of7 - x5*c1of7
	o2 := x1*c5of7 - x3*c1of7 + x5*c3of7
	return e0 + o0, e1 + o1, e2 + o2, x0 + (x4-x2-x6)*root2, e2 - o2, e1 - o1, e0 - o0, 0
}
