package css

import (
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// fontFace reads the descriptors of an @font-face rule (CSS Fonts 4 §4).
func (p *parser) fontFace(i, end, pos int, media []*Media) {
	f := FontFace{Media: media}
	f.File = p.src.file
	f.Line, f.Column = p.src.at(pos)
	for i < end {
		t := p.toks[i]
		if t.kind == css.SemicolonToken {
			i++
			continue
		}
		next := i
		for next < end && p.toks[next].kind != css.SemicolonToken {
			next = p.skip(next, end)
		}
		if t.kind != css.IdentToken || next < i+2 || p.toks[i+1].kind != css.ColonToken {
			p.report(t.pos, Error, "%q is not a descriptor of @font-face", clip(t.text))
		} else {
			p.descriptor(&f, t, p.toks[i+2:next])
		}
		i = next
	}
	switch {
	case f.Family == "":
		p.report(pos, Error, "@font-face has no font-family")
	case len(f.Sources) == 0:
		p.report(pos, Error, "@font-face has no usable src")
	default:
		p.sheet.FontFaces = append(p.sheet.FontFaces, f)
	}
}

func (p *parser) descriptor(f *FontFace, name token, value []token) {
	r := &reader{toks: value}
	ok := false
	switch d := name.ident(); d {
	case "font-family":
		var names Families
		if names, ok = r.families(); ok && len(names) == 1 {
			f.Family = names[0]
		} else {
			ok = false
		}
	case "src":
		f.Sources, ok = r.fontSources()
	case "font-weight":
		f.Weight, ok = r.descriptorSpan((*reader).descriptorWeight)
	case "font-stretch", "font-width":
		f.Width, ok = r.descriptorSpan((*reader).fontWidth)
	case "font-style":
		f.Slant, ok = r.descriptorSlant()
	case "font-variation-settings":
		f.Variations, ok = fontVariations(r).(Variations)
	case "unicode-range":
		f.Unicode, ok = unicodeRanges(value)
		r.i = len(value)
	case "font-display":
		return
	case "ascent-override", "descent-override", "line-gap-override", "size-adjust", "font-feature-settings",
		"font-variant":
		p.report(name.pos, Error, "@font-face: %s is not supported", d)
		return
	default:
		p.report(name.pos, Error, "unknown descriptor %q%s", clip(d),
			DidYouMean(d, []string{
				"font-family", "src", "font-weight", "font-style", "font-width", "font-stretch", "font-variation-settings",
				"unicode-range", "font-display",
			}))
		return
	}
	if !ok || !r.end() {
		at, text := name.pos, name.text
		if r.far < len(value) {
			at, text = value[r.far].pos, value[r.far].text
		}
		p.report(at, Error, "@font-face: %q is not a value of %s", clip(text), name.text)
	}
}

// descriptorSpan reads one value, or two for a range, or auto for none.
func (r *reader) descriptorSpan(one func(*reader) (float64, bool)) (*Span, bool) {
	if r.word("auto") {
		return nil, true
	}
	first, ok := one(r)
	last := first
	if ok && !r.end() {
		last, ok = one(r)
	}
	return &Span{min(first, last), max(first, last)}, ok
}

func (r *reader) descriptorWeight() (float64, bool) {
	switch {
	case r.word("normal"):
		return 400, true
	case r.word("bold"):
		return 700, true
	}
	n, ok := r.number()
	return n, ok && n >= 1 && n <= 1000
}

// descriptorSlant reads font-style, whose oblique may have an angle or a range of them.
func (r *reader) descriptorSlant() (*Span, bool) {
	switch k, ok := r.oneOf("normal", "italic", "oblique", "auto"); {
	case k == "auto" || !ok:
		return nil, ok
	case k == "normal":
		return &Span{}, true
	case k == "italic" || r.end():
		return &Span{ItalicSlant, ItalicSlant}, true
	}
	return r.descriptorSpan(func(r *reader) (float64, bool) {
		deg, ok := r.angle(false)
		return deg, ok && deg >= -90 && deg <= 90
	})
}

// fontSources reads src: url() with an optional format() and tech(), or local().
func (r *reader) fontSources() ([]FontSource, bool) {
	var list []FontSource
	for {
		var s FontSource
		t := r.peek()
		switch {
		case t.kind == css.URLToken:
			r.advance()
			s.URL = t.url()
			if r.peek().function() == "format" {
				r.call(func(r *reader) bool {
					if t := r.peek(); t.kind == css.StringToken {
						s.Format = strings.ToLower(t.str())
					} else {
						s.Format = t.ident()
					}
					r.advance()
					return true
				})
			}
			if r.peek().function() == "tech" && !r.call((*reader).fontTech) {
				return nil, false
			}
		case t.function() == "local":
			if !r.call(func(r *reader) bool {
				names, ok := r.families()
				if ok && len(names) == 1 {
					s.Local = names[0]
				}
				return s.Local != ""
			}) {
				return nil, false
			}
		default:
			return nil, false
		}
		if list = append(list, s); !r.accept(",") {
			return list, true
		}
	}
}

// fontTech passes over what a file needs: if it cannot be read, the next source is tried.
func (r *reader) fontTech() bool {
	for r.peek().kind == css.IdentToken {
		r.advance()
		if !r.accept(",") {
			return true
		}
	}
	return false
}

// unicodeRanges reads unicode-range from its source text, as CSS Syntax 3 §7
// says: U+26 and the like are no tokens of their own.
func unicodeRanges(toks []token) ([]UnicodeRange, bool) {
	var b strings.Builder
	for _, t := range toks {
		b.WriteString(t.text)
	}
	var list []UnicodeRange
	for part := range strings.SplitSeq(b.String(), ",") {
		hex, ok := strings.CutPrefix(strings.ToLower(part), "u+")
		if !ok {
			return nil, false
		}
		first, last, isRange := strings.Cut(hex, "-")
		if !isRange {
			last = strings.ReplaceAll(first, "?", "f")
			first = strings.ReplaceAll(first, "?", "0")
		}
		a, err1 := strconv.ParseUint(first, 16, 24)
		z, err2 := strconv.ParseUint(last, 16, 24)
		if err1 != nil || err2 != nil || a > z || z > 0x10FFFF {
			return nil, false
		}
		list = append(list, UnicodeRange{rune(a), rune(z)})
	}
	return list, true
}
