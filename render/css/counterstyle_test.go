package css

import "testing"

// TestCounterStyleRules: a descriptor that is not understood is reported and left out; a
// rule without the symbols that its system needs is none.
func TestCounterStyleRules(t *testing.T) {
	for _, tt := range []struct {
		rule  string
		rules int
		fault string
	}{
		{"a { system: cyclic; symbols: x 'y' }", 1, ""},
		{"a { system: fixed -3; symbols: x; range: -3 4, 7 infinite; pad: '0' 3; negative: '(' ')'; fallback: Lower-Roman }", 1, ""},
		{"a { symbols: x; speak-as: auto }", 1, ""},
		{"a { system: additive; additive-symbols: 5 V, I 1, 0 '-' }", 1, ""},
		{"a { system: extends decimal; suffix: ')' }", 1, ""},
		{"a { symbols: x }", 1, ""},
		{"a { system: extends decimal; symbols: x }", 0, "1:1: @counter-style a: extends takes no symbols"},
		{"a { system: numeric; symbols: x }", 0, "1:1: @counter-style a: numeric needs two symbols"},
		{"a { system: additive; symbols: x y }", 0, "1:1: @counter-style a: additive needs additive-symbols"},
		{"a { system: cyclic }", 0, "1:1: @counter-style a: cyclic needs symbols"},
		{"a { symbols: x; range: 4 1 }", 1, "1:32: @counter-style: the value of range is not understood"},
		{"a { symbols: x; additive-symbols: 1 a, 2 b }", 1, "1:32: @counter-style: the value of additive-symbols is not understood"},
		{"a { symbols: x; suffix: url(x.png) }", 1, "1:32: @counter-style: the value of suffix is not understood"},
		{"a { symbols: x; pad: -1 '0' }", 1, "1:32: @counter-style: the value of pad is not understood"},
		{"a { symbol: x; symbols: x }", 1, `1:20: unknown descriptor "symbol"; did you mean "symbols"?`},
		{"decimal { symbols: x }", 0, "1:1: @counter-style: expected a name of its own"},
		{"none { symbols: x }", 0, "1:1: @counter-style: expected a name of its own"},
		{"{ symbols: x }", 0, "1:1: @counter-style: expected a name of its own"},
	} {
		sheet, diags := Parse("test.css", "@counter-style "+tt.rule, Options{})
		if len(sheet.CounterStyles) != tt.rules {
			t.Errorf("%s: %d rules, want %d", tt.rule, len(sheet.CounterStyles), tt.rules)
		}
		got := ""
		for _, d := range diags {
			got += d.String()
		}
		want := tt.fault
		if want != "" {
			want = "test.css:" + want
		}
		if got != want {
			t.Errorf("%s: reported %q, want %q", tt.rule, got, want)
		}
	}
}
