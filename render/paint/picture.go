package paint

import (
	"image"
	"strings"

	"sharecard/render/layout"
	"sharecard/render/raster"
	"sharecard/render/resample"
	"sharecard/render/style"
)

// pictureSpec says how a picture is drawn.
type pictureSpec struct {
	src       string
	box       raster.Rect         // where the whole picture goes, user space
	within    *raster.RoundedRect // cuts it; nil does not
	alpha     uint8               // 255 for opaque
	rendering style.ImageRendering
}

// picture draws an image: all of it stretched to a box, and what of that lies within another.
func (p *painter) picture(img image.Image, s pictureSpec) {
	if s.box.Empty() || s.alpha == 0 || img.Bounds().Empty() {
		return
	}
	within := raster.RoundedRect{Rect: s.box}
	if s.within != nil {
		within = *s.within
		if v := within.Rect.Intersect(s.box); v != within.Rect {
			if v.Empty() {
				return
			}
			if !within.Square() {
				defer p.restoreClip(p.pushClip(within))
			}
			within = raster.RoundedRect{Rect: v}
		}
	}
	if !p.reaches(within.Rect) {
		return
	}
	var sh raster.Shader
	if raster.Upright(p.m) {
		d := raster.Snap(raster.MapRect(p.m, s.box)).Pixels()
		seen := raster.Snap(raster.MapRect(p.m, within.Rect)).Pixels().Intersect(p.clip.Rect).Intersect(d)
		if seen.Empty() {
			return
		}
		key := resample.Spec{W: d.Dx(), H: d.Dy(), Crop: seen.Sub(d.Min), Pixelated: s.rendering == style.RenderPixelated}
		m := p.scaled(img, s.src, key)
		sh = &raster.Placed{Image: m.RGBA, DX: d.Min.X, DY: d.Min.Y, IsOpaque: m.IsOpaque && m.Rect == key.Crop}
	} else {
		sh = p.sampled(img, s)
		if sh == nil {
			return
		}
	}
	if s.alpha != 255 {
		sh = &raster.Faded{Shader: sh, Alpha: s.alpha}
	}
	p.fill(p.boxShape(&p.path, within), raster.Shaded(sh))
}

// scaled is a picture in the size and part that k names. src is its address, empty if it has none.
func (p *painter) scaled(img image.Image, src string, k resample.Spec) resample.Picture {
	if v, ok := img.(Vector); ok {
		return resample.NewPicture(p.drawVector(v, k))
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

// sampled is the shader of a picture under a matrix that is not upright. The picture is scaled to about its final size and
// then sampled bilinearly.
func (p *painter) sampled(img image.Image, s pictureSpec) raster.Shader {
	inv, ok := raster.Invert(p.m)
	if !ok {
		return nil
	}
	k := raster.MeanScale(p.m)
	w, h := raster.Round(s.box.W()*k), raster.Round(s.box.H()*k)
	if limit := p.clip.Rect.Dx() + p.clip.Rect.Dy(); w > 2*limit || h > 2*limit {
		w, h = min(w, 2*limit), min(h, 2*limit)
	}
	w, h = max(w, 1), max(h, 1)
	key := resample.Spec{W: w, H: h, Crop: image.Rect(0, 0, w, h), Pixelated: s.rendering == style.RenderPixelated}
	m := inv.Multiply(raster.Translate(-s.box.X0, -s.box.Y0)).
		Multiply(raster.Scale(float64(w)/s.box.W(), float64(h)/s.box.H()))
	return &raster.Bilinear{Image: p.scaled(img, s.src, key).RGBA, Matrix: m}
}

// pictureOf is the picture of a replaced element, nil where there is none.
func (p *painter) pictureOf(b *layout.Box) image.Image {
	if b.Replaced.Src != "" {
		return p.image(b.Replaced.Src)
	}
	if p.opts.Inline == nil || b.Node == nil {
		return nil
	}
	if v := p.opts.Inline(b.Node); v != nil {
		return v
	}
	return nil
}

// image returns a picture, nil where there is none.
func (p *painter) image(src string) image.Image {
	if p.opts.Images == nil {
		return nil
	}
	return p.opts.Images(src)
}

// cutTo is the part of an area that lies in a rectangle: the area itself where that is all of it.
func cutTo(area raster.RoundedRect, r raster.Rect) raster.RoundedRect {
	if seen := area.Rect.Intersect(r); seen != area.Rect {
		return raster.RoundedRect{Rect: seen}
	}
	return area
}

// replaced paints the picture of an img or svg in its content box.
func (p *painter) replaced(b *layout.Box, left, top float64) {
	if !b.Style.Visible || b.Style.SkipsContent {
		return
	}
	img := p.pictureOf(b)
	if img == nil {
		return
	}
	content := boxAreas(b, left, top).content
	w, h := naturalSize(img, content.Rect)
	x, y, seenW, seenH := b.Style.ViewBoxOf(w, h)
	box := objectBox(b.Style, seenW, seenH, content.Rect)
	if b.Style.ViewBox != nil && w > 0 && h > 0 {
		if content = cutTo(content, box); content.Empty() {
			return
		}
		kx, ky := box.W()/seenW, box.H()/seenH
		box = raster.XYWH(box.X0-x*kx, box.Y0-y*ky, w*kx, h*ky)
	}
	p.picture(img, pictureSpec{
		src:       b.Replaced.Src,
		box:       box,
		within:    &content,
		alpha:     255,
		rendering: b.Style.ImageRendering,
	})
}
