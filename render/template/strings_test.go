package template

import (
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// A template that doubles a variable over and over ends before it takes much memory, by
// whichever function it doubles it.
func TestAttackDoublingVariables(t *testing.T) {
	for name, double := range map[string]string{
		"print":   `{{$x = print $x $x}}`,
		"println": `{{$x = println $x $x}}`,
		"printf":  `{{$x = printf "%s%s" $x $x}}`,
		"js":      `{{$x = js $x}}`,
		"wide":    `{{$x = printf "%900000d" 1}}`,
	} {
		page := `<!doctype html><title>T</title><meta name="card:size" content="100x100">{{$x := "\\%ab"}}` +
			strings.Repeat(double, 40) + `<p>{{len $x}}`
		fsys := fstest.MapFS{"a.html": {Data: []byte(page)}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _, err := (&Loader{}).Load(fsys, "a")
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 64<<20 {
			t.Errorf("%s: it took %d MB", name, used>>20)
		}
		if err == nil {
			t.Errorf("%s: there is no error", name)
		}
	}
}
