package css

import "github.com/tdewolff/parse/v2/css"

// The longhands of backgrounds.
const (
	BackgroundColor = endLists + iota
	BackgroundImage
	BackgroundPositionX
	BackgroundPositionY
	BackgroundSize
	BackgroundRepeat
	BackgroundAttachment
	BackgroundOrigin
	BackgroundClip
	endBackground
)

// backgroundProperties are those of CSS Backgrounds 3 §2.
func backgroundProperties() []property {
	const boxes = "border-box | padding-box | content-box"
	const attachments = "scroll | fixed | local"
	return []property{
		{id: BackgroundColor, name: "background-color", initial: "transparent", values: "<color>", parse: colorValue},
		{id: BackgroundImage, name: "background-image", initial: "none",
			values: "[none | <url> | <gradient>]#", parse: layers[Images]((*reader).imageOrNone)},
		{id: BackgroundPositionX, name: "background-position-x", initial: "0%", values: horizontalPosition, parse: horizontalPositions},
		{id: BackgroundPositionY, name: "background-position-y", initial: "0%", values: verticalPosition, parse: verticalPositions},
		{name: "background-position", values: "<position>#", expand: expandPositions(backgroundPosition),
			longhands: []ID{BackgroundPositionX, BackgroundPositionY}},
		{id: BackgroundSize, name: "background-size", initial: "auto",
			values: "[cover | contain | [auto | <length-percentage>]{1,2}]#", parse: layers[Sizes]((*reader).backgroundSize)},
		{id: BackgroundRepeat, name: "background-repeat", initial: "repeat",
			values: "[repeat-x | repeat-y | [repeat | no-repeat | space | round]{1,2}]#", parse: layers[Repeats]((*reader).repeat)},
		{id: BackgroundAttachment, name: "background-attachment", initial: "scroll", values: "[" + attachments + "]#",
			parse: keywordLayers(attachments)},
		{id: BackgroundOrigin, name: "background-origin", initial: "padding-box", values: "[" + boxes + "]#", parse: keywordLayers(boxes)},
		{id: BackgroundClip, name: "background-clip", aliases: []string{"-webkit-background-clip"}, initial: "border-box",
			values: "[" + boxes + " | text]#", parse: keywordLayers(boxes + " | text")},
		{name: "background", expand: expandBackground,
			values: "[<bg-image> || <position> [/ <bg-size>]? || <repeat-style> || <attachment> || <box>{1,2}]#, with a <color> in the last layer",
			longhands: []ID{
				BackgroundColor, BackgroundImage, BackgroundPositionX, BackgroundPositionY, BackgroundSize, BackgroundRepeat, BackgroundAttachment,
				BackgroundOrigin, BackgroundClip,
			}},
	}
}

// layers returns a reader of a comma-separated list, one entry a layer.
func layers[T ~[]E, E any](one func(*reader) (E, bool)) func(*reader) Value {
	return func(r *reader) Value {
		var list T
		for {
			v, ok := one(r)
			if !ok || len(list) == maxList {
				return nil
			}
			if list = append(list, v); !r.accept(",") {
				return list
			}
		}
	}
}

// keywordLayers returns a reader of a list of keywords.
func keywordLayers(syntax string) func(*reader) Value {
	words := keywordsOf(syntax)
	return layers[Keywords](func(r *reader) (Keyword, bool) { return r.oneOf(words...) })
}

// imageOrNone reads an image, or none as nil.
func (r *reader) imageOrNone() (Image, bool) {
	if r.word("none") {
		return nil, true
	}
	return r.image()
}

func (r *reader) backgroundSize() (Size, bool) {
	if k, ok := r.oneOf("cover", "contain"); ok {
		return Size{Keyword: k}, true
	}
	side := func() (Length, bool) {
		if r.word("auto") {
			return autoLength(), true
		}
		return r.length(withPercent | nonNegative)
	}
	w, ok := side()
	if !ok {
		return Size{}, false
	}
	h, ok := side()
	if !ok {
		h = autoLength()
	}
	return Size{Width: w, Height: h}, true
}

func (r *reader) repeat() ([2]Keyword, bool) {
	switch k, _ := r.oneOf("repeat-x", "repeat-y"); k {
	case "repeat-x":
		return [2]Keyword{"repeat", "no-repeat"}, true
	case "repeat-y":
		return [2]Keyword{"no-repeat", "repeat"}, true
	}
	x, ok := r.oneOf("repeat", "no-repeat", "space", "round")
	if !ok {
		return [2]Keyword{}, false
	}
	y, ok := r.oneOf("repeat", "no-repeat", "space", "round")
	if !ok {
		y = x
	}
	return [2]Keyword{x, y}, true
}

