package templates

import "testing"

func TestLyingBars(t *testing.T) {
	for _, test := range []struct {
		label string
		bars  int
		want  bool
	}{
		{"10月", 12, false},
		{"2025年", 12, true},
		{"2025年", 8, false},
		{"长江中下游", 4, false},
		{"长江中下游城市群", 4, true},
		{"", 0, false},
	} {
		d := Data{Number: Number{Series: make([]Point, test.bars)}}
		for i := range d.Number.Series {
			d.Number.Series[i].Label = test.label
		}
		if got := d.LyingBars(); got != test.want {
			t.Errorf("%d bars with the label %s: lying %v, want %v", test.bars, test.label, got, test.want)
		}
	}
}
