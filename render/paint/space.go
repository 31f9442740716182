package paint

import (
	"math"
	"slices"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/style"
)

// Boxes with transform-style: preserve-3d and those in them stand in one space (CSS Transforms 2 §4): each is a plane there,
// and who is nearer to the eye is painted later.

// maxPlanes bounds the boxes of a page that stand in a space with others; more are flat.
const maxPlanes = 512

// plane is a box in space. m leads from its user space to that around the outermost box of the space.
type plane struct {
	box     *layout.Box
	x, y    float64
	m       [16]float64
	corners [4]vector3 // of its border box, as they are seen
}

type vector3 [3]float64

func (a vector3) minus(b vector3) vector3 { return vector3{a[0] - b[0], a[1] - b[1], a[2] - b[2]} }

func (a vector3) dot(b vector3) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

func (a vector3) cross(b vector3) vector3 {
	return vector3{a[1]*b[2] - a[2]*b[1], a[2]*b[0] - a[0]*b[2], a[0]*b[1] - a[1]*b[0]}
}

// preserves reports whether what stands in a box keeps its depth: whatever has to be painted on one layer makes it flat
// (CSS Transforms 2 §4.1.2).
func preserves(s *style.Style) bool {
	return s.Preserve3D && s.OverflowX == style.OverflowVisible && s.OverflowY == style.OverflowVisible && s.Opacity >= 1 &&
		len(s.Filter) == 0 && s.ClipPath == nil && len(s.Mask) == 0 && len(s.BackdropFilter) == 0 &&
		s.MixBlend == style.BlendNormal && !s.Isolated && !s.Contain.Encloses()
}

// standsIn notes whether b is a plane of its own in the space of its parent.
func (p *painter) standsIn(b, parent *layout.Box) {
	if !preserves(parent.Style) || len(b.Style.Transform) == 0 && !preserves(b.Style) || b.Anonymous || len(p.planes) >= maxPlanes {
		return
	}
	if p.planes == nil {
		p.planes = map[*layout.Box]bool{}
	}
	p.planes[b] = true
}

// space paints the outermost box of a space and all planes in it.
func (p *painter) space(b *layout.Box, x, y float64) {
	var planes []*plane
	p.collectPlanes(b, x, y, p.inSpace(b, x, y), &planes)
	for _, k := range backToFront(planes) {
		if k.box.Style.BackfaceHidden && k.normal()[2] < 0 {
			continue
		}
		p.inPlane(k.box, k.x, k.y, flattened(k.m))
	}
}

// collectPlanes appends the plane of b and those in its space, in painting order.
func (p *painter) collectPlanes(b *layout.Box, x, y float64, m [16]float64, planes *[]*plane) {
	k := &plane{box: b, x: x, y: y, m: m}
	for i, c := range [4][2]float64{{x, y}, {x + b.W, y}, {x + b.W, y + b.H}, {x, y + b.H}} {
		k.corners[i] = mapped(m, c[0], c[1])
	}
	*planes = append(*planes, k)
	if !preserves(b.Style) {
		return
	}
	var above []raisedBox
	p.collectRaised(b, x, y, p.clip, p.clip, &above)
	sortRaised(above)
	for _, l := range above {
		if l.group == nil && p.planes[l.box] {
			p.collectPlanes(l.box, l.x, l.y, multiply(m, p.inSpace(l.box, l.x, l.y)), planes)
		}
	}
}

// mapped is where a point of a plane is seen, and how near.
func mapped(m [16]float64, x, y float64) vector3 {
	w := math.Max(m[3]*x+m[7]*y+m[15], 1e-3)
	return vector3{(m[0]*x + m[4]*y + m[12]) / w, (m[1]*x + m[5]*y + m[13]) / w, (m[2]*x + m[6]*y + m[14]) / w}
}

// flattened is what a matrix makes of a plane, without its depth.
func flattened(m [16]float64) projection {
	return projection{m[0], m[4], m[12], m[1], m[5], m[13], m[3], m[7], m[15]}
}

// normal points to where the front of a plane looks.
func (k *plane) normal() vector3 {
	return k.corners[1].minus(k.corners[0]).cross(k.corners[3].minus(k.corners[0]))
}

// backToFront orders planes for the eye: those behind each one before it. Planes that cut each other are not split.
func backToFront(planes []*plane) []*plane {
	if len(planes) < 2 {
		return planes
	}
	root := planes[0]
	n := root.normal()
	size := math.Sqrt(n.dot(n))
	if size == 0 { // seen from the side, it hides nothing
		return append(backToFront(planes[1:]), root)
	}
	same := []*plane{root}
	var before, behind []*plane // in the direction of the normal, and against it
	for _, k := range planes[1:] {
		far := 0.0
		for _, c := range k.corners {
			if d := c.minus(root.corners[0]).dot(n) / size; math.Abs(d) > math.Abs(far) {
				far = d
			}
		}
		switch {
		case math.Abs(far) < 0.05:
			same = append(same, k)
		case far > 0:
			before = append(before, k)
		default:
			behind = append(behind, k)
		}
	}
	if n[2] < 0 {
		before, behind = behind, before
	}
	return slices.Concat(backToFront(behind), same, backToFront(before))
}

// turnedAway reports whether the back of a box that stands in no space is seen, and hidden.
func (p *painter) turnedAway(b *layout.Box, x, y float64) bool {
	if !b.Style.BackfaceHidden || len(b.Style.Transform) == 0 {
		return false
	}
	seen := p.projection(b, x, y)
	u0, v0, ok0 := seen.at(x, y)
	u1, v1, ok1 := seen.at(x+b.W, y)
	u2, v2, ok2 := seen.at(x, y+b.H)
	return ok0 && ok1 && ok2 && (u1-u0)*(v2-v0)-(v1-v0)*(u2-u0) < 0
}

// maxGrowth bounds how much larger than itself a space may look, px.
const maxGrowth = 4096

// spaceInk is a user rectangle that holds the planes of a space of which flat ink is known.
func spaceInk(ink raster.Rect) raster.Rect { return ink.Grow(math.Min(ink.W()+ink.H(), maxGrowth)) }
