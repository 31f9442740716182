package css

import "testing"

func TestCompositingSyntax(t *testing.T) {
	for _, good := range []string{
		"mix-blend-mode: plus-lighter", "background-blend-mode: multiply, screen", "isolation: isolate",
		"backdrop-filter: blur(4px) saturate(180%)", "-webkit-backdrop-filter: none",
		"filter: drop-shadow(0 2px 4px rgb(0 0 0 / 50%)) hue-rotate(90deg)", "filter: drop-shadow(red 1px 1px) hue-rotate()",
		"mask: url(a.png) center / cover no-repeat", "mask: linear-gradient(#000, #0000) luminance exclude content-box no-clip, none",
		"-webkit-mask: radial-gradient(#000, #0000) 0 0 / 10px 10px", "mask-composite: add, intersect",
		"-webkit-mask-composite: source-in, xor", "mask-clip: no-clip", "mask-repeat: round space", "mask: none",
	} {
		expectDiagnostics(t, "a { "+good+" }")
	}
	for _, bad := range []string{
		"mix-blend-mode: plus-darker", "background-blend-mode: plus-lighter", "filter: drop-shadow()", "filter: drop-shadow(1px)",
		"filter: drop-shadow(inset 1px 1px)", "filter: drop-shadow(1px 1px 1px 1px)", "filter: hue-rotate(90)", "mask: alpha luminance",
		"mask: no-clip border-box padding-box content-box", "mask:",
	} {
		if _, diags := ParseInline("", bad, Options{}); len(diags) != 1 {
			t.Errorf("%s: %v", bad, diags)
		}
	}
}
