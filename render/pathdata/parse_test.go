package pathdata

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// text writes a path with absolute commands, to two decimals.
func (p *Path) text() string {
	var out []string
	i := 0
	for _, o := range p.Ops {
		n := map[Op]int{MoveTo: 1, LineTo: 1, CubicTo: 3}[o]
		s := string("MLCZ"[o])
		for _, q := range p.Points[i : i+n] {
			s += fmt.Sprintf(" %g,%g", round(q.X), round(q.Y))
		}
		i += n
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// round rounds to two decimals, without a negative zero.
func round(v float64) float64 { return math.Round(v*100)/100 + 0 }

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		d, want string
		ok      bool
	}{
		{"", "", true},
		{"M1 2L3 4", "M 1,2 L 3,4", true},
		{" m 1,2 3,4 5-6z", "M 1,2 L 4,6 L 9,0 Z", true},
		{"M1 2 3 4 5 6", "M 1,2 L 3,4 L 5,6", true},
		{"M.5.5-1-1", "M 0.5,0.5 L -1,-1", true},
		{"M1e1,1E+1l-.5e-0.5", "M 10,10 L 9.5,10.5", true},
		{"M0 0H10V20h-5v-5", "M 0,0 L 10,0 L 10,20 L 5,20 L 5,15", true},
		{"M0 0h1 2 3", "M 0,0 L 1,0 L 3,0 L 6,0", true},
		{"M0 0C1 2 3 4 5 6S9 10 11 12", "M 0,0 C 1,2 3,4 5,6 C 7,8 9,10 11,12", true},
		{"M1 1s3 4 5 6", "M 1,1 C 1,1 4,5 6,7", true},
		{"M0 0Q3 3 6 0T12 0", "M 0,0 C 2,2 4,2 6,0 C 8,-2 10,-2 12,0", true},
		{"M0 0t6 3", "M 0,0 C 0,0 2,1 6,3", true},
		{"m1 1h4zl2 2", "M 1,1 L 5,1 Z M 1,1 L 3,3", true},
		{"M0 0z z", "M 0,0 Z", true},
		{"M0 0a0 5 0 0 1 6 7", "M 0,0 L 6,7", true},
		{"M0 0A5 5 0 0 1 0 0", "M 0,0", true},
		// Flags need no separators.
		{"M0 0a1 1 0 012 0", "M 0,0 C 0,-0.27 0.11,-0.52 0.29,-0.71 C 0.48,-0.89 0.73,-1 1,-1 " +
			"C 1.27,-1 1.52,-0.89 1.71,-0.71 C 1.89,-0.52 2,-0.27 2,0", true},
		// What stands before a fault is drawn.
		{"M1 2L3", "M 1,2", false},
		{"L1 2", "", false},
		{"M1 2X3", "M 1,2", false},
		{"M1 2a1 1 0 2 0 3 4", "M 1,2", false},
		{"M1 2L1e999 3", "M 1,2", false},
	} {
		p, err := Parse(tt.d, 100)
		if got := p.text(); got != tt.want || (err == nil) != tt.ok {
			t.Errorf("%q: got %q, %v; want %q", tt.d, got, err, tt.want)
		}
	}
	if p, err := Parse("M0 0"+strings.Repeat("h1", 200), 100); err != ErrSegments || len(p.Ops) != 100 {
		t.Errorf("100 segments at most: got %d, %v", len(p.Ops), err)
	}
}
