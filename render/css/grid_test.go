package css

import (
	"fmt"
	"strings"
	"testing"
)

// gridText prints the longhands that a declaration sets, one a line, without
// those of initial values.
func gridText(t *testing.T, src string) string {
	t.Helper()
	decls, diags := ParseInline("", src, Options{})
	if len(diags) > 0 {
		return diags[0].Message
	}
	var lines []string
	for _, d := range decls {
		if text := valueText(d.Value); text != "" {
			lines = append(lines, strings.TrimPrefix(d.ID.String(), "grid-")+": "+text)
		}
	}
	return strings.Join(lines, "; ")
}

func valueText(v Value) string {
	switch v := v.(type) {
	case Tracks:
		words := make([]string, len(v))
		for i, p := range v {
			switch {
			case p.Names != nil:
				words[i] = fmt.Sprint(p.Names)
			case p.Repeat != nil:
				words[i] = fmt.Sprintf("%s%d×(%s)", p.Repeat.Auto, p.Repeat.Count, valueText(p.Repeat.Parts))
			default:
				words[i] = sizeText(p.Size)
			}
		}
		return strings.Join(words, " ")
	case TrackSizes:
		words := make([]string, len(v))
		for i, s := range v {
			words[i] = sizeText(s)
		}
		return strings.Join(words, " ")
	case Areas:
		words := make([]string, len(v.Named))
		for i, a := range v.Named {
			words[i] = fmt.Sprintf("%s %d/%d/%d/%d", a.Name, a.Row, a.Column, a.RowEnd, a.ColumnEnd)
		}
		return strings.Join(words, ", ")
	case GridLine:
		if v == (GridLine{}) {
			return "auto"
		}
		return strings.TrimPrefix(fmt.Sprintf("%t %d %s", v.Span, v.N, v.Name), "false ")
	case GridFlow:
		return fmt.Sprintf("column %t, dense %t", v.Column, v.Dense)
	}
	return ""
}

func sizeText(s TrackSize) string {
	breadth := func(b TrackBreadth) string {
		if b.Keyword != "" {
			return string(b.Keyword)
		}
		return fmt.Sprintf("%g%s", b.Length.N, map[Unit]string{UnitPercent: "%", UnitPx: "px"}[b.Length.Unit])
	}
	switch {
	case s.Kind == "fr":
		return fmt.Sprintf("%s..%gfr", breadth(s.Min), s.Fr)
	case s.Kind != "":
		return "fit " + breadth(s.Max)
	case s.Min == s.Max:
		return breadth(s.Min)
	}
	return breadth(s.Min) + ".." + breadth(s.Max)
}

func TestGridValues(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"grid-template-columns: 10px 2fr auto", "template-columns: 10px auto..2fr auto"},
		{"grid-template-columns: [full-start] minmax(16px, 1fr) [Main 版心] min(100%) [full-end]",
			"template-columns: [full-start] 16px..1fr [Main 版心] 100% [full-end]"},
		{"grid-template-rows: repeat(3, [a] 1fr 2px) fit-content(50%)", "template-rows: 3×([a] auto..1fr 2px) fit 50%"},
		{"grid-template-columns: repeat(auto-fit, minmax(100px, 1fr)) 20px", "template-columns: auto-fit0×(100px..1fr) 20px"},
		{"grid-template-columns: none", ""},
		{"grid-auto-rows: min-content minmax(auto, 3px)", "auto-rows: min-content auto..3px"},
		{"grid-auto-flow: dense column", "auto-flow: column true, dense true"},
		{`grid-template-areas: "头 头" 'a ..' "a b"`, "template-areas: 头 0/0/1/2, a 1/0/3/1, b 2/1/3/2"},
		{`grid-template: [top] "a b" 40px [mid] "a c" / 1fr 2fr`,
			"template-rows: [top] 40px [mid] auto; template-columns: auto..1fr auto..2fr; template-areas: a 0/0/2/1, b 0/1/1/2, c 1/1/2/2"},
		{"grid-template: auto 1fr / 10px", "template-rows: auto auto..1fr; template-columns: 10px"},
		{"grid: auto-flow dense 20px / 1fr 1fr", "template-columns: auto..1fr auto..1fr; auto-flow: column false, dense true; auto-rows: 20px"},
		{"grid: 1fr / auto-flow 30px", "template-rows: auto..1fr; auto-flow: column true, dense false; auto-columns: 30px"},
		{"grid-row: 2 / span 3", "row-start: 2 ; row-end: true 3 "},
		{"grid-column: Main", "column-start: 0 Main; column-end: 0 Main"},
		{"grid-column: -1 x", "column-start: -1 x; column-end: auto"},
		{"grid-area: a", "row-start: 0 a; column-start: 0 a; row-end: 0 a; column-end: 0 a"},
		{"grid-area: 1 / b / span 2", "row-start: 1 ; column-start: 0 b; row-end: true 2 ; column-end: 0 b"},
		{"grid-row-start: span x 2", "row-start: true 2 x"},

		{`grid-template-areas: "a b" "b a"`, `grid-template-areas: the area "a" is not a rectangle`},
		{`grid-template-areas: "a" "b b"`, "grid-template-areas: every row of areas needs the same number of columns"},
		{`grid-template-areas: "a !"`, "grid-template-areas: a row of areas holds names and dots"},
		{"grid-template-columns: repeat(auto-fill, 1fr)",
			"grid-template-columns: beside auto-fill and auto-fit every track needs a length, as in minmax(100px, 1fr)"},
		{"grid-row: 0", "grid-row: there is no line 0; lines count from 1, or from -1 at the end"},
		{"grid-row: span -2", "grid-row: a span counts from 1"},
		{"grid-template-columns: 1frr", `grid-template-columns: unknown unit "frr"`},
	} {
		got := gridText(t, tt.src)
		if got, _, _ = strings.Cut(got, "; did you mean"); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.src, got, tt.want)
		}
	}
	for _, src := range []string{
		"grid-template-columns: minmax(1fr, 2px)", "grid-template-columns: repeat(0, 1px)", "grid-template-columns: [a]",
		"grid-template-columns: repeat(2, repeat(2, 1px))", "grid-template-columns: repeat(auto-fit, 1px) repeat(auto-fill, 1px)",
		"grid-template-columns: repeat(auto-fill, 9px) auto", "grid-template-columns: -1fr", "grid-auto-rows: [a] 1px",
		"grid-row: span", "grid-row: 1 / 2 / 3", "grid-area: auto auto", "grid: auto-flow / ", `grid-template: "a" / repeat(2, 1px)`,
		"grid-auto-flow: row column", "grid-column: 1.5",
	} {
		if _, diags := ParseInline("", src, Options{}); len(diags) == 0 {
			t.Errorf("%s is accepted", src)
		}
	}
}
