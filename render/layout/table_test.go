package layout_test

import (
	"fmt"
	"strings"
	"testing"

	"sharecard/render/layout"
)

// TestTableSpans: what a cell may span is bounded, by the HTML Standard and by the rows and
// columns that there are.
func TestTableSpans(t *testing.T) {
	for _, tt := range []struct {
		name, rows string
		x, y, w, h float64 // of #c
	}{
		{"colspan beyond all columns", "<tr><td>a<td>b<tr><td id=c colspan=99999999999>c", 0, 10, 20, 10},
		{"rowspan beyond all rows", "<tr><td id=c rowspan=99999999999>c<td>b<tr><td>d", 0, 0, 10, 20},
		{"rowspan to the end of the group", "<tr><td id=c rowspan=0>c<td>b<tr><td>d<tbody><tr><td>e<td>f", 0, 0, 10, 20},
		{"a rowspan does not leave its group", "<tr><td rowspan=9>a<tbody><tr><td id=c>c", 0, 10, 10, 10},
		{"numbers that are none", "<tr><td id=c colspan=0 rowspan=-3>c<td colspan=x>b", 0, 0, 10, 10},
		{"columns in which nothing begins", "<tr><td colspan=1000>a<td id=c>c<tr><td colspan=1000>a<td>b", 10, 0, 10, 10},
		{"the header comes first", "<tr><td>a<thead><tr><td id=c>c", 0, 0, 10, 10},
		{"the footer comes last", "<tfoot><tr><td id=c>c<tbody><tr><td>a", 0, 10, 10, 10},
	} {
		root, _ := build(t, "table { border-spacing: 0 } td { padding: 0 }", "<table>"+tt.rows+"</table>")
		layout.Run(root, page)
		if got, want := find(t, root, "c").Exact, (layout.Rect{X: tt.x, Y: tt.y, W: tt.w, H: tt.h}); got != want {
			t.Errorf("%s: cell is at %v, want %v", tt.name, got, want)
		}
	}
}

// TestTableColumnsAreBounded: a table has no more columns than maxTableColumns, however
// many its cells span, and the cells beyond stand in the last.
func TestTableColumnsAreBounded(t *testing.T) {
	const most = 10_000
	cells := strings.Repeat("<td colspan=1000>", 30)
	root, _ := build(t, "table { table-layout: fixed; width: 1px; border-spacing: 1px 0 } td { padding: 0 }",
		"<table id=t><tr>"+cells+"</table>")
	layout.Run(root, page)
	row := find(t, root, "t").Children[0].Children[0]
	if row.W != most-1 {
		t.Errorf("row is %g px wide, want %d: the gaps between columns", row.W, most-1)
	}
}

// TestNestedTables: the work does not double with each level of tables in tables.
func TestNestedTables(t *testing.T) {
	asked := func(levels int) int {
		open := "<table><tr><td>a<td>"
		root, n := build(t, "table { height: 99% } td { height: 50%; width: 50%; vertical-align: bottom }",
			strings.Repeat(open, levels)+"b"+strings.Repeat("</table>", levels))
		layout.Run(root, page)
		return *n
	}
	few, many := asked(20), asked(40)
	if many > 3*few {
		t.Errorf("content was laid out %d times in 20 tables, %d times in 40", few, many)
	}
}

// TestCollapsedBorders: which of two borders that meet is seen (CSS 2.2 §17.6.2.1), by the
// width and the colour of the line between the cells.
func TestCollapsedBorders(t *testing.T) {
	for _, tt := range []struct {
		name, left, right string
		width             float64 // 0: no line
		red               bool    // the left one won
	}{
		{"the wider", "3px solid red", "2px double blue", 3, true},
		{"of equal width double", "2px solid red", "2px double blue", 2, false},
		{"of equal width and style the first", "2px solid red", "2px solid blue", 2, true},
		{"hidden", "9px solid red", "hidden", 0, false},
		{"none is the weakest", "none", "1px dotted blue", 1, false},
		{"ridge before inset", "4px inset red", "4px ridge blue", 4, false},
	} {
		sheet := fmt.Sprintf("table { border-collapse: collapse } td { padding: 0 } #l { border-right: %s } #r { border-left: %s }",
			tt.left, tt.right)
		root, _ := build(t, sheet, "<table id=t><tr><td id=l>a<td id=r>b</table>")
		layout.Run(root, page)
		lines := find(t, root, "t").Table.Lines
		if tt.width == 0 {
			if len(lines) > 0 {
				t.Errorf("%s: there is a line %v", tt.name, lines[0])
			}
			continue
		}
		if len(lines) != 1 {
			t.Errorf("%s: %d lines", tt.name, len(lines))
			continue
		}
		l := lines[0]
		if l.W != tt.width || l.X != 10 || (l.Border.Color.R == 255) != tt.red {
			t.Errorf("%s: line is %v, want it %g px wide, red %t", tt.name, l, tt.width, tt.red)
		}
		if got := find(t, root, "r").Exact.W; got != 10+tt.width/2 {
			t.Errorf("%s: cell is %g px wide, want half of the border beside its text", tt.name, got)
		}
	}
}

// TestCollapsedTracks: rows and columns with visibility: collapse take no room and are not
// seen; the others stay as they are.
func TestCollapsedTracks(t *testing.T) {
	root, _ := build(t, "table { border-spacing: 2px } td { padding: 0 } .x { visibility: collapse }",
		`<table id=t><col><col class=x><col><tr><td id=a>aa<td id=b>bbb<td id=c>c<tr class=x><td>no<td><td><tr><td id=d>d</table>`)
	layout.Run(root, page)
	for id, want := range map[string]layout.Rect{
		"t": {W: 2 + 20 + 2 + 10 + 2, H: 26}, "a": {X: 2, Y: 2, W: 20, H: 10}, "c": {X: 24, Y: 2, W: 10, H: 10}, "d": {X: 2, Y: 14, W: 20, H: 10},
	} {
		if got := find(t, root, id).Exact; got != want {
			t.Errorf("%s is at %v, want %v", id, got, want)
		}
	}
	if !find(t, root, "b").Hidden {
		t.Error("a cell of a collapsed column is seen")
	}
}
