package paint

import (
	"errors"
	"image"
	"image/color"
	"sync"

	"sharecard/render/filter"
	"sharecard/render/glyph"
	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// ErrSimplified tells that a page asked for more work than one drawing may cost: some hundred layers, blurs or fills of
// the size of the canvas. The rest was left out, or drawn without its filter or group opacity.
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
	// References draws the elements of the page that url(#id) names; nil for none.
	References References
	// Coarse draws pictures with 1/Coarse of the pixels on each side, for a limit on bytes; 0 and 1 draw them as they
	// are. Vector pictures, small ones, and those with image-rendering: pixelated or a data: address (QR codes) keep
	// all pixels.
	Coarse int
	// Masks keeps the masks of glyphs between renders; nil keeps none.
	Masks *glyph.Cache
	// Pictures keeps scaled pictures between renders; nil keeps none.
	Pictures *resample.Cache
	// Plain sends everything through gg and takes no shortcut. It defines the right pixels, and is much slower
	// (BenchmarkRoundedCard).
	Plain bool
}

// Draw paints a box tree and overwrites all of dst; the page stands on white. The error is nil or [ErrSimplified].
//
// Any number of goroutines may call Draw with the same boxes and caches, and a dst each.
func Draw(dst *image.RGBA, root *layout.Box, opts Options) error {
	if opts.Scale == 0 {
		opts.Scale = 1
	}
	if opts.Masks == nil {
		opts.Masks = glyph.NewCache(1 << 20)
	}
	p := painters.Get().(*painter)
	p.begin(dst, opts)
	p.root(root)
	var err error
	if p.simplified || p.filler.Exceeded() {
		err = ErrSimplified
	}
	p.end()
	painters.Put(p) // not after a panic: its scratch memory is then dirty
	return err
}

// painters lends the scratch memory of one Draw to the next.
var painters = sync.Pool{New: func() any { return new(painter) }}

// painter is the state of one Draw. The matrix, the clip and the surface change
// on the way down the tree and are restored on the way up.
type painter struct {
	opts  Options
	plain bool
	// simplified tells that something was left out, apart from what filler left out.
	simplified bool

	surf  *raster.Surface
	clip  *raster.Clip
	base  *raster.Clip   // what fixed boxes are clipped to
	m     raster.Matrix  // user to device space
	flat  raster.Matrix  // m outside of all transforms
	lines *raster.Matrix // from vertical lines that are being drawn to user space; nil elsewhere
	page  raster.Rect    // all of the page, in user space outside of all transforms

	canvasBox *layout.Box                  // the box whose background the canvas took
	rootBox   *layout.Box                  // the root, where its opacity, filters or clip-path apply to the canvas too
	clips     map[*layout.Box]*raster.Clip // of overflowClip
	groups    int                          // depth of groups
	isolates  map[*layout.Box]bool         // of survey; nil where nothing blends

	eyes map[*layout.Box]*layout.Box // of survey: the boxes whose perspective transformed ones are seen in

	planes map[*layout.Box]bool // of survey: the boxes that are planes in a space, but for its outermost one

	areas  map[*layout.Box]filterArea // of those with filter elements
	graphs map[graphKey]*filter.Graph

	hasOutlines bool // some box has an outline
	hasFloats   bool // some box is a float

	// Scratch memory, kept from one Draw to the next.
	filler      raster.Filler
	path, parts raster.Path
	drawer      glyph.Drawer
	ink         glyph.Ink
}

// The work of one Draw is bounded, as a multiple of the canvas and in all. It
// is counted in pixels that gg fills.
const (
	maxWorkFactor = 128
	maxWork       = 250e6
)

func (p *painter) begin(dst *image.RGBA, opts Options) {
	p.opts, p.plain, p.simplified = opts, opts.Plain, false
	p.surf = raster.NewSurface(dst)
	p.clip = &raster.Clip{Rect: dst.Rect}
	p.base = p.clip
	p.m = raster.Scale(opts.Scale, opts.Scale)
	p.m.X0, p.m.Y0 = float64(dst.Rect.Min.X), float64(dst.Rect.Min.Y)
	p.flat, p.page = p.m, raster.XYWH(0, 0, float64(dst.Rect.Dx())/opts.Scale, float64(dst.Rect.Dy())/opts.Scale)
	p.clips = map[*layout.Box]*raster.Clip{}
	p.groups, p.isolates, p.eyes, p.hasOutlines, p.hasFloats = 0, nil, nil, false, false
	p.filler.Begin(opts.Plain, min(maxWorkFactor*dst.Rect.Dx()*dst.Rect.Dy()+1<<20, maxWork))
}

// end forgets everything that belongs to the caller.
func (p *painter) end() {
	p.filler.End()
	p.areas, p.graphs, p.planes = nil, nil, nil
	p.opts, p.surf, p.clip, p.base, p.clips, p.isolates, p.eyes = Options{}, nil, nil, nil, nil, nil, nil
}

// fill paints a shape on the surface, inside the clip.
func (p *painter) fill(s raster.Shape, src raster.Source) { p.filler.Fill(p.surf, p.clip, s, src) }

// fillPath paints the inside of a path in one colour, by the nonzero rule.
func (p *painter) fillPath(pa *raster.Path, c color.NRGBA) {
	p.filler.FillPath(p.surf, p.clip, pa, false, raster.Solid(c))
}

// reaches reports whether a user rectangle overlaps the clip.
func (p *painter) reaches(r raster.Rect) bool {
	d := raster.MapRect(p.m, r)
	c := raster.FromPixels(p.clip.Rect)
	return d.X0 < c.X1 && c.X0 < d.X1 && d.Y0 < c.Y1 && c.Y0 < d.Y1
}
