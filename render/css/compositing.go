package css

// The longhands of compositing and masks.
const (
	MixBlendMode = endEffects + iota
	BackgroundBlendMode
	Isolation
	BackdropFilter
	MaskImage
	MaskPositionX
	MaskPositionY
	MaskSize
	MaskRepeat
	MaskOrigin
	MaskClip
	MaskComposite
	MaskMode
	endCompositing
)

// blendModes are the keywords of <blend-mode> (Compositing 1 §6.1).
const blendModes = "normal | multiply | screen | overlay | darken | lighten | color-dodge | color-burn | hard-light | soft-light" +
	" | difference | exclusion | hue | saturation | color | luminosity"

// compositingProperties are those of Compositing 1, Filter Effects 2 §3 and
// Masking 1 §7.
func compositingProperties() []property {
	const boxes = "border-box | padding-box | content-box"
	webkit := func(name string) []string { return []string{"-webkit-" + name} }
	return []property{
		{id: MixBlendMode, name: "mix-blend-mode", initial: "normal", values: blendModes + " | plus-lighter"},
		{id: BackgroundBlendMode, name: "background-blend-mode", initial: "normal", values: "[" + blendModes + "]#",
			parse: keywordLayers(blendModes)},
		{id: Isolation, name: "isolation", initial: "auto", values: "auto | isolate"},
		{id: BackdropFilter, name: "backdrop-filter", aliases: webkit("backdrop-filter"), initial: "none", parse: filterValue,
			values: "none | " + filterFunctions},
		{id: MaskImage, name: "mask-image", aliases: webkit("mask-image"), initial: "none",
			values: "[none | <url> | <gradient>]#", parse: layers[Images]((*reader).imageOrNone)},
		{id: MaskPositionX, name: "mask-position-x", aliases: webkit("mask-position-x"), initial: "0%",
			values: horizontalPosition, parse: horizontalPositions},
		{id: MaskPositionY, name: "mask-position-y", aliases: webkit("mask-position-y"), initial: "0%",
			values: verticalPosition, parse: verticalPositions},
		{name: "mask-position", aliases: webkit("mask-position"), values: "<position>#", expand: expandPositions(positionValue),
			longhands: []ID{MaskPositionX, MaskPositionY}},
		{id: MaskSize, name: "mask-size", aliases: webkit("mask-size"), initial: "auto",
			values: "[cover | contain | [auto | <length-percentage>]{1,2}]#", parse: layers[Sizes]((*reader).backgroundSize)},
		{id: MaskRepeat, name: "mask-repeat", aliases: webkit("mask-repeat"), initial: "repeat",
			values: "[repeat-x | repeat-y | [repeat | no-repeat | space | round]{1,2}]#", parse: layers[Repeats]((*reader).repeat)},
		{id: MaskOrigin, name: "mask-origin", aliases: webkit("mask-origin"), initial: "border-box",
			values: "[" + boxes + "]#", parse: layers[Keywords]((*reader).maskBox)},
		{id: MaskClip, name: "mask-clip", aliases: webkit("mask-clip"), initial: "border-box",
			values: "[" + boxes + " | no-clip]#", parse: layers[Keywords]((*reader).maskClip)},
		{id: MaskComposite, name: "mask-composite", aliases: webkit("mask-composite"), initial: "add",
			values: "[add | subtract | intersect | exclude]#", parse: layers[Keywords]((*reader).maskComposite)},
		{id: MaskMode, name: "mask-mode", initial: "match-source",
			values: "[alpha | luminance | match-source]#", parse: keywordLayers("alpha | luminance | match-source")},
		{name: "mask", aliases: webkit("mask"), expand: expandMask,
			values: "[<mask-image> || <position> [/ <mask-size>]? || <repeat-style> || <box>{1,2} || <compositing-operator> || <masking-mode>]#",
			longhands: []ID{
				MaskImage, MaskPositionX, MaskPositionY, MaskSize, MaskRepeat, MaskOrigin, MaskClip, MaskComposite, MaskMode,
			}},
	}
}