// percent is a length of n percent.
func percent(n float64) Length { return Length{N: n, Unit: UnitPercent} }

// positionForm tells which forms of <position> are allowed.
type positionForm uint8

const (
	onePerAxis         positionForm = iota // one or two values: transform-origin
	positionValue                          // one, two or four: CSS Values 4 §9
	backgroundPosition                     // three too: CSS Backgrounds 3 §2.6
)

// position reads a <position>.
func (r *reader) position(form positionForm) (Position, bool) {
	type part struct {
		edge   Keyword // "" for an offset alone
		offset Length
		has    bool
	}
	start := r.i
	var parts []part
	most := 4
	if form == onePerAxis {
		most = 2
	}
	for len(parts) < most {
		if k, ok := r.oneOf("left", "right", "top", "bottom", "center"); ok {
			parts = append(parts, part{edge: k})
		} else if l, ok := r.length(withPercent); ok {
			parts = append(parts, part{offset: l, has: true})
		} else {
			break
		}
	}
	fail := func() (Position, bool) {
		r.i = start
		return Position{}, false
	}
	// Join an edge with the offset that follows it in the forms of three and
	// four values.
	if len(parts) > 2 {
		if len(parts) == 3 && form != backgroundPosition {
			return fail()
		}
		var joined []part
		for i := 0; i < len(parts); i++ {
			p := parts[i]
			if p.edge == "" {
				return fail()
			}
			if i+1 < len(parts) && parts[i+1].edge == "" {
				if p.edge == "center" {
					return fail()
				}
				p.offset, p.has = parts[i+1].offset, true
				i++
			}
			joined = append(joined, p)
		}
		if parts = joined; len(parts) != 2 {
			return fail()
		}
	}
	at := func(p part) Length {
		switch p.edge {
		case "left", "top":
			return p.offset
		case "center":
			return percent(50)
		case "right", "bottom":
			if !p.has {
				return percent(100)
			}
			return fromFarEdge(p.offset)
		}
		return p.offset
	}
	horizontal := func(p part) bool { return p.edge == "left" || p.edge == "right" }
	vertical := func(p part) bool { return p.edge == "top" || p.edge == "bottom" }
	switch len(parts) {
	case 1:
		if vertical(parts[0]) {
			return Position{percent(50), at(parts[0])}, true
		}
		return Position{at(parts[0]), percent(50)}, true
	case 2:
		a, b := parts[0], parts[1]
		swapped := vertical(a) || horizontal(b)
		if swapped {
			a, b = b, a
		}
		// Only keywords may stand in the other order.
		if vertical(a) || horizontal(b) || swapped && (parts[0].edge == "" || parts[1].edge == "") {
			return fail()
		}
		return Position{at(a), at(b)}, true
	}
	return fail()
}

// The values of the longhands of a position.
const (
	horizontalPosition = "[center | [left | right]? <length-percentage>?]#"
	verticalPosition   = "[center | [top | bottom]? <length-percentage>?]#"
)

func horizontalPositions(r *reader) Value {
	return layers[Lengths](func(r *reader) (Length, bool) { return r.axisPosition("left", "right") })(r)
}

func verticalPositions(r *reader) Value {
	return layers[Lengths](func(r *reader) (Length, bool) { return r.axisPosition("top", "bottom") })(r)
}

// axisPosition reads a position on one axis (CSS Backgrounds 4 §2.6).
func (r *reader) axisPosition(near, far string) (Length, bool) {
	edge, _ := r.oneOf(near, far, "center")
	if edge == "center" {
		return percent(50), true
	}
	l, ok := r.length(withPercent)
	switch {
	case edge == Keyword(far) && ok:
		return fromFarEdge(l), true
	case edge == Keyword(far):
		return percent(100), true
	case edge == Keyword(near) && !ok:
		return percent(0), true
	}
	return l, ok
}

// expandPositions returns a reader of a list of positions as those of the axes.
func expandPositions(form positionForm) func(*property, *reader) []Value {
	return func(_ *property, r *reader) []Value {
		list, ok := layers[Positions](func(r *reader) (Position, bool) { return r.position(form) })(r).(Positions)
		if !ok {
			return nil
		}
		return list.axes()
	}
}

// axes are the lists of the two longhands.
func (p Positions) axes() []Value {
	x, y := make(Lengths, len(p)), make(Lengths, len(p))
	for i := range p {
		x[i], y[i] = p[i].X, p[i].Y
	}
	return []Value{x, y}
}

