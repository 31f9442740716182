package paint

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"strings"

	"github.com/fogleman/gg"

	"sharecard/render/resample"
	"sharecard/render/style"
)

// pictureSpec says how a picture is drawn.
type pictureSpec struct {
	src       string
	box       rect // where the whole picture goes, user space
	within    *rounded
	alpha     uint8 // 255 for opaque
	rendering style.ImageRendering
}

// picture draws an image stretched to a box and cut to another.
func (p *painter) picture(img image.Image, s pictureSpec) {
	if s.box.empty() || s.alpha == 0 || img.Bounds().Empty() {
		return
	}
	within := rounded{rect: s.box}
	if s.within != nil {
		within = *s.within
		if v := within.rect.intersect(s.box); v != within.rect {
			if v.empty() {
				return
			}
			if !within.square() {
				defer p.restore(p.push(within))
			}
			within = rounded{rect: v}
		}
	}
	if !p.reaches(within.rect) {
		return
	}
	var sh shader
	if upright(p.m) {
		d := snap(device(p.m, s.box)).pixels()
		seen := snap(device(p.m, within.rect)).pixels().Intersect(p.clip.rect).Intersect(d)
		if seen.Empty() {
			return
		}
		key := resample.Spec{W: d.Dx(), H: d.Dy(), Crop: seen.Sub(d.Min), Pixelated: s.rendering == style.RenderPixelated}
		m := p.scaled(img, s.src, key)
		sh = &placed{img: m.RGBA, dx: d.Min.X, dy: d.Min.Y, solid: m.IsOpaque && m.Rect == key.Crop}
	} else {
		sh = p.sampled(img, s)
		if sh == nil {
			return
		}
	}
	if s.alpha != 255 {
		sh = &faded{sh, s.alpha}
	}
	p.fill(p.boxShape(&p.path, within), shaded(sh))
}

// scaled is the picture of a key, kept from one Draw to the next if there is a
// cache. src is its address, empty for what has none.
func (p *painter) scaled(img image.Image, src string, k resample.Spec) resample.Picture {
	if v, ok := img.(Vector); ok {
		return resample.NewPicture(p.raster(v, k))
	}
	if p.coarsens(src, k) {
		k.Coarse = p.opts.Coarse
	}
	if p.plain {
		return resample.Scale(img, k)
	}
	return p.opts.Pictures.Scale(img, k)
}

// minCoarse is the side of a picture in device px below which it is a logo or an icon: it costs few bytes, and coarse
// pixels would ruin it.
const minCoarse = 128

// coarsens reports whether a picture gives up resolution for bytes.
func (p *painter) coarsens(src string, k resample.Spec) bool {
	return p.opts.Coarse > 1 && !k.Pixelated && src != "" && !strings.HasPrefix(src, "data:") &&
		min(k.W, k.H) >= minCoarse
}

// placed is the shader of pixels drawn one to one.
type placed struct {
	img    *image.RGBA
	dx, dy int // device position of the image's origin
	solid  bool
}

func (s *placed) at(x, y int) color.RGBA { return s.img.RGBAAt(x-s.dx, y-s.dy) }

// row copies: 1080×608 px with round corners in 0.6 ms instead of 10 ms.
func (s *placed) row(dst []uint8, x, y int) {
	r := s.img.Rect
	x, y = x-s.dx, y-s.dy
	n := len(dst) / 4
	from, to := max(x, r.Min.X), min(x+n, r.Max.X)
	if y < r.Min.Y || y >= r.Max.Y || from >= to {
		clear(dst)
		return
	}
	clear(dst[:4*(from-x)])
	copy(dst[4*(from-x):4*(to-x)], s.img.Pix[s.img.PixOffset(from, y):])
	clear(dst[4*(to-x):])
}

func (s *placed) opaque() bool { return s.solid }

// faded multiplies the opacity of a shader.
type faded struct {
	shader
	alpha uint8
}

func (s *faded) at(x, y int) color.RGBA {
	c := s.shader.at(x, y)
	return color.RGBA{R: mul(c.R, s.alpha), G: mul(c.G, s.alpha), B: mul(c.B, s.alpha), A: mul(c.A, s.alpha)}
}

