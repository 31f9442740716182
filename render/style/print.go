package style

import (
	"fmt"
	"image/color"
	"strconv"
	"strings"

	"sharecard/render/css"
)

// Property is a computed value as CSS writes it.
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Properties returns what a designer asks of an element first, as
// getComputedStyle would print it: box, flex, font, text and paint. Properties
// that stand at their initial value are left out, but for those that every
// element is asked about: display, font and colour.
func (s *Style) Properties() []Property {
	p := printer{initial: &initial}
	for i := range longhands.rows {
		if show := longhands.rows[i].print; show != nil {
			show(&p, s)
		}
	}
	return p.out
}

type printer struct {
	initial *Style
	out     []Property
}

func (p *printer) always(name, value string) { p.out = append(p.out, Property{name, value}) }

// add leaves out what is initial.
func (p *printer) add(name, value string, initial bool) {
	if !initial {
		p.always(name, value)
	}
}

// sides adds four lengths as one shorthand unless all are 0.
func (p *printer) sides(name string, sides Sides) {
	parts := make([]string, len(sides))
	zero := true
	for i, l := range sides {
		parts[i] = l.text()
		zero = zero && l.Kind == Fixed && l.Px == 0 && l.Percent == 0 && l.Math == nil
	}
	switch {
	case zero:
	case parts[0] == parts[1] && parts[1] == parts[2] && parts[2] == parts[3]:
		p.always(name, parts[0])
	case parts[0] == parts[2] && parts[1] == parts[3]:
		p.always(name, parts[0]+" "+parts[1])
	default:
		p.always(name, strings.Join(parts, " "))
	}
}

func (p *printer) border(name string, b BorderSide, line string) {
	p.add(name, px(b.Width)+" "+line+" "+hex(b.Color), b.Width == 0)
}

func (p *printer) radius(id css.ID, r Corner) {
	p.add(id.String(), r.X.text()+" "+r.Y.text(), r.X.Px == 0 && r.X.Percent == 0)
}

// text prints a length; a function of a percentage as its name alone, for its
// arguments are only known in layout.
func (l Length) text() string {
	switch l.Kind {
	case None:
		return "none"
	case MinContent:
		return "min-content"
	case MaxContent:
		return "max-content"
	case FitContent:
		return "fit-content"
	case Content:
		return "content"
	case Normal:
		return "normal"
	case Stretch:
		return "stretch"
	case Auto:
		return "auto"
	}
	switch {
	case l.Math != nil:
		return "calc(…)"
	case l.Percent == 0:
		if l.ZeroPercent {
			return "0%"
		}
		return px(l.Px)
	case l.Px == 0:
		return number(l.Percent) + "%"
	}
	return "calc(" + number(l.Percent) + "% + " + px(l.Px) + ")"
}

// number prints up to three decimals.
func number(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
}

func px(v float64) string { return number(v) + "px" }

// hex prints a colour as #rrggbb, with its alpha where it is not opaque.
func hex(c color.NRGBA) string {
	if c.A == 255 {
		return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	}
	return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A)
}
