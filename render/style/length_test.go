package style_test

import (
	"math"
	"testing"

	"sharecard/render/css"
	"sharecard/render/style"
)

// TestCalculationsWithoutValue: where a calculation has no value the length is 0
// (CSS Values 4 §10.9.1), and only an indefinite basis leaves it open.
func TestCalculationsWithoutValue(t *testing.T) {
	noStep := style.Length{Kind: style.Fixed, Math: &style.Math{Op: css.CalcMod, Args: []style.Length{style.Percent(1), style.Px(0)}}}
	sum := style.Length{Kind: style.Fixed, Math: &style.Math{Op: css.CalcSum, Args: []style.Length{style.Px(20), noStep}}}
	for i, l := range []*style.Length{&noStep, &sum} {
		if got := l.Resolve(100); got != 0 {
			t.Errorf("%d: is %g, want 0", i, got)
		}
		if got := l.Resolve(math.NaN()); !math.IsNaN(got) {
			t.Errorf("%d: is %g of an indefinite basis, want NaN", i, got)
		}
	}
}
