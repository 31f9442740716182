package css

import (
	"math"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// The longhands of painting, and content.
const (
	Opacity = endBackground + iota
	Zoom
	BoxShadow
	ObjectFit
	ObjectPosition
	ImageRendering
	TransformList
	TransformOrigin
	Perspective
	PerspectiveOrigin
	TransformStyle
	BackfaceVisibility
	Translate
	Rotate
	Scale
	ClipShape
	ClipRect
	FilterList
	Visibility
	ContentList
	ColorScheme
	Contain
	ContentVisibility
	ContainIntrinsicWidth
	ContainIntrinsicHeight
	ShapeOutside
	ShapeMargin
	ContainerName
	ContainerType
	endEffects
)

// effectProperties are those of CSS Color 4 §4, Backgrounds 3 §6, Images 3 §5,
// Transforms 1 and 2, Masking 1, Filter Effects 1, Generated Content 3,
// visibility of CSS Display 4, Containment 2, containers of CSS Conditional 5, and color-scheme of CSS Color Adjustment 1.
func effectProperties() []property {
	const intrinsicSize = "auto? [none | <length>]"
	return []property{
		{id: Zoom, name: "zoom", initial: "1", values: "normal | <number> | <percentage>", parse: zoomValue},
		{id: Opacity, name: "opacity", initial: "1", values: "<number> | <percentage>", parse: opacityValue},
		{id: BoxShadow, name: "box-shadow", aliases: []string{"-webkit-box-shadow"}, initial: "none",
			values: "none | [inset? && <length>{2,4} && <color>?]#", parse: shadowsValue(true)},
		{id: ObjectFit, name: "object-fit", initial: "fill", values: "fill | contain | cover | none | scale-down"},
		{id: ObjectPosition, name: "object-position", initial: "50% 50%", values: "<position>", parse: objectPositionValue},
		{id: ImageRendering, name: "image-rendering", initial: "auto", values: "auto | smooth | high-quality | pixelated | crisp-edges"},
		{id: TransformList, name: "transform", aliases: []string{"-webkit-transform"}, initial: "none", parse: transformValue,
			values: "none | [matrix() | translate() | translateX() | translateY() | scale() | scaleX() | scaleY()" +
				" | rotate() | skew() | skewX() | skewY() | matrix3d() | translate3d() | translateZ() | scale3d() | scaleZ()" +
				" | rotate3d() | rotateX() | rotateY() | rotateZ() | perspective()]+"},
		{id: TransformOrigin, name: "transform-origin", aliases: []string{"-webkit-transform-origin"}, initial: "50% 50%",
			values: "[left | center | right | <length-percentage>] || [top | center | bottom | <length-percentage>]", parse: transformOriginValue},
		{id: Perspective, name: "perspective", aliases: []string{"-webkit-perspective"}, initial: "none", values: "none | <length>",
			other: lengthOf(nonNegative)},
		{id: PerspectiveOrigin, name: "perspective-origin", aliases: []string{"-webkit-perspective-origin"}, initial: "50% 50%",
			values: "[left | center | right | <length-percentage>] || [top | center | bottom | <length-percentage>]", parse: transformOriginValue},
		{id: TransformStyle, name: "transform-style", aliases: []string{"-webkit-transform-style"}, initial: "flat",
			values: "flat | preserve-3d"},
		{id: BackfaceVisibility, name: "backface-visibility", aliases: []string{"-webkit-backface-visibility"}, initial: "visible",
			values: "visible | hidden"},
		{id: Translate, name: "translate", initial: "none", parse: translateValue,
			values: "none | <length-percentage> [<length-percentage> <length>?]?"},
		{id: Rotate, name: "rotate", initial: "none", values: "none | [x | y | z | <number>{3}]? && <angle>", parse: rotateValue},
		{id: Scale, name: "scale", initial: "none", values: "none | [<number> | <percentage>]{1,3}", parse: scaleValue},
		{id: ClipShape, name: "clip-path", aliases: []string{"-webkit-clip-path"}, initial: "none",
			parse: clipPathValue,
			values: "none | [inset() | xywh() | rect() | circle() | ellipse() | polygon() | path() | shape()]" +
				" || [border-box | padding-box | content-box | fill-box | stroke-box | view-box] | <url>"},
		{id: ClipRect, name: "clip", initial: "auto", values: "auto | rect([<length> | auto]{4})", parse: clipRectValue},
		{id: FilterList, name: "filter", aliases: []string{"-webkit-filter"}, initial: "none", parse: filterValue,
			values: "none | " + filterFunctions},
		{id: Visibility, name: "visibility", initial: "visible", inherited: true, values: "visible | hidden | collapse"},
		{id: ContentList, name: "content", initial: "normal", parse: contentValue,
			values: "normal | none | [<string> | attr() | counter() | counters()" +
				" | open-quote | close-quote | no-open-quote | no-close-quote | <url>]+"},
		{id: Contain, name: "contain", initial: "none", parse: containValue,
			values: "none | strict | content | [[size | inline-size] || layout || style || paint]"},
		{id: ContentVisibility, name: "content-visibility", initial: "visible", values: "visible | auto | hidden"},
		{id: ContainIntrinsicWidth, name: "contain-intrinsic-width", aliases: []string{"contain-intrinsic-inline-size"}, initial: "none",
			values: intrinsicSize, parse: intrinsicSizeValue},
		{id: ContainIntrinsicHeight, name: "contain-intrinsic-height", aliases: []string{"contain-intrinsic-block-size"}, initial: "none",
			values: intrinsicSize, parse: intrinsicSizeValue},
		{name: "contain-intrinsic-size", values: "[" + intrinsicSize + "]{1,2}", expand: two,
			longhands: []ID{ContainIntrinsicWidth, ContainIntrinsicHeight}},
		{id: ShapeOutside, name: "shape-outside", initial: "none", parse: shapeOutsideValue,
			values: "none | [inset() | xywh() | rect() | circle() | ellipse() | polygon()]" +
				" || [margin-box | border-box | padding-box | content-box]"},
		{id: ShapeMargin, name: "shape-margin", initial: "0", values: "<length-percentage>", other: lengthOf(withPercent | nonNegative)},
		{id: ContainerName, name: "container-name", initial: "none", values: "none | <custom-ident>+", parse: containerNameValue},
		{id: ContainerType, name: "container-type", initial: "normal", values: "normal | size | inline-size"},
		{name: "container", values: "[none | <custom-ident>+] [/ [normal | size | inline-size]]?", expand: expandContainer,
			longhands: []ID{ContainerName, ContainerType}},
		{id: ColorScheme, name: "color-scheme", inherited: true, initial: "normal", parse: colorSchemeValue,
			values: "normal | [light | dark | <custom-ident>]+ && only?"},
	}
}

// containValue reads contain (CSS Containment 2 §2, 3 §2) as the kinds of containment; content is layout, style and paint,
// strict those and size.
func containValue(r *reader) Value {
	switch {
	case r.word("none"):
		return Keywords(nil)
	case r.word("content"):
		return Keywords{"layout", "style", "paint"}
	case r.word("strict"):
		return Keywords{"size", "layout", "style", "paint"}
	}
	var kinds Keywords
	for !r.end() {
		k, ok := r.oneOf("size", "inline-size", "layout", "style", "paint")
		sized := k == "size" && slices.Contains(kinds, "inline-size") || k == "inline-size" && slices.Contains(kinds, "size")
		if !ok || sized || slices.Contains(kinds, k) {
			return nil
		}
		kinds = append(kinds, k)
	}
	return kinds
}

// intrinsicSizeValue reads the size of a box under containment of sizes (CSS Sizing 4 §7.1). auto stands for a size of before,
// which a still picture does not have.
func intrinsicSizeValue(r *reader) Value {
	r.word("auto")
	if r.word("none") {
		return Keyword("none")
	}
	return lengthOf(nonNegative)(r)
}

// colorSchemeValue reads color-scheme (CSS Color Adjustment 1 §2).
func colorSchemeValue(r *reader) Value {
	var schemes Keywords
	for !r.end() && len(schemes) < maxList {
		name := r.peek().ident()
		if name == "" || name == "normal" && (len(schemes) > 0 || r.i+1 < len(r.toks)) {
			return nil
		}
		schemes = append(schemes, Keyword(name))
		r.advance()
	}
	if len(schemes) == 0 || !r.end() {
		return nil
	}
	return schemes
}

// zoomValue reads zoom; 0 and normal are 1.
func zoomValue(r *reader) Value {
	if r.word("normal") {
		return Number(1)
	}
	n, ok := r.factor()
	switch {
	case !ok || n < 0:
		return nil
	case n == 0:
		n = 1
	}
	return Number(n)
}

func opacityValue(r *reader) Value {
	if n, ok := r.factor(); ok {
		return Number(clamp01(n))
	}
	return nil
}

func objectPositionValue(r *reader) Value {
	if p, ok := r.position(positionValue); ok {
		return p
	}
	return nil
}

// transformOriginValue reads one or two offsets; the depth that may follow
// means nothing in 2D.
func transformOriginValue(r *reader) Value {
	p, ok := r.position(onePerAxis)
	if !ok {
		return nil
	}
	r.length(lengthOnly)
	return p
}

// transformValue reads a list of transform functions.
func transformValue(r *reader) Value {
	if r.word("none") {
		return Transforms{}
	}
	var list Transforms
	for !r.end() && len(list) < maxList {
		name := r.peek().function()
		var t Transform
		if !r.call(func(r *reader) bool { return t.read(r, name) }) {
			return nil
		}
		list = append(list, t)
	}
	if len(list) == 0 || !r.end() {
		return nil
	}
	return list
}

func (t *Transform) read(r *reader, name string) bool {
	matrix := func(a, b, c, d float64) { t.Matrix = &[6]float64{a, b, c, d, 0, 0} }
	switch name {
	case "translate", "translatex", "translatey":
		l, ok := r.length(withPercent)
		if !ok {
			return false
		}
		if name == "translatey" {
			t.Y = l
			return true
		}
		t.X = l
		if name == "translate" && r.accept(",") {
			t.Y, ok = r.length(withPercent)
		}
		return ok
	case "scale", "scalex", "scaley":
		x, ok := r.factor()
		if !ok {
			return false
		}
		y := x
		switch {
		case name == "scalex":
			y = 1
		case name == "scaley":
			x = 1
		case r.accept(","):
			y, ok = r.factor()
		}
		matrix(x, 0, 0, y)
		return ok
	case "rotate", "rotatez":
		deg, ok := r.angle(true)
		sin, cos := sincos(deg)
		matrix(cos, sin, -sin, cos)
		return ok
	case "skew", "skewx", "skewy":
		ax, ok := r.angle(true)
		if !ok {
			return false
		}
		ay := 0.0
		if name == "skewy" {
			ax, ay = 0, ax
		} else if name == "skew" && r.accept(",") {
			ay, ok = r.angle(true)
		}
		matrix(1, tangent(ay), tangent(ax), 1)
		return ok
	case "matrix":
		m := new([6]float64)
		for i := range m {
			n, ok := r.number()
			if !ok || i < 5 && !r.accept(",") {
				return false
			}
			m[i] = n
		}
		t.Matrix = m
		return true
	}
	return t.readSpace(r, name)
}

// sincos is exact at the quarter turns.
func sincos(deg float64) (sin, cos float64) {
	deg = math.Mod(deg, 360)
	if deg < 0 {
		deg += 360
	}
	switch deg {
	case 0:
		return 0, 1
	case 90:
		return 1, 0
	case 180:
		return 0, -1
	case 270:
		return -1, 0
	}
	return math.Sincos(deg * math.Pi / 180)
}

func tangent(deg float64) float64 {
	sin, cos := sincos(deg)
	return bounded(sin / cos)
}

// filterValue reads a list of filter functions. Without an argument, blur is 0
// and the others 1 (CSS Filter Effects 1 §6).
func filterValue(r *reader) Value {
	if r.word("none") {
		return Filters{}
	}
	var list Filters
	for !r.end() && len(list) < 16 {
		if url, ok := r.elementAddress(); ok {
			if url == "" {
				return nil
			}
			list = append(list, Filter{Name: "url", URL: url})
			continue
		}
		f := Filter{Name: Keyword(r.peek().function())}
		if !r.call(func(r *reader) bool { return f.read(r) }) {
			return nil
		}
		list = append(list, f)
	}
	if len(list) == 0 || !r.end() {
		return nil
	}
	return list
}

// elementAddress reads url(#id): the address of an element of the page, "" with a fault for any other.
func (r *reader) elementAddress() (URL, bool) {
	t := r.peek()
	if t.kind != css.URLToken {
		return "", false
	}
	if !strings.HasPrefix(t.url(), "#") {
		r.fault("url() is supported here for elements of the page only: url(#id)")
		return "", true
	}
	r.advance()
	return URL(t.url()), true
}

// ParseFilter reads the value of filter on its own, as an attribute holds it.
func ParseFilter(s string) (Filters, bool) {
	if len(s) > maxFilterText {
		return nil, false
	}
	r := &reader{toks: tokenize(s)}
	f, ok := filterValue(r).(Filters)
	return f, ok
}

// maxFilterText bounds the text of a list of filters, bytes.
const maxFilterText = 2048

// filterFunctions are what filter and backdrop-filter list.
const filterFunctions = "[<url> | blur() | brightness() | contrast() | drop-shadow() | grayscale() | hue-rotate() | invert() | opacity()" +
	" | saturate() | sepia()]+"

func (f *Filter) read(r *reader) bool {
	empty := r.end() || r.peek().is(")")
	switch f.Name {
	case "drop-shadow":
		var ok bool
		f.Shadow, ok = r.shadow(false)
		return ok
	case "hue-rotate":
		if empty {
			return true
		}
		deg, ok := r.angle(true)
		f.Amount = Length{N: deg, Unit: UnitNumber}
		return ok
	case "blur":
		if empty {
			return true
		}
		var ok bool
		f.Amount, ok = r.length(nonNegative)
		return ok
	case "brightness", "contrast", "saturate", "grayscale", "invert", "opacity", "sepia":
		n, ok := 1.0, true
		if !empty {
			n, ok = r.factor()
		}
		switch f.Name {
		case "grayscale", "invert", "opacity", "sepia":
			n = math.Min(1, n)
		}
		f.Amount = Length{N: n, Unit: UnitNumber}
		return ok && n >= 0
	}
	return false
}

// quoteWords are the keywords of content that open and close quotations.
var quoteWords = []string{"open-quote", "close-quote", "no-open-quote", "no-close-quote"}

// contentValue reads strings, attr(), counters and quotation marks; an alternative text
// after a slash is left out.
func contentValue(r *reader) Value {
	if _, ok := r.oneOf("none", "normal"); ok {
		return Content{}
	}
	c := Content{Show: true}
	for !r.end() && len(c.Pieces) < maxList {
		t := r.peek()
		switch {
		case t.kind == css.StringToken:
			c.Pieces = append(c.Pieces, ContentPiece{Text: t.str()})
			r.advance()
		case t.function() == "attr":
			if !r.call(func(r *reader) bool {
				name := r.peek().ident()
				c.Pieces = append(c.Pieces, ContentPiece{Attr: name})
				r.advance()
				return name != ""
			}) {
				return nil
			}
		case t.function() == "counter" || t.function() == "counters":
			piece, ok := counterPiece(r)
			if !ok {
				return nil
			}
			c.Pieces = append(c.Pieces, piece)
		case slices.Contains(quoteWords, t.ident()):
			c.Pieces = append(c.Pieces, ContentPiece{Quote: Keyword(t.ident())})
			r.advance()
		case t.is("/") && len(c.Pieces) > 0:
			r.advance()
			for r.peek().kind == css.StringToken {
				r.advance()
			}
			if !r.end() {
				return nil
			}
		default:
			url := r.pictureAddress()
			if url == "" {
				return nil
			}
			c.Pieces = append(c.Pieces, ContentPiece{Picture: url})
		}
	}
	if len(c.Pieces) == 0 {
		return nil
	}
	return c
}

// effectsNotDrawn are further properties of these specifications, in the form of
// unsupported.go.
const effectsNotDrawn = `
	image-orientation from-image
	offset none
	offset-path none
	-webkit-box-reflect none
`
