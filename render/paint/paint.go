package paint

import (
	"errors"
	"image"
	"slices"

	"github.com/fogleman/gg"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// ErrSimplified tells that a page asked for more than one render may cost: some
// hundred layers, blurs or fills of the size of the canvas. What went beyond
// was left out, or drawn without its filter or group opacity.
var ErrSimplified = errors.New("drawing was simplified: too many large layers, shadows or shapes")

// Options says how to draw. The zero value draws at 1 px per px without
// pictures.
type Options struct {
	// Scale is device px per px; 0 means 1.
	Scale float64
	// Images returns a picture by its address as it stands in the source,
	// upright, or nil. It is called while drawing, from the same goroutine.
	Images func(src string) image.Image
	// Inline returns the picture of an svg element of the page, or nil. It is
	// called as Images is.
	Inline func(n *style.Node) Vector
	// Coarse draws pictures with 1/Coarse of the pixels on each side, for a
	// limit on bytes; 0 and 1 draw them as they are. It spares vector pictures,
	// those of small size and those with image-rendering: pixelated or a data:
	// address, as codes have.
	Coarse int
	// Masks keeps glyphs between renders; nil keeps none.
	Masks *MaskCache
	// Pictures keeps scaled pictures between renders; nil keeps none.
	Pictures *resample.Cache
	// Plain sends everything through gg and takes no shortcut. It defines the
	// right pixels and is 10 to 100 times slower.
	Plain bool
}

// Draw paints a box tree over all of dst, whose former content is lost; what
// the page leaves bare is white. The error is nil or [ErrSimplified].
//
// Draw may run in any number of goroutines with the same boxes and caches, and
// a dst each.
func Draw(dst *image.RGBA, root *layout.Box, opts Options) error {
	if opts.Scale == 0 {
		opts.Scale = 1
	}
	if opts.Masks == nil {
		opts.Masks = NewMaskCache(1 << 20)
	}
	p := opts.Masks.painter()
	p.begin(dst, opts)
	p.root(root)
	err := p.err
	opts.Masks.recycle(p) // not after a panic: its scratch memory is then dirty
	return err
}

// painter is the state of one Draw. The matrix, the clip and the surface change
// on the way down the tree and are restored on the way up.
type painter struct {
	opts  Options
	plain bool
	masks *MaskCache
	err   error

	surf *surface
	clip *clip
	base *clip     // what fixed boxes are clipped to
	m    gg.Matrix // user to device space

	bare   *layout.Box           // whose background became the canvas's
	clips  map[*layout.Box]*clip // inside of boxes with overflow
	groups int                   // depth of groups
	budget int                   // work left, px

	// Scratch memory, kept from one Draw to the next.
	path, parts, cutA, cutB path
	outline                 []fonts.Segment
	scratch                 *surface
	cells                   cells
	pattern                 pattern
	tint                    tint
	line                    []uint8
	tmp                     []uint8
	pool                    buffers
}

// The work of one Draw is bounded, as a multiple of the canvas and in all. It
// is counted in pixels that gg fills, of which it does some 150 million a
// second; rows of one colour are cheaper by rowFactor.
const (
	maxWorkFactor = 128
	maxWork       = 250e6
	rowFactor     = 4
)

func (p *painter) begin(dst *image.RGBA, opts Options) {
	p.opts, p.plain, p.masks, p.err = opts, opts.Plain, opts.Masks, nil
	p.surf = newSurface(dst)
	p.clip = &clip{rect: dst.Rect}
	p.base = p.clip
	p.m = gg.Scale(opts.Scale, opts.Scale)
	p.m.X0, p.m.Y0 = float64(dst.Rect.Min.X), float64(dst.Rect.Min.Y)
	p.clips = map[*layout.Box]*clip{}
	p.groups = 0
	p.budget = min(maxWorkFactor*dst.Rect.Dx()*dst.Rect.Dy()+1<<20, maxWork)
}

// end lets go of everything that belongs to the caller.
func (p *painter) end() {
	p.pool.reclaim()
	p.opts, p.masks, p.surf, p.clip, p.base, p.clips = Options{}, nil, nil, nil, nil, nil
	p.pattern = pattern{}
}

// spend takes n px off the budget and reports whether there were so many. The
// plain way is for comparison and has no bound.
func (p *painter) spend(n int) bool {
	if p.plain {
		return true
	}
	if n > p.budget {
		p.err = ErrSimplified
		return false
	}
	p.budget -= n
	return true
}

// reaches reports whether any of a user rectangle may be seen.
func (p *painter) reaches(r rect) bool {
	d := device(p.m, r)
	c := fromPixels(p.clip.rect)
	return d.x0 < c.x1 && c.x0 < d.x1 && d.y0 < c.y1 && c.y0 < d.y1
}

// push narrows the clip to a rounded rectangle in user space and returns the
// former clip, for restore.
func (p *painter) push(r rounded) *clip {
	old := p.clip
	if r.empty() {
		p.clip = &clip{}
		return old
	}
	p.clip = old.intersect(p.boxShape(&p.path, r), p)
	return old
}

func (p *painter) restore(c *clip) { p.clip = c }

// image returns a picture, nil where there is none.
func (p *painter) image(src string) image.Image {
	if p.opts.Images == nil {
		return nil
	}
	return p.opts.Images(src)
}

// rowBuf is a buffer of n bytes for one row.
func (p *painter) rowBuf(n int) []uint8 {
	p.line = slices.Grow(p.line[:0], n)[:n]
	return p.line
}

// alpha returns an empty mask that lives until the end of the Draw.
func (p *painter) alpha(r image.Rectangle) *image.Alpha {
	return &image.Alpha{Pix: p.pool.get(r.Dx() * r.Dy()), Stride: r.Dx(), Rect: r}
}
