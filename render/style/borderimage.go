package style

import "sharecard/render/css"

// BorderImage is border-image: a picture whose corners and sides take the place of those
// of a border. The arrays are top, right, bottom, left.
type BorderImage struct {
	Source           Image
	Slice            [4]Length // px of the image; percentages against its size
	Fill             bool      // the middle is drawn too
	Width            [4]BorderImageEdge
	Outset           [4]BorderImageEdge
	RepeatX, RepeatY Repeat // RepeatTile, RepeatSpace, RepeatRound or RepeatStretch
}

// BorderImageEdge is a side of border-image-width or -outset: Length and Factor times
// the width of the border. The Length of a width may be Auto: as wide as the slice.
type BorderImageEdge struct {
	Length Length
	Factor float64
}

// initialBorderImage is never written.
var initialBorderImage = &BorderImage{
	Slice: [4]Length{Percent(100), Percent(100), Percent(100), Percent(100)},
	Width: [4]BorderImageEdge{
		{Length: Px(0), Factor: 1}, {Length: Px(0), Factor: 1}, {Length: Px(0), Factor: 1}, {Length: Px(0), Factor: 1},
	},
	Outset:  [4]BorderImageEdge{{Length: Px(0)}, {Length: Px(0)}, {Length: Px(0)}, {Length: Px(0)}},
	RepeatX: RepeatStretch, RepeatY: RepeatStretch,
}

func borderImageLonghands() []longhand {
	return []longhand{
		borderImage(css.BorderImageSource, func(b *BorderImage, c *context, v css.Value) {
			img, _ := v.(css.Image) // none is a keyword
			b.Source = c.image(img)
		}, func(dst, src *BorderImage) { dst.Source = src.Source }).prints(func(p *printer, s *Style) {
			if s.BorderImage != nil {
				p.image("border-image-source", s.BorderImage.Source)
			}
		}),
		borderImage(css.BorderImageSlice, func(b *BorderImage, c *context, v css.Value) {
			if v, ok := v.(css.BorderImageSlices); ok {
				b.Fill = v.Fill
				for i, l := range v.Sides {
					if b.Slice[i] = Px(l.N); l.Unit == css.UnitPercent {
						b.Slice[i] = Percent(l.N)
					}
				}
			}
		}, func(dst, src *BorderImage) { dst.Slice, dst.Fill = src.Slice, src.Fill }),
		borderImage(css.BorderImageWidth, func(b *BorderImage, c *context, v css.Value) { c.borderImageEdges(&b.Width, v) },
			func(dst, src *BorderImage) { dst.Width = src.Width }),
		borderImage(css.BorderImageOutset, func(b *BorderImage, c *context, v css.Value) { c.borderImageEdges(&b.Outset, v) },
			func(dst, src *BorderImage) { dst.Outset = src.Outset }),
		borderImage(css.BorderImageRepeat, func(b *BorderImage, c *context, v css.Value) {
			if v, ok := v.(css.BorderImageRepeats); ok {
				b.RepeatX, b.RepeatY = repeat(v[0]), repeat(v[1])
			}
		}, func(dst, src *BorderImage) { dst.RepeatX, dst.RepeatY = src.RepeatX, src.RepeatY }),
	}
}

// borderImage builds the row of a property of the family. Most elements have none of
// them, and are not given the struct.
func borderImage(id css.ID, set func(*BorderImage, *context, css.Value), copy func(dst, src *BorderImage)) longhand {
	change := func(s *Style, do func(*BorderImage)) {
		b := *s.borderImageParts()
		do(&b)
		s.parts.borderImage = &b
	}
	return longhand{
		id:  id,
		set: func(c *context, v css.Value) { change(c.style, func(b *BorderImage) { set(b, c, v) }) },
		copy: func(dst, src *Style) {
			if from := src.borderImageParts(); from != dst.borderImageParts() {
				change(dst, func(b *BorderImage) { copy(b, from) })
			}
		},
	}
}

func (s *Style) borderImageParts() *BorderImage {
	if s.parts.borderImage != nil {
		return s.parts.borderImage
	}
	return initialBorderImage
}

func (c *context) borderImageEdges(edges *[4]BorderImageEdge, v css.Value) {
	list, ok := v.(css.BorderImageEdges)
	if !ok {
		return
	}
	for i, l := range list {
		switch {
		case l.Calc == nil && l.Unit == css.UnitNumber:
			edges[i] = BorderImageEdge{Length: Px(0), Factor: l.N}
		case l.Calc == nil && l.Unit == css.UnitAuto:
			edges[i] = BorderImageEdge{}
		default:
			edges[i] = BorderImageEdge{Length: c.length(l)}
		}
	}
}