// maskComposite reads an operator, by its name in the standard or by that of
// -webkit-mask-composite.
func (r *reader) maskComposite() (Keyword, bool) {
	k, ok := r.oneOf("add", "subtract", "intersect", "exclude", "source-over", "source-out", "source-in", "xor")
	switch k {
	case "source-over":
		k = "add"
	case "source-out":
		k = "subtract"
	case "source-in":
		k = "intersect"
	case "xor":
		k = "exclude"
	}
	return k, ok
}

// maskBox reads a box. Those of an SVG are boxes of CSS too (CSS Masking 1 §7.5).
func (r *reader) maskBox() (Keyword, bool) {
	k, ok := r.oneOf("border-box", "padding-box", "content-box", "fill-box", "stroke-box", "view-box")
	return boxOfVector(k), ok
}

func (r *reader) maskClip() (Keyword, bool) {
	if r.word("no-clip") {
		return "no-clip", true
	}
	return r.maskBox()
}

// expandMask reads the mask shorthand (Masking 1 §7.9).
func expandMask(_ *property, r *reader) []Value {
	var (
		images                            Images
		positions                         Positions
		sizes                             Sizes
		repeats                           Repeats
		origins, clips, composites, modes Keywords
	)
	for {
		l := maskLayer{r: r}
		if !l.read() || len(images) == maxList {
			return nil
		}
		images, positions = append(images, l.image), append(positions, l.position)
		sizes, repeats = append(sizes, l.size), append(repeats, l.repeat)
		origins, clips = append(origins, l.origin), append(clips, l.clip)
		composites, modes = append(composites, l.composite), append(modes, l.mode)
		if !r.accept(",") {
			axes := positions.axes()
			return []Value{images, axes[0], axes[1], sizes, repeats, origins, clips, composites, modes}
		}
	}
}

// maskLayer is one layer of the shorthand while it is read.
type maskLayer struct {
	r                             *reader
	image                         Image
	position                      Position
	size                          Size
	repeat                        [2]Keyword
	origin, clip, composite, mode Keyword
	has                           map[string]bool
}

// read reads the parts in any order, each at most once.
func (l *maskLayer) read() bool {
	l.position, l.size = Position{percent(0), percent(0)}, Size{Width: autoLength(), Height: autoLength()}
	l.repeat, l.origin, l.clip = [2]Keyword{"repeat", "repeat"}, "border-box", "border-box"
	l.composite, l.mode = "add", "match-source"
	l.has = map[string]bool{}
	for !l.r.end() && !l.r.peek().is(",") {
		part := l.part()
		if part == "" || l.has[part] {
			return false
		}
		l.has[part] = true
	}
	return len(l.has) > 0
}

// part reads one part and returns its name.
func (l *maskLayer) part() string {
	r := l.r
	if k, ok := r.maskBox(); ok {
		if l.clip = k; l.has["origin"] {
			return "clip"
		}
		l.origin = k
		return "origin"
	}
	if k, ok := r.oneOf("no-clip"); ok {
		l.clip = k
		return "clip"
	}
	if k, ok := r.oneOf("alpha", "luminance", "match-source"); ok {
		l.mode = k
		return "mode"
	}
	if k, ok := r.maskComposite(); ok {
		l.composite = k
		return "composite"
	}
	if v, ok := r.repeat(); ok {
		l.repeat = v
		return "repeat"
	}
	if p, ok := r.position(positionValue); ok {
		l.position = p
		if r.accept("/") {
			if l.size, ok = r.backgroundSize(); !ok {
				return ""
			}
		}
		return "position"
	}
	if img, ok := r.imageOrNone(); ok {
		l.image = img
		return "image"
	}
	return ""
}

// compositingNotDrawn are further properties of these specifications, in the
// form of unsupported.go.
const compositingNotDrawn = `
	mask-border none
	-webkit-mask-box-image none
`
