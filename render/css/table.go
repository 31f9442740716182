package css

// The longhands of tables.
const (
	BorderCollapse = endCompositing + iota
	BorderSpacing
	CaptionSide
	EmptyCells
	TableLayout
	endTable
)

// tableProperties are those of CSS Tables 3.
func tableProperties() []property {
	return []property{
		{id: BorderCollapse, name: "border-collapse", inherited: true, initial: "separate", values: "separate | collapse"},
		{id: BorderSpacing, name: "border-spacing", inherited: true, initial: "0", values: "<length>{1,2}", parse: borderSpacing},
		{id: CaptionSide, name: "caption-side", inherited: true, initial: "top", values: "top | bottom"},
		{id: EmptyCells, name: "empty-cells", inherited: true, initial: "show", values: "show | hide"},
		{id: TableLayout, name: "table-layout", initial: "auto", values: "auto | fixed"},
	}
}

// borderSpacing reads the gaps between columns and between rows.
func borderSpacing(r *reader) Value {
	x, ok := r.length(nonNegative)
	if !ok {
		return nil
	}
	y := x
	if !r.end() {
		if y, ok = r.length(nonNegative); !ok {
			return nil
		}
	}
	return Lengths{x, y}
}
