package style

import (
	"math"

	"sharecard/render/css"
)

// normalLine is what line-height: normal counts as for the units lh and rlh,
// since no font is at hand.
const normalLine = 1.2

// maxPx bounds every length, as browsers do.
const maxPx = 1 << 25

// lineHeightPx is the line height in px.
func (s *Style) lineHeightPx() float64 {
	switch {
	case !s.LineHeight.Set:
		return normalLine * s.FontSize
	case s.LineHeight.Factor != 0:
		return s.LineHeight.Factor * s.FontSize
	}
	return s.LineHeight.Px
}

// length computes a <length-percentage>.
func (c *context) length(v css.Length) Length {
	if v.Calc == nil {
		if v.Unit == css.UnitPercent {
			return Length{Kind: Fixed, Percent: v.N, ZeroPercent: v.N == 0}
		}
		return Length{Kind: Fixed, Px: clampPx(v.N * c.unit(v.Unit))}
	}
	args := make([]Length, len(v.Calc.Args))
	for i, a := range v.Calc.Args {
		if a.Unit == css.UnitNumber && a.Calc == nil {
			args[i] = Length{Kind: Fixed, Px: a.N} // the factor of CalcScale
			continue
		}
		args[i] = c.length(a)
	}
	return fold(v.Calc.Op, args)
}

// fold computes a math function as far as that goes without the basis of
// percentages.
func fold(op css.CalcOp, args []Length) Length {
	linear, absolute := true, true
	for _, a := range args {
		linear = linear && a.Math == nil
		absolute = absolute && !a.HasPercent()
	}
	l := Length{Kind: Fixed, Math: &Math{Op: op, Args: args}}
	switch {
	case absolute:
		return Px(clampPx(l.Resolve(0)))
	case linear && op == css.CalcSum:
		sum := Length{Kind: Fixed}
		for _, a := range args {
			sum.Px += a.Px
			sum.Percent += a.Percent
			sum.ZeroPercent = sum.ZeroPercent || a.HasPercent()
		}
		sum.ZeroPercent = sum.ZeroPercent && sum.Percent == 0
		sum.Px = clampPx(sum.Px)
		return sum
	case linear && op == css.CalcScale:
		percent := args[0].Percent * args[1].Px
		return Length{
			Kind: Fixed, Px: clampPx(args[0].Px * args[1].Px), Percent: percent, ZeroPercent: args[0].HasPercent() && percent == 0,
		}
	}
	return l
}

// px computes a <length>, one without percentages.
func (c *context) px(v css.Length) float64 { return clampPx(c.length(v).Resolve(0)) }

// unit is the px that one of the unit stands for.
func (c *context) unit(u css.Unit) float64 {
	switch u {
	case css.UnitEm:
		return c.em
	case css.UnitRem:
		return c.rootFontSize * c.style.Zoom
	case css.UnitVw:
		return c.opts.Width / 100 * c.style.Zoom
	case css.UnitVh:
		return c.opts.Height / 100 * c.style.Zoom
	case css.UnitVmin:
		return math.Min(c.opts.Width, c.opts.Height) / 100 * c.style.Zoom
	case css.UnitVmax:
		return math.Max(c.opts.Width, c.opts.Height) / 100 * c.style.Zoom
	case css.UnitCqw, css.UnitCqh, css.UnitCqi, css.UnitCqb, css.UnitCqmin, css.UnitCqmax:
		return c.containerUnit(u)
	case css.UnitLh:
		return c.line
	case css.UnitRlh:
		if c.rootLine == 0 {
			return normalLine * c.rootFontSize * c.style.Zoom
		}
		return c.rootLine * c.style.Zoom
	case css.UnitRex, css.UnitRch:
		return c.rootFontSize / 2 * c.style.Zoom
	case css.UnitRic, css.UnitRcap:
		return c.rootFontSize * c.style.Zoom
	case css.UnitEx, css.UnitCh, css.UnitIc, css.UnitCap:
		m := c.metrics()
		switch u {
		case css.UnitEx:
			return m.Ex
		case css.UnitCh:
			return m.Ch
		case css.UnitIc:
			return m.Ic
		}
		return m.Cap
	}
	return c.style.Zoom
}

// metrics are those of the element's font at the size that 1em stands for.
func (c *context) metrics() Metrics {
	if c.opts.Metrics == nil {
		return Metrics{Ex: c.em / 2, Ch: c.em / 2, Ic: c.em, Cap: c.em}
	}
	at := *c.style
	at.FontSize = c.em
	return c.opts.Metrics(&at)
}

func clampPx(v float64) float64 {
	switch {
	case math.IsNaN(v):
		return 0
	case v > maxPx:
		return maxPx
	case v < -maxPx:
		return -maxPx
	}
	return v
}
