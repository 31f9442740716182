package kit

import (
	"math"
	"slices"
)

// Measures of a sheet, in px.
const (
	sheetWidth  = 1440
	sheetMargin = 56
	sheetGap    = 40 // between columns, and between the cards of one
	captionLine = 40 // under each card
)

// place is where one card stands on a sheet, without its caption.
type place struct{ x, y, width, height float64 }

// arrange puts cards of these shapes (height ÷ width) on a sheet, in columns
// that all end on one line: the width of a column follows from what stands in
// it. It returns the places in the order of the shapes, and the height of the
// sheet.
//
// With h the height that the columns share, a column of n cards whose shapes
// add up to s is (h - n·caption - (n-1)·gap) ÷ s wide; that all widths and gaps
// fill the sheet gives h.
func arrange(shapes []float64) (places []place, height float64) {
	if len(shapes) == 0 {
		return nil, 2 * sheetMargin
	}
	columns := balance(shapes, columnsFor(len(shapes)))
	room := float64(sheetWidth - 2*sheetMargin - (len(columns)-1)*sheetGap)
	perHeight, fixed := 0.0, 0.0 // the widths are perHeight·h - fixed in all
	for _, column := range columns {
		s := total(shapes, column)
		perHeight += 1 / s
		fixed += around(len(column)) / s
	}
	h := (room + fixed) / perHeight
	places = make([]place, len(shapes))
	x := float64(sheetMargin)
	for _, column := range columns {
		width := (h - around(len(column))) / total(shapes, column)
		y := float64(sheetMargin)
		for _, i := range column {
			p := place{math.Round(x), math.Round(y), math.Round(width), math.Round(width * shapes[i])}
			places[i] = p
			y += width*shapes[i] + captionLine + sheetGap
		}
		x += width + sheetGap
	}
	return places, math.Ceil(h) + 2*sheetMargin - captionLine/2
}

// around is what a column of n cards takes beside them.
func around(n int) float64 { return float64(n*captionLine + (n-1)*sheetGap) }

// columnsFor is how many columns n cards stand in: four for a whole kit, more
// where a sheet would grow too tall.
func columnsFor(n int) int {
	if n <= 4 {
		return n
	}
	return max(4, int(math.Ceil(math.Sqrt(float64(n)))))
}

func total(shapes []float64, column []int) float64 {
	s := 0.0
	for _, i := range column {
		s += shapes[i]
	}
	return s
}

// balance deals the shapes into n columns of nearly the same height: the
// tallest first, each into the column that is shortest so far. Every other
// column is then turned over, so that wide cards do not all stand at the foot.
func balance(shapes []float64, n int) [][]int {
	order := make([]int, len(shapes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case shapes[a] > shapes[b]:
			return -1
		case shapes[a] < shapes[b]:
			return 1
		}
		return 0
	})
	columns := make([][]int, n)
	heights := make([]float64, n)
	caption := float64(captionLine+sheetGap) / (sheetWidth / float64(n))
	for _, i := range order {
		shortest := 0
		for c := range heights {
			if heights[c] < heights[shortest] {
				shortest = c
			}
		}
		columns[shortest] = append(columns[shortest], i)
		heights[shortest] += shapes[i] + caption
	}
	for c := 1; c < n; c += 2 {
		slices.Reverse(columns[c])
	}
	return columns
}
