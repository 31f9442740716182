package css

// The longhands of grid containers and their items.
const (
	GridTemplateRows = endFlex + iota
	GridTemplateColumns
	GridTemplateAreas
	GridAutoFlow
	GridAutoRows
	GridAutoColumns
	GridRowStart
	GridColumnStart
	GridRowEnd
	GridColumnEnd
	endGrid
)

// gridProperties are those of CSS Grid 2; alignment and gaps stand in flex.go.
func gridProperties() []property {
	const size = "<length-percentage> | <number>fr | min-content | max-content | auto | minmax() | fit-content()"
	const template = "none | [<line-names>? <track-size> | repeat()]+ <line-names>? | subgrid [<line-names> | repeat()]*"
	const line = "auto | <name> | [<integer> && <name>?] | [span && [<integer> || <name>]]"
	row := func(id ID, name, initial, values string, parse func(*reader) Value) property {
		return property{id: id, name: name, initial: initial, values: values, parse: parse}
	}
	shorthand := func(name, values string, expand func(*property, *reader) []Value, longhands ...ID) property {
		return property{name: name, values: values, longhands: longhands, expand: expand}
	}
	return []property{
		row(GridTemplateRows, "grid-template-rows", "none", template, templateValue),
		row(GridTemplateColumns, "grid-template-columns", "none", template, templateValue),
		row(GridTemplateAreas, "grid-template-areas", "none", "none | <string>+", areasValue),
		shorthand("grid-template", "none | <rows> / <columns> | [<line-names>? <string> <track-size>? <line-names>?]+ [/ <columns>]?",
			expandGridTemplate, GridTemplateRows, GridTemplateColumns, GridTemplateAreas),
		row(GridAutoFlow, "grid-auto-flow", "row", "[row | column] || dense", gridFlowValue),
		row(GridAutoRows, "grid-auto-rows", "auto", "["+size+"]+", autoTracksValue),
		row(GridAutoColumns, "grid-auto-columns", "auto", "["+size+"]+", autoTracksValue),
		shorthand("grid", "<grid-template> | <rows> / [auto-flow && dense?] <columns>? | [auto-flow && dense?] <rows>? / <columns>",
			expandGrid, GridTemplateRows, GridTemplateColumns, GridTemplateAreas, GridAutoFlow, GridAutoRows, GridAutoColumns),
		row(GridRowStart, "grid-row-start", "auto", line, gridLineValue), row(GridColumnStart, "grid-column-start", "auto", line, gridLineValue),
		row(GridRowEnd, "grid-row-end", "auto", line, gridLineValue), row(GridColumnEnd, "grid-column-end", "auto", line, gridLineValue),
		shorthand("grid-row", "<grid-line> [/ <grid-line>]?", expandGridLines, GridRowStart, GridRowEnd),
		shorthand("grid-column", "<grid-line> [/ <grid-line>]?", expandGridLines, GridColumnStart, GridColumnEnd),
		shorthand("grid-area", "<grid-line> [/ <grid-line>]{0,3}", expandGridLines, GridRowStart, GridColumnStart, GridRowEnd, GridColumnEnd),
	}
}

// Tracks is a track list (CSS Grid 2 §7.2); empty for none.
type Tracks []TrackPart

// TrackPart is one of a track list: line names in brackets, a repeat(), or the
// size of a track where both are nil. Subgrid is set of the first part of a list
// that is "subgrid" and the names of lines, one after the other.
type TrackPart struct {
	Names   []string
	Repeat  *TrackRepeat
	Size    TrackSize
	Subgrid bool
}

// TrackRepeat is repeat(). Auto is auto-fill or auto-fit, Count then 0.
type TrackRepeat struct {
	Count int
	Auto  Keyword
	Parts Tracks // line names and sizes
}

// TrackSize is a minimum and a maximum, minmax(Min, Max). Kind is empty, or "fr"
// where the maximum is Fr fractions, or "fit-content" where Max is its argument.
type TrackSize struct {
	Kind     Keyword
	Min, Max TrackBreadth
	Fr       float64
}

// TrackBreadth is a length, or auto, min-content or max-content.
type TrackBreadth struct {
	Keyword Keyword // "" for a length
	Length  Length
}

// TrackSizes is grid-auto-rows or grid-auto-columns.
type TrackSizes []TrackSize

// Areas is grid-template-areas; without rows for none.
type Areas struct {
	Rows    []string // as written, in single spaces
	Columns int
	Named   []Area
}

// Area is a named area, by its lines counted from 0; ends are exclusive.
type Area struct {
	Name              string
	Row, RowEnd       int
	Column, ColumnEnd int
}

// GridFlow is grid-auto-flow.
type GridFlow struct{ Column, Dense bool }

// GridLine is a <grid-line>; the zero value is auto. N is 0 where no number
// stands beside the name or span.
type GridLine struct {
	Span bool
	N    int
	Name string
}

// isName reports whether the line is a name alone, which a shorthand repeats.
func (l GridLine) isName() bool { return !l.Span && l.N == 0 && l.Name != "" }

func gridFlowValue(r *reader) Value {
	f := GridFlow{}
	f.Dense = r.word("dense")
	k, ok := r.oneOf("row", "column")
	f.Column = k == "column"
	if ok && !f.Dense {
		f.Dense = r.word("dense")
	}
	if !ok && !f.Dense {
		return nil
	}
	return f
}

func gridLineValue(r *reader) Value {
	if l, ok := r.gridLine(); ok {
		return l
	}
	return nil
}

// gridLine reads a <grid-line> (CSS Grid 1 §8.3).
func (r *reader) gridLine() (l GridLine, ok bool) {
	if r.word("auto") {
		return l, true
	}
	number := false
	for !r.end() {
		if !l.Span && r.word("span") {
			l.Span = true
			continue
		}
		if !number {
			if l.N, number = r.integer(); number {
				continue
			}
		}
		if l.Name != "" {
			break
		}
		name, ok := r.gridName()
		if !ok {
			break
		}
		l.Name = name
	}
	switch {
	case number && l.N == 0:
		r.fault("there is no line 0; lines count from 1, or from -1 at the end")
		return l, false
	case l.Span && number && l.N < 0:
		r.fault("a span counts from 1")
		return l, false
	}
	return l, number || l.Name != ""
}

// expandGridLines reads grid-row, grid-column and grid-area: a line left out is
// that of the opposite side where that is a name, else auto.
func expandGridLines(p *property, r *reader) []Value {
	lines := make([]GridLine, 0, len(p.parts))
	for len(lines) < len(p.parts) {
		l, ok := r.gridLine()
		if !ok {
			return nil
		}
		lines = append(lines, l)
		if !r.accept("/") {
			break
		}
	}
	for n := len(lines); n < len(p.parts); n++ {
		from := lines[0]
		if n == 3 {
			from = lines[1]
		}
		if !from.isName() {
			from = GridLine{}
		}
		lines = append(lines, from)
	}
	values := make([]Value, len(lines))
	for i, l := range lines {
		values[i] = l
	}
	return values
}
