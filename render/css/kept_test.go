package css

import (
	"strings"
	"testing"
)

// What is kept of a style sheet does not hold on to the tokens of all of it.
func TestFewTokensAreKept(t *testing.T) {
	src := strings.Repeat("p { color: red; margin: 1px 2px }\n", 1000)
	sheet, faults := Parse("a.css", `@property --edge { syntax: "<length>"; inherits: true; initial-value: 2px }`+
		src+"b { --gap: 3px 4px; width: var(--gap); color: color-mix(in srgb, currentColor, red) }", Options{})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	kept := map[string][]token{"@property": sheet.Properties[0].Initial.toks}
	for _, d := range sheet.Rules[len(sheet.Rules)-1].Declarations {
		switch v := d.Value.(type) {
		case *CustomValue:
			kept["custom property"] = v.toks
		case *Pending:
			kept["var()"] = v.toks
		case Color:
			if v.Deferred != nil {
				kept["color-mix()"] = v.Deferred.toks
			}
		default:
			t.Fatalf("%T", v)
		}
	}
	if len(kept) != 4 {
		t.Errorf("only %d kinds of values", len(kept))
	}
	for what, tokens := range kept {
		if cap(tokens) > 2*len(tokens)+2 {
			t.Errorf("%s: %d tokens hold on to %d", what, len(tokens), cap(tokens))
		}
	}
}
