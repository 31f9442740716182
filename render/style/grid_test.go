package style

import (
	"slices"
	"strings"
	"testing"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// gridStyles computes the style of a grid container and of its one child.
func gridStyles(t *testing.T, container, item string) (grid, child *Style) {
	t.Helper()
	sheet, diags := css.Parse("a.css", "div { font-size: 10px; "+container+" } i { "+item+" }", css.Options{})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	doc, err := dom.Parse("<!doctype html><body><div><i>a</i></div>")
	if err != nil {
		t.Fatal(err)
	}
	root, diags := Compile(sheet).Compute(doc, Options{Width: 400, Height: 300})
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	div := root.Children[len(root.Children)-1].Children[0]
	return div.Style, div.Children[0].Style
}

// TestGridPrints: inspection shows what a designer wrote, with lengths in px.
func TestGridPrints(t *testing.T) {
	text := func(s *Style) string {
		var lines []string
		for _, p := range s.Properties() {
			name, _, _ := strings.Cut(p.Name, "-")
			if name == "display" || name == "grid" || name == "justify" || strings.HasSuffix(p.Name, "gap") {
				lines = append(lines, p.Name+": "+p.Value)
			}
		}
		return strings.Join(lines, "\n")
	}
	grid, child := gridStyles(t, `display: inline-grid; gap: 1em 5%; justify-items: center;
		grid-template: [top] "a  ..." 2em / [l] minmax(5em, 1fr) fit-content(50%);
		grid-template-rows: repeat(2, [x] 1fr min-content) 10px repeat(1, 0.5fr);
		grid-auto-rows: minmax(auto, 3em) 2fr; grid-auto-flow: column dense`,
		"grid-row: span 2 / x; grid-column: -1; justify-self: safe end")
	want := `display: inline-grid
row-gap: 10px
column-gap: 5%
justify-items: center
grid-template-rows: repeat(2, [x] 1fr min-content) 10px repeat(1, 0.5fr)
grid-template-columns: [l] minmax(50px, 1fr) fit-content(50%)
grid-template-areas: "a ."
grid-auto-flow: column dense
grid-auto-rows: minmax(auto, 30px) 2fr`
	sorted := func(s string) string {
		lines := strings.Split(s, "\n")
		slices.Sort(lines)
		return strings.Join(lines, "\n")
	}
	if got := text(grid); sorted(got) != sorted(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	want = "display: block\njustify-self: safe end\ngrid-row-start: span 2\ngrid-row-end: x\ngrid-column-start: -1"
	if got := text(child); sorted(got) != sorted(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !child.WasInline {
		t.Error("the item was inline before")
	}
}

// TestGridInitial: nothing of a grid is inherited, and initial takes it back.
func TestGridInitial(t *testing.T) {
	_, child := gridStyles(t, `display: grid; grid: "a" 1fr / 1fr; grid-auto-rows: 5px; grid-area: a; justify-items: end`, "")
	if len(child.GridTemplateRows) > 0 || child.GridTemplateAreas != nil ||
		child.GridRow != [2]GridLine{} || child.JustifyItems != AlignNormal {
		t.Errorf("inherited: %v %v %v %v", child.GridTemplateRows, child.GridTemplateAreas, child.GridRow, child.JustifyItems)
	}
	grid, _ := gridStyles(t, `display: grid; grid: "a" 1fr / 1fr; grid-auto-rows: 5px; grid: none; grid-template-areas: initial`, "")
	if len(grid.GridTemplateColumns) > 0 || grid.GridTemplateAreas != nil ||
		len(grid.GridAutoRows) != 1 || !grid.GridAutoRows[0].Min.IsAuto() {
		t.Errorf("not reset: %+v %v %v", grid.GridTemplateColumns, grid.GridTemplateAreas, grid.GridAutoRows)
	}
	_, child = gridStyles(t, "display: grid; grid-template-rows: 7px; grid-column: 2 / 5; --w: 2fr",
		"grid-template-rows: inherit; grid-column: inherit; grid-auto-columns: var(--w)")
	if len(child.GridTemplateRows) != 1 || child.GridColumn[1].N != 5 || child.GridAutoColumns[0].Fr != 2 {
		t.Errorf("inherit and var(): %v %v %v", child.GridTemplateRows, child.GridColumn, child.GridAutoColumns)
	}
}
