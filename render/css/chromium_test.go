package css

import (
	_ "embed"
	"strings"
	"testing"
)

//go:embed testdata/chromium.tsv
var chromium string

// differs lists what we refuse though Chromium accepts it, as we do not draw
// it, and what we accept as the specifications say.
func differs(property, value string) bool {
	switch {
	case strings.Contains(value, "anchor-center"), strings.Contains(value, "fixed"):
		return true
	case strings.HasPrefix(value, "condensed"), value == "caption", value == "block flow", value == "blink":
		return true
	case value == "ellipse(closest-side farthest-side)":
		return true
	case value == "last baseline", property == "text-autospace":
		return true // CSS Align 3 §5.1, CSS Text 4 §8.4
	case property == "font" && value == "16px serif bold":
		return true
	}
	return false
}

func TestAcceptsWhatChromiumAccepts(t *testing.T) {
	n := 0
	for line := range strings.Lines(chromium) {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if strings.HasPrefix(line, "#") || differs(f[0], f[2]) {
			continue
		}
		n++
		_, diags := ParseInline("", f[0]+":"+f[2], Options{})
		if accepted := len(diags) == 0; accepted != (f[1] == "+") {
			t.Errorf("%s: %s: Chromium %s, got %v", f[0], f[2], f[1], diags)
		}
	}
	if n < 2000 {
		t.Errorf("only %d declarations tried", n)
	}
}
