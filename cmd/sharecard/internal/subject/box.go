package subject

import (
	"image"
	"math"
)

// Box is a part of a picture in fractions of its sides: X, Y is its upper left
// corner.
type Box struct{ X, Y, W, H float64 }

const (
	// threshold is where between the mean and the maximum of the saliency a cell
	// begins to count for the subject.
	threshold = .28
	// reaching is that from which one above the subject belongs to it too, and
	// maxReach how far up, of the height of the picture.
	reaching = .12
	maxReach = .3
	// maxCore is how much of a side the part may take that every crop keeps: cards
	// crop pictures to strips of little more than a third.
	maxCore = .42
	// downwards and sideways are how much a part of the subject counts for less the
	// lower it lies, and the more to one side.
	downwards = 2.5
	sideways  = .2
	// sureEnough is from where on a subject is taken for one.
	sureEnough = .2

	// usualX and usualY are where a crop is taken of a picture without a subject:
	// above the centre, where faces are.
	usualX, usualY = .5, .4
)

// Found is what a picture is of.
type Found struct {
	Box // of the subject
	// Core is the part of it that crops keep which cannot hold all of it.
	Core Box
	// Sure tells how clearly the subject stands out, 0 to 1.
	Sure float64
}

// Find looks for the subject of a picture. One of a single colour has none, and the
// box is all of it.
func Find(img image.Image) Found {
	if img.Bounds().Empty() {
		return Found{Box: whole, Core: whole}
	}
	return sample(img).find()
}

var whole = Box{W: 1, H: 1}

func (g *grid) find() Found {
	s := g.saliency()
	mean, most := 0.0, 0.0
	for _, v := range s {
		mean, most = mean+v/float64(len(s)), math.Max(most, v)
	}
	if most-mean < 1e-3 {
		return Found{Box: whole, Core: whole}
	}
	r := g.best(s, mean+threshold*(most-mean))
	sums := g.sums(s)
	in, area := sums.in(r), float64(r.Dx()*r.Dy())
	out := (sums.in(image.Rect(0, 0, g.w, g.h)) - in) / math.Max(1, float64(len(s))-area)
	r.Min.Y = g.reach(s, r, mean+reaching*(most-mean))
	return Found{g.fractions(r), g.fractions(g.core(sums, r)), math.Max(0, in/area-out) / most}
}

func (g *grid) fractions(r image.Rectangle) Box {
	w, h := float64(g.w), float64(g.h)
	return Box{float64(r.Min.X) / w, float64(r.Min.Y) / h, float64(r.Dx()) / w, float64(r.Dy()) / h}
}

// core returns the part of a rectangle, no larger than crops are, that stands out
// most; of parts alike the upper one, where heads are.
func (g *grid) core(sums summed, r image.Rectangle) image.Rectangle {
	w, h := min(r.Dx(), max(1, int(maxCore*float64(g.w)))), min(r.Dy(), max(1, int(maxCore*float64(g.h))))
	var best image.Rectangle
	most := math.Inf(-1)
	for y := r.Min.Y; y+h <= r.Max.Y; y++ {
		for x := r.Min.X; x+w <= r.Max.X; x++ {
			part := image.Rect(x, y, x+w, y+h)
			aside := math.Abs(float64(2*x+w-r.Min.X-r.Max.X)) / float64(g.w)
			v := sums.in(part) * (1 - downwards*float64(y-r.Min.Y)/float64(g.h) - sideways*aside)
			if v > most {
				most, best = v, part
			}
		}
	}
	return best
}

// best returns the rectangle in which the saliency above least adds up to most.
func (g *grid) best(s []float64, least float64) (r image.Rectangle) {
	most := math.Inf(-1)
	column := make([]float64, g.w)
	for top := range g.h {
		clear(column)
		for bottom := top; bottom < g.h; bottom++ {
			sum, start := 0.0, 0
			for x := range g.w {
				column[x] += s[bottom*g.w+x] - least
				if sum <= 0 {
					sum, start = 0, x
				}
				if sum += column[x]; sum > most {
					most, r = sum, image.Rect(start, top, x+1, bottom+1)
				}
			}
		}
	}
	return r
}

// reach follows what stands out upwards from the top of a box, where heads are, as
// far as it hangs together. It may lead to one side.
func (g *grid) reach(s []float64, r image.Rectangle, least float64) int {
	left, right := r.Min.X, r.Max.X-1
	for y := r.Min.Y - 1; y >= 0; y-- {
		first, last := g.w, -1
		for x := max(0, left-1); x <= min(g.w-1, right+1); x++ {
			if s[y*g.w+x] > least {
				first, last = min(first, x), x
			}
		}
		if last < 0 || float64(r.Min.Y-y) > maxReach*float64(g.h) {
			return y + 1
		}
		left, right = first, last
	}
	return 0
}

// Focus returns the object-position, in percent, with which every crop that can hold
// the core holds it: with x = X / (1 - W) it lies in a crop of any width from W on,
// and the same holds of y. Where the subject hardly stands out, it is nearer to the
// usual one, above the centre.
func (f Found) Focus() (x, y float64) {
	trust := math.Min(1, f.Sure/sureEnough)
	at := func(start, length, usual float64) float64 {
		if length >= 1 {
			return 100 * usual
		}
		return math.Round(1e4*(usual+trust*(start/(1-length)-usual))) / 100
	}
	return at(f.Core.X, f.Core.W, usualX), at(f.Core.Y, f.Core.H, usualY)
}
