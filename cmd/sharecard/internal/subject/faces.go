package subject

// What a patch with the tones of skin must be to be taken for a face.
const (
	likeSkin  = .5   // of the measure of skin, from where on a cell belongs to a patch
	minFace   = .004 // of the picture's area
	maxFace   = .16
	minFill   = .5 // of the area of the rectangle around it
	narrowest = .5 // width over height
	widest    = 1.5
	hair      = .5  // above a face, of its height
	mostFaces = 3   // where more patches look like faces they are leaves
	lowFace   = .55 // of the height, below which there is seldom one
	mostSkin  = .3  // of the picture: where more has these tones it is sand, wood or leaves
)

// faces tells where patches are that may be faces: about as wide as high, filled, and
// away from the edges.
func (g *grid) faces(skin []float64) []float64 {
	out := make([]float64, len(skin))
	all := 0
	for _, v := range skin {
		if v > likeSkin {
			all++
		}
	}
	if float64(all) > mostSkin*float64(len(skin)) {
		return out
	}
	seen := make([]bool, len(skin))
	var found []patch
	for i := range skin {
		if seen[i] || skin[i] <= likeSkin {
			continue
		}
		if p := g.patch(skin, seen, i); g.isFace(p) {
			found = append(found, p)
		}
	}
	if len(found) > mostFaces {
		return out
	}
	for _, p := range found {
		h := p.y1 - p.y0 + 1
		v := 1.0
		if float64(p.y0+p.y1)/2 > lowFace*float64(g.h) {
			v = .3
		}
		for y := max(0, p.y0-int(hair*float64(h))); y <= p.y1; y++ {
			for x := p.x0; x <= p.x1; x++ {
				out[y*g.w+x] = v * p.fill()
			}
		}
	}
	return out
}

func (p patch) fill() float64 { return float64(p.n) / float64((p.x1-p.x0+1)*(p.y1-p.y0+1)) }

func (g *grid) isFace(p patch) bool {
	share := float64(p.n) / float64(g.w*g.h)
	shape := float64(p.x1-p.x0+1) / float64(p.y1-p.y0+1)
	apart := p.x0 > 0 && p.y0 > 0 && p.x1 < g.w-1 && p.y1 < g.h-1
	return apart && share >= minFace && share <= maxFace && p.fill() >= minFill && shape >= narrowest && shape <= widest
}

// patch is a connected set of cells.
type patch struct{ n, x0, y0, x1, y1 int }

// patch gathers the cells like skin that hang together with the cell at first.
func (g *grid) patch(skin []float64, seen []bool, first int) patch {
	p := patch{x0: g.w, y0: g.h}
	seen[first] = true
	for open := []int{first}; len(open) > 0; {
		i := open[len(open)-1]
		open = open[:len(open)-1]
		x, y := i%g.w, i/g.w
		p.n++
		p.x0, p.y0, p.x1, p.y1 = min(p.x0, x), min(p.y0, y), max(p.x1, x), max(p.y1, y)
		for _, step := range [4][2]int{{-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
			nx, ny := x+step[0], y+step[1]
			if nx < 0 || ny < 0 || nx >= g.w || ny >= g.h {
				continue
			}
			if j := ny*g.w + nx; !seen[j] && skin[j] > likeSkin {
				seen[j] = true
				open = append(open, j)
			}
		}
	}
	return p
}
