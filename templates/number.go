package templates

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number is a figure that says more than a sentence; the zero value is none.
type Number struct {
	Value, Unit string   // as they are set: "186.5", "万辆"
	Label       string   // what it counts
	Delta       string   // with what it is compared: "同比+37.2%"
	Facts       []string // at most three
	Series      []Point  // at most twelve
}

// Point is one value of a series, not below 0.
type Point struct {
	Label   string
	Value   float64
	Unknown bool // there is no value
}

// Bar is a point as it is drawn.
type Bar struct {
	Label, Value string
	Height       float64 // percent of the tallest one's
	Last         bool    // it is what the number speaks of: the last one that is known
	Gap          bool    // there is no bar: its value is not known
}

// gapFigure is the figure of a bar whose value is not known.
const gapFigure = "–"

// maxBarFigure is how many characters the figure of a bar has at most: of twelve bars
// each has room for five.
const maxBarFigure = 5

// Bars are the bars of the number's series, from 0. Their figures have as many decimals
// as the one that has most: "17.0" beside "15.1". Where these are too long, all are in
// the unit of [Data.BarUnit].
func (d *Data) Bars() []Bar {
	figures, _ := d.barFigures()
	most := d.mostOfSeries()
	var bars []Bar
	last := -1
	for i, p := range d.Number.Series {
		b := Bar{Label: p.Label, Value: figures[i], Gap: p.Unknown}
		if !p.Unknown {
			last = i
		}
		if most > 0 {
			b.Height = math.Round(1000*p.Value/most) / 10
		}
		bars = append(bars, b)
	}
	if last >= 0 {
		bars[last].Last = true
	}
	return bars
}

// BarUnit tells in what the figures of the bars are where they are not in the values
// that were given: "单位：万亿元"; "" where they are.
func (d *Data) BarUnit() string {
	_, unit := d.barFigures()
	if unit == "" {
		return ""
	}
	if !strings.ContainsAny(d.Number.Unit, "百千万萬亿億%％") { // else the two would be read as one
		unit += d.Number.Unit
	}
	return fmt.Sprintf(d.Words().BarUnit, unit)
}

// barFigures are the figures of the series as they are set, and the word for the power
// of ten that they are in, "" for that of the values.
func (d *Data) barFigures() (figures []string, unit string) {
	decimals := 0
	for _, p := range d.Number.Series {
		_, fraction, _ := strings.Cut(strconv.FormatFloat(p.Value, 'f', -1, 64), ".")
		decimals = max(decimals, len(fraction))
	}
	most, power := d.mostOfSeries(), 1.0
	digits := len(strconv.FormatFloat(math.Floor(most), 'f', 0, 64))
	if digits > maxBarFigure {
		for _, u := range d.Words().Units { // the largest first
			if most >= float64(u.From) {
				unit, power, decimals = u.Word, float64(u.From), 2
				break
			}
		}
		digits = len(strconv.FormatFloat(math.Floor(most/power), 'f', 0, 64))
	}
	decimals = max(0, min(decimals, maxBarFigure-digits-len(".")))
	for _, p := range d.Number.Series {
		figure := gapFigure
		if !p.Unknown {
			figure = strconv.FormatFloat(p.Value/power, 'f', decimals, 64)
		}
		figures = append(figures, figure)
	}
	return figures, unit
}

func (d *Data) mostOfSeries() float64 {
	most := 0.0
	for _, p := range d.Number.Series {
		most = math.Max(most, p.Value)
	}
	return most
}

// Stat is the number, or, of an article without, the largest figure of its title or
// summary with the headline as its label; its Value is "" where there is neither.
func (d *Data) Stat() Number {
	if d.Number.Value != "" {
		return d.Number
	}
	n := Number{Label: d.Headline()}
	if figure := d.Figure(); figure != nil {
		n.Value, n.Unit = figure[0], figure[1]
	}
	return n
}
