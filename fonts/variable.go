package fonts

import (
	"encoding/binary"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// Span is a range of weights, widths or slants, both ends included.
type Span struct{ Min, Max float64 }

func (s Span) clamp(v float64) float64 { return math.Min(math.Max(v, s.Min), s.Max) }

// Variation is a place on one axis of a variable face (CSS Fonts 4 §7.2).
type Variation struct {
	Tag   string // four characters
	Value float64
}

// Italic is the slant in degrees that font-style: italic counts as (CSS Fonts 4 §2.4).
const Italic = 14.0

// axis is an axis of variation (OpenType, fvar). Font units of the axis: a weight of 1–1000,
// a width in percent, a slant in degrees counter-clockwise, an optical size in px.
type axis struct {
	tag           string
	min, def, max float64
}

// The registered axes that CSS properties set.
const (
	weightAxis  = "wght"
	widthAxis   = "wdth"
	slantAxis   = "slnt"
	italicAxis  = "ital"
	opticalAxis = "opsz"
)

// readAxes reads the axes of a face, none for one that does not vary or whose axes are broken.
func readAxes(loader *ot.Loader) []axis {
	raw, err := loader.RawTable(ot.MustNewTag("fvar"))
	if err != nil {
		return nil
	}
	table, _, err := tables.ParseFvar(raw)
	if err != nil {
		return nil
	}
	axes := make([]axis, len(table.FvarRecords.Axis))
	for i, a := range table.FvarRecords.Axis {
		axes[i] = axis{a.Tag.String(), float64(a.Minimum), float64(a.Default), float64(a.Maximum)}
		if !(axes[i].min <= axes[i].def && axes[i].def <= axes[i].max) {
			return nil
		}
	}
	return axes
}

// spanOf is what a face covers by an axis, or else by the one value that it has.
func (f *Face) spanOf(tag string, value float64) Span {
	for _, a := range f.axes {
		if a.tag == tag {
			return Span{a.min, a.max}
		}
	}
	return Span{value, value}
}

// slantsOfAxes are the slants of a face by its axes, or else upright or italic.
func (f *Face) slantsOfAxes() Span {
	for _, a := range f.axes {
		switch a.tag {
		case slantAxis: // counter-clockwise, where CSS turns clockwise
			return Span{-a.max, -a.min}
		case italicAxis:
			return Span{0, Italic}
		}
	}
	if f.Italic {
		return Span{Italic, Italic}
	}
	return Span{}
}

// optical reports whether a face has designs for sizes.
func (f *Face) optical() bool {
	for _, a := range f.axes {
		if a.tag == opticalAxis {
			return true
		}
	}
	return false
}

// maxInstances bounds the instances that are kept of one face. Styles may ask for more, each
// for as long as it is drawn.
const maxInstances = 128

// instances are faces made of a variable one, each at one place of its axes.
type instances struct {
	mu      sync.Mutex
	byPlace map[string]*Face
}

// at returns the face at the place of its axes that a style asks for: the same one for the
// same place. A face without axes is returned as it is.
func (f *Face) at(q *Query) *Face {
	p, err := f.source.parsed()
	if f.instances == nil || err != nil {
		return f
	}
	var coords []font.VarCoord
	if err := guard(func() error {
		coords = p.font.NormalizeVariations(f.place(q))
		return nil
	}); err != nil {
		return f
	}
	key := make([]byte, 0, 2*len(coords))
	for _, c := range coords {
		key = binary.BigEndian.AppendUint16(key, uint16(c))
	}
	f.instances.mu.Lock()
	defer f.instances.mu.Unlock()
	if g := f.instances.byPlace[string(key)]; g != nil {
		return g
	}
	if len(f.instances.byPlace) >= maxInstances {
		clear(f.instances.byPlace)
	}
	g := *f
	g.instance = p.at(coords)
	f.instances.byPlace[string(key)] = &g
	return &g
}

// place is where on its axes a face stands for a style (CSS Fonts 4 §7.1): the properties
// within what the face covers, then font-variation-settings of the @font-face rule and of the style.
func (f *Face) place(q *Query) []float32 {
	place := make([]float32, len(f.axes))
	for i, a := range f.axes {
		v := a.def
		switch a.tag {
		case weightAxis:
			v = f.weights.clamp(q.weight())
		case widthAxis:
			v = f.widths.clamp(q.width())
		case slantAxis:
			v = -f.slants.clamp(q.Slant)
		case italicAxis:
			v = 0
			if f.slants.clamp(q.Slant) > 0 {
				v = 1
			}
		case opticalAxis:
			if q.Size > 0 {
				v = q.Size
			}
		}
		for _, list := range [...][]Variation{f.settings, q.Variations} {
			for _, s := range list {
				if s.Tag == a.tag {
					v = s.Value
				}
			}
		}
		place[i] = float32(Span{a.min, a.max}.clamp(v))
	}
	return place
}

// at is a variable face at a place of its axes.
func (p *parsedFace) at(coords []font.VarCoord) *parsedFace {
	face := &font.Face{Font: p.font}
	face.SetCoords(coords)
	instance := *p
	instance.face, instance.metrics = face, newMetrics(face)
	instance.metrics.EmDescent = p.metrics.EmDescent
	return &instance
}
