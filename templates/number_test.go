package templates

import (
	"slices"
	"testing"
)

func TestBarFigures(t *testing.T) {
	for _, test := range []struct {
		lang, unit string
		values     []float64
		want       []string
		barUnit    string
	}{
		{"zh-CN", "万辆", []float64{15.1, 17, 23.6}, []string{"15.1", "17.0", "23.6"}, ""},
		{"zh-CN", "人", []float64{120, 98}, []string{"120", "98"}, ""},
		{"zh-CN", "元", []float64{1.2e12, 9.6e11, 0}, []string{"1.20", "0.96", "0.00"}, "单位：万亿元"},
		{"zh-CN", "万元", []float64{230_000, 128_400}, []string{"23.00", "12.84"}, "单位：万"},
		{"en", "", []float64{3_400_000, 120_000}, []string{"3.40", "0.12"}, "In M"},
		{"zh-CN", "", []float64{12_345, 8_000.5}, []string{"12345", "8000"}, ""},
		{"zh-CN", "", []float64{0, 0}, []string{"0", "0"}, ""},
		{"zh-TW", "", []float64{888_888_888}, []string{"8.89"}, "單位：億"},
	} {
		d := Data{Lang: test.lang, Number: Number{Unit: test.unit}}
		for _, v := range test.values {
			d.Number.Series = append(d.Number.Series, Point{Label: "1月", Value: v})
		}
		var got []string
		for _, b := range d.Bars() {
			got = append(got, b.Value)
		}
		if !slices.Equal(got, test.want) || d.BarUnit() != test.barUnit {
			t.Errorf("%v: got %q, %q, want %q, %q", test.values, got, d.BarUnit(), test.want, test.barUnit)
		}
	}
}

// A value that is not known is a gap, not a bar of 0.
func TestBarsWithAGap(t *testing.T) {
	d := Data{Number: Number{Series: []Point{
		{Label: "1月", Value: 15.1}, {Label: "2月", Unknown: true}, {Label: "3月", Value: 30}, {Label: "4月", Unknown: true},
	}}}
	want := []Bar{
		{Label: "1月", Value: "15.1", Height: 50.3}, {Label: "2月", Value: "–", Gap: true},
		{Label: "3月", Value: "30.0", Height: 100, Last: true}, {Label: "4月", Value: "–", Gap: true},
	}
	if got := d.Bars(); !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
	d.Number.Series = []Point{{Label: "1月", Unknown: true}}
	if got := d.Bars(); got[0] != (Bar{Label: "1月", Value: "–", Gap: true}) {
		t.Errorf("of nothing known: %+v", got)
	}
}