func (s *faded) row(dst []uint8, x, y int) {
	s.shader.row(dst, x, y)
	var was, is uint32
	for i := 0; i+3 < len(dst); i += 4 {
		d := dst[i : i+4 : i+4]
		v := binary.LittleEndian.Uint32(d)
		if v == was {
			binary.LittleEndian.PutUint32(d, is)
			continue
		}
		was = v
		for k := range d {
			d[k] = mul(d[k], s.alpha)
		}
		is = binary.LittleEndian.Uint32(d)
	}
}

// mul is a·b/255, rounded.
func mul(a, b uint8) uint8 {
	t := uint32(a)*uint32(b) + 128
	return uint8((t + t>>8) >> 8)
}

func (s *faded) opaque() bool { return false }

// sampled is the shader of a picture under a matrix that is not upright: it is
// scaled to about its final size and then sampled bilinearly.
func (p *painter) sampled(img image.Image, s pictureSpec) shader {
	inv, ok := invert(p.m)
	if !ok {
		return nil
	}
	k := uniform(p.m)
	w, h := roundPx(s.box.w()*k), roundPx(s.box.h()*k)
	if limit := p.clip.rect.Dx() + p.clip.rect.Dy(); w > 2*limit || h > 2*limit {
		w, h = min(w, 2*limit), min(h, 2*limit)
	}
	w, h = max(w, 1), max(h, 1)
	key := resample.Spec{W: w, H: h, Crop: image.Rect(0, 0, w, h), Pixelated: s.rendering == style.RenderPixelated}
	m := inv.Multiply(gg.Translate(-s.box.x0, -s.box.y0)).
		Multiply(gg.Scale(float64(w)/s.box.w(), float64(h)/s.box.h()))
	return &bilinear{img: p.scaled(img, s.src, key).RGBA, m: m}
}

// bilinear samples an image through a matrix from device to image space.
type bilinear struct {
	img *image.RGBA
	m   gg.Matrix
}

func (s *bilinear) at(x, y int) color.RGBA {
	u, v := s.m.TransformPoint(float64(x)+0.5, float64(y)+0.5)
	u, v = u-0.5, v-0.5
	x0, y0 := math.Floor(u), math.Floor(v)
	fx, fy := u-x0, v-y0
	a, b := s.pixel(int(x0), int(y0)), s.pixel(int(x0)+1, int(y0))
	c, d := s.pixel(int(x0), int(y0)+1), s.pixel(int(x0)+1, int(y0)+1)
	mix := func(a, b, c, d uint8) uint8 {
		top := float64(a) + (float64(b)-float64(a))*fx
		low := float64(c) + (float64(d)-float64(c))*fx
		return uint8(top + (low-top)*fy + 0.5)
	}
	return color.RGBA{R: mix(a.R, b.R, c.R, d.R), G: mix(a.G, b.G, c.G, d.G), B: mix(a.B, b.B, c.B, d.B), A: mix(a.A, b.A, c.A, d.A)}
}

// pixel is the nearest pixel of the image: the edge of the picture is the
// business of the path that it fills.
func (s *bilinear) pixel(x, y int) color.RGBA {
	r := s.img.Rect
	return s.img.RGBAAt(min(max(x, r.Min.X), r.Max.X-1), min(max(y, r.Min.Y), r.Max.Y-1))
}

func (s *bilinear) opaque() bool { return false }

func (s *bilinear) row(dst []uint8, x, y int) {
	for i := 0; i+3 < len(dst); i += 4 {
		put(dst[i:i+4:i+4], s.at(x, y))
		x++
	}
}

// objectBox places a replaced element's picture by object-fit and
// object-position (CSS Images 3 §4.5); box is the content box.
func objectBox(s *style.Style, w, h float64, box rect) rect {
	cw, ch := box.w(), box.h()
	if w <= 0 || h <= 0 {
		return box
	}
	k := math.Min(cw/w, ch/h)
	switch s.ObjectFit {
	case style.FitFill:
		w, h = cw, ch
	case style.FitContain:
		w, h = w*k, h*k
	case style.FitCover:
		k = math.Max(cw/w, ch/h)
		w, h = w*k, h*k
	case style.FitScaleDown:
		if k < 1 {
			w, h = w*k, h*k
		}
	}
	return xywh(box.x0+s.ObjectPosition.X.Resolve(cw-w), box.y0+s.ObjectPosition.Y.Resolve(ch-h), w, h)
}