// fromFarEdge is 100% - l.
func fromFarEdge(l Length) Length {
	v, _ := add(operand{dimLengthPercent, percent(100)}, scale(operand{dimLengthPercent, l}, -1))
	return v.val
}

// expandBackground reads the background shorthand (CSS Backgrounds 3 §2.10).
func expandBackground(_ *property, r *reader) []Value {
	var (
		color     Value = Initial
		images    Images
		positions Positions
		sizes     Sizes
		repeats   Repeats
		fixed     Keywords
		origins   Keywords
		clips     Keywords
	)
	for {
		l := backgroundLayer{r: r}
		if !l.read() {
			return nil
		}
		images, positions = append(images, l.image), append(positions, l.position)
		sizes, repeats = append(sizes, l.size), append(repeats, l.repeat)
		fixed = append(fixed, l.attachment)
		origins, clips = append(origins, l.origin), append(clips, l.clip)
		if len(images) > maxList {
			return nil
		}
		if l.hasColor {
			color = l.color
		}
		if l.hasColor || !r.accept(",") {
			axes := positions.axes()
			return []Value{color, images, axes[0], axes[1], sizes, repeats, fixed, origins, clips}
		}
	}
}

// backgroundLayer is one layer of the shorthand while it is read.
type backgroundLayer struct {
	r                                       *reader
	image                                   Image
	position                                Position
	size                                    Size
	repeat                                  [2]Keyword
	attachment, origin, clip                Keyword
	color                                   Color
	hasImage, hasPosition, hasRepeat        bool
	hasOrigin, hasClip, hasColor, hasAnyone bool
	hasAttachment                           bool
}

// read reads the parts in any order, at least one. Without boxes, the origin
// is the padding box and the clip the border box; one box stands for both.
func (l *backgroundLayer) read() bool {
	r := l.r
	l.position, l.size = Position{percent(0), percent(0)}, Size{Width: autoLength(), Height: autoLength()}
	l.repeat, l.attachment = [2]Keyword{"repeat", "repeat"}, "scroll"
	l.origin, l.clip = "padding-box", "border-box"
	for !r.end() && !r.peek().is(",") {
		if !l.part() {
			return false
		}
		l.hasAnyone = true
	}
	return l.hasAnyone
}

func (l *backgroundLayer) part() bool {
	r := l.r
	if !l.hasImage {
		if r.word("none") {
			l.hasImage = true
			return true
		}
		if img, ok := r.image(); ok {
			l.image, l.hasImage = img, true
			return true
		}
	}
	if !l.hasPosition {
		if p, ok := r.position(backgroundPosition); ok {
			l.position, l.hasPosition = p, true
			if r.accept("/") {
				l.size, ok = r.backgroundSize()
			}
			return ok
		}
	}
	if !l.hasRepeat {
		if k, ok := r.repeat(); ok {
			l.repeat, l.hasRepeat = k, true
			return true
		}
	}
	if k, ok := r.oneOf("border-box", "padding-box", "content-box"); ok {
		if l.hasClip {
			return false
		}
		if l.hasOrigin {
			l.hasClip = true
		} else {
			l.origin, l.hasOrigin = k, true
		}
		l.clip = k
		return true
	}
	if r.word("text") {
		l.clip, l.hasClip = "text", true
		return true
	}
	if !l.hasAttachment {
		if k, ok := r.oneOf("scroll", "fixed", "local"); ok {
			l.attachment, l.hasAttachment = k, true
			return true
		}
	}
	if !l.hasColor {
		if c, ok := r.color(); ok {
			l.color, l.hasColor = c, true
			return true
		}
	}
	return false
}

// image reads url() or a gradient.
func (r *reader) image() (Image, bool) {
	t := r.peek()
	if t.kind == css.URLToken {
		r.advance()
		return URL(t.url()), true
	}
	switch name := t.function(); name {
	case "linear-gradient", "repeating-linear-gradient", "radial-gradient", "repeating-radial-gradient",
		"conic-gradient", "repeating-conic-gradient":
		return r.gradient(name)
	case "-webkit-linear-gradient", "-webkit-repeating-linear-gradient":
		return r.oldGradient(name)
	case "image-set", "-webkit-image-set":
		return r.imageSet()
	case "image", "cross-fade", "element", "-webkit-gradient", "-webkit-radial-gradient":
		r.fault(name + "() is not supported")
	case "url":
		r.fault("url() needs an address")
	}
	return nil, false
}
