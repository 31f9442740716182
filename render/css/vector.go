package css

import (
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// VectorDeclaration is a declaration about an element of an inline svg, as
// package svg reads it: by name, shorthands unexpanded, the value as text.
type VectorDeclaration struct {
	Name      string
	Important bool
	Value     *CustomValue
}

// vectorOnly are the properties of SVG 2 that nothing but a vector picture has.
// Any rule may set them; their values are read where a picture is drawn.
const vectorOnly = `
	alignment-baseline baseline-shift clip-rule color-interpolation color-interpolation-filters color-rendering dominant-baseline
	fill fill-opacity fill-rule
	flood-color flood-opacity lighting-color marker marker-end marker-mid marker-start mask-type shape-rendering stop-color
	stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
	stroke-width text-anchor transform-box vector-effect`

// vectorShared are the properties of other families that mean the same in a vector
// picture.
const vectorShared = `
	clip-path color direction display filter font font-family font-feature-settings font-kerning font-size font-style
	font-variant font-variant-caps font-variant-east-asian font-variant-ligatures font-variant-numeric font-weight
	letter-spacing mask mix-blend-mode opacity
	overflow paint-order text-decoration text-decoration-line text-decoration-thickness text-shadow text-transform
	text-underline-offset transform transform-origin visibility white-space white-space-collapse word-spacing writing-mode`

// vectorProperties tells of each property that a vector picture reads whether it
// is one of vectorOnly. It is never written once built.
var vectorProperties = vectorNames()

func vectorNames() map[string]bool {
	m := map[string]bool{}
	for name := range strings.FieldsSeq(vectorShared) {
		m[name] = false
	}
	for name := range strings.FieldsSeq(vectorOnly) {
		m[name] = true
	}
	return m
}

// VectorOnly reports whether the property means nothing outside of vector pictures.
func (d *VectorDeclaration) VectorOnly() bool { return vectorProperties[d.Name] }

// VectorProperties lists the properties of vector pictures that any rule may set.
func VectorProperties() []string { return slices.Collect(strings.FieldsSeq(vectorOnly)) }

// ParseVector reads the style attribute of an element of an inline svg: whatever
// it sets, known or not. Faults are left out.
func ParseVector(src string) []VectorDeclaration {
	if len(src) > maxSource {
		return nil
	}
	p := &parser{toks: tokenize(src)}
	var decls []VectorDeclaration
	for i := 0; i < len(p.toks); {
		next := i
		for next < len(p.toks) && p.toks[next].kind != css.SemicolonToken {
			next = p.skip(next, len(p.toks))
		}
		if statement := p.toks[i:next]; len(statement) > 2 && statement[1].kind == css.ColonToken {
			decls = append(decls, vectorDeclaration(statement[0], statement[2:]))
		}
		i = next + 1
	}
	return decls
}

func vectorDeclaration(name token, value []token) VectorDeclaration {
	d := VectorDeclaration{Name: unescape(name.text)}
	if name.kind != css.CustomPropertyNameToken {
		d.Name = strings.ToLower(d.Name)
	}
	value, d.Important = cutImportant(value)
	d.Value = &CustomValue{toks: value, hasVar: hasVar(value)}
	return d
}
