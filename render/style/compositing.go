package style

import (
	"slices"

	"sharecard/render/css"
)

func compositingLonghands() []longhand {
	return []longhand{
		keyword(css.MixBlendMode, func(s *Style) *BlendMode { return &s.MixBlend }),
		background(css.BackgroundBlendMode, func(b *layerLists) *[]BlendMode { return &b.blends }, each[css.Keywords](blendMode)).
			prints(printBlends),
		flag(css.Isolation, func(s *Style) *bool { return &s.Isolated }, "isolate"),
		field(css.BackdropFilter, func(s *Style) *[]Filter { return &s.BackdropFilter }, filters).
			prints(printFilters(css.BackdropFilter, func(s *Style) []Filter { return s.BackdropFilter })),
		mask(css.MaskImage, func(b *layerLists) *[]Image { return &b.images }, each[css.Images]((*context).image)).
			prints(func(p *printer, s *Style) { p.images("mask-image", s.Mask) }),
		mask(css.MaskPositionX, func(b *layerLists) *[]Length { return &b.xs }, each[css.Lengths]((*context).length)),
		mask(css.MaskPositionY, func(b *layerLists) *[]Length { return &b.ys }, each[css.Lengths]((*context).length)),
		mask(css.MaskSize, func(b *layerLists) *[]BackgroundSize { return &b.sizes }, each[css.Sizes]((*context).backgroundSize)),
		mask(css.MaskRepeat, func(b *layerLists) *[][2]Repeat { return &b.repeats }, each[css.Repeats](repeats)),
		mask(css.MaskOrigin, func(b *layerLists) *[]BoxArea { return &b.origins }, each[css.Keywords](area)),
		mask(css.MaskClip, func(b *layerLists) *[]BoxArea { return &b.clips }, each[css.Keywords](maskClip)),
		mask(css.MaskComposite, func(b *layerLists) *[]Composite { return &b.composites }, each[css.Keywords](composite)),
		mask(css.MaskMode, func(b *layerLists) *[]MaskMode { return &b.modes }, each[css.Keywords](maskMode)),
	}
}

// mask builds the row of a list of mask layers.
func mask[T any](id css.ID, at func(*layerLists) *[]T, compute func(*context, css.Value) ([]T, bool)) longhand {
	return layered(id, func(s *Style) **layerLists { return &s.parts.masks }, at, compute)
}

// BlendMode is a <blend-mode> (Compositing 1 §6.1).
type BlendMode uint8

const (
	BlendNormal BlendMode = iota
	BlendMultiply
	BlendScreen
	BlendOverlay
	BlendDarken
	BlendLighten
	BlendColorDodge
	BlendColorBurn
	BlendHardLight
	BlendSoftLight
	BlendDifference
	BlendExclusion
	BlendHue
	BlendSaturation
	BlendColor
	BlendLuminosity
	BlendPlusLighter
)

func blendMode(_ *context, k css.Keyword) BlendMode {
	return BlendMode(max(0, slices.Index(css.MixBlendMode.Keywords(), k)))
}

func printBlends(p *printer, s *Style) {
	for _, l := range s.Background {
		p.add("background-blend-mode", string(css.MixBlendMode.Keywords()[l.Blend]), l.Blend == BlendNormal)
	}
}

// Composite is mask-composite: how a layer is put together with those below.
type Composite uint8

const (
	CompositeAdd Composite = iota
	CompositeSubtract
	CompositeIntersect
	CompositeExclude
)

func composite(_ *context, k css.Keyword) Composite {
	return Composite(max(0, slices.Index(css.MaskComposite.Keywords(), k)))
}

func maskClip(c *context, k css.Keyword) BoxArea {
	if k == "no-clip" {
		return AreaUnclipped
	}
	return area(c, k)
}

// MaskMode is mask-mode: what of a mask counts.
type MaskMode uint8

const (
	MaskMatchSource MaskMode = iota // of a mask element what its mask-type says, and else the alpha
	MaskAlpha
	MaskLuminance
)

func maskMode(_ *context, k css.Keyword) MaskMode {
	switch k {
	case "alpha":
		return MaskAlpha
	case "luminance":
		return MaskLuminance
	}
	return MaskMatchSource
}
