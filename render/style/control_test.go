package style

import (
	"fmt"
	"strings"
	"testing"
)

// A select makes boxes of so many options and no more.
func TestManyOptions(t *testing.T) {
	var page strings.Builder
	page.WriteString("<select id=s>")
	for i := range maxOptions + 100 {
		fmt.Fprintf(&page, "<option>%d", i)
	}
	root, _ := computed(t, "", page.String()+"</select>")
	if n := len(find(root, "s").Children); n != maxOptions {
		t.Errorf("%d boxes, want %d", n, maxOptions)
	}
}

// The look of the browser gives way to the page's border or background, and to appearance: none.
func TestControlLook(t *testing.T) {
	for decls, want := range map[string]float64{
		"": 1, "border-width: 4px": 4, "background: red": 2, "appearance: none": 2, "-webkit-appearance: button": 1,
	} {
		root, messages := computed(t, "#b {"+decls+"}", "<button id=b>x</button>")
		if w := find(root, "b").Style.Border[Top].Width; w != want || len(messages) > 0 {
			t.Errorf("%s: border of %g px, want %g; %v", decls, w, want, messages)
		}
	}
}

// A meter is green in its best part, yellow one part from it, red two parts from it.
func TestMeterColor(t *testing.T) {
	for attributes, want := range map[[4]float64]string{ // value, low, high, optimum
		{0.9, 0.3, 0.8, 0.9}: "#107c10", {0.5, 0.3, 0.8, 0.9}: "#ffb900", {0.1, 0.3, 0.8, 0.9}: "#d83b01",
	} {
		got := meterColor(0, 1, func(name string, _ float64) float64 {
			return map[string]float64{"value": attributes[0], "low": attributes[1], "high": attributes[2], "optimum": attributes[3]}[name]
		})
		if got != want {
			t.Errorf("%v: %s, want %s", attributes, got, want)
		}
	}
}
