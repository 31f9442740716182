package css

import (
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2/css"
)

func areasValue(r *reader) Value {
	if r.word("none") {
		return Areas{}
	}
	var rows []string
	for r.peek().kind == css.StringToken {
		rows = append(rows, r.peek().str())
		r.advance()
	}
	if a, ok := r.areas(rows); ok {
		return a
	}
	return nil
}

// areas makes the areas of the rows of a template (CSS Grid 1 §7.3).
func (r *reader) areas(rows []string) (a Areas, ok bool) {
	at := map[string]int{}
	var sizes []int // cells of each area
	for y, row := range rows {
		cells, ok := areaCells(row)
		if !ok {
			r.fault("a row of areas holds names and dots")
			return a, false
		}
		if y == 0 {
			a.Columns = len(cells)
		}
		if len(cells) != a.Columns {
			r.fault("every row of areas needs the same number of columns")
			return a, false
		}
		for x, name := range cells {
			if name == "." {
				continue
			}
			i, known := at[name]
			if !known {
				i = len(a.Named)
				at[name] = i
				a.Named, sizes = append(a.Named, Area{Name: name, Row: y, Column: x}), append(sizes, 0)
			}
			n := &a.Named[i]
			n.RowEnd, n.ColumnEnd = y+1, max(n.ColumnEnd, x+1)
			n.Column = min(n.Column, x)
			sizes[i]++
		}
		a.Rows = append(a.Rows, strings.Join(cells, " "))
	}
	for i, n := range a.Named {
		if (n.RowEnd-n.Row)*(n.ColumnEnd-n.Column) != sizes[i] {
			r.fault("the area \"" + clip(n.Name) + "\" is not a rectangle")
			return a, false
		}
	}
	return a, len(rows) > 0
}

// areaCells parts a row of areas: names, and "." for each run of dots.
func areaCells(row string) (cells []string, ok bool) {
	for row = strings.TrimLeft(row, " \t\r\n\f"); row != ""; row = strings.TrimLeft(row, " \t\r\n\f") {
		n := len(row) - len(strings.TrimLeft(row, "."))
		if n > 0 {
			cells, row = append(cells, "."), row[n:]
			continue
		}
		for n < len(row) {
			c, size := utf8.DecodeRuneInString(row[n:])
			if c < 0x80 && c != '-' && c != '_' && !('a' <= c|0x20 && c|0x20 <= 'z') && !('0' <= c && c <= '9') {
				break
			}
			n += size
		}
		if n == 0 {
			return nil, false
		}
		cells, row = append(cells, row[:n]), row[n:]
	}
	return cells, len(cells) > 0
}

// expandGridTemplate reads grid-template (CSS Grid 1 §7.4).
func expandGridTemplate(_ *property, r *reader) []Value {
	if len(r.toks) == 1 && r.word("none") {
		return []Value{Tracks{}, Tracks{}, Areas{}}
	}
	if v := r.templateAreas(); v != nil {
		return v
	}
	r.i = 0
	rows := templateValue(r)
	if rows == nil || !r.accept("/") {
		return nil
	}
	columns := templateValue(r)
	if columns == nil {
		return nil
	}
	return []Value{rows, columns, Areas{}}
}

// templateAreas reads the form of grid-template that draws the areas, each row
// with its size behind it; nil where the value is of another form.
func (r *reader) templateAreas() []Value {
	var rows Tracks
	var text []string
	names := func() bool {
		if r.peek().kind != css.LeftBracketToken {
			return true
		}
		list, ok := r.lineNames()
		rows = append(rows, TrackPart{Names: list})
		return ok
	}
	for !r.end() && !r.peek().is("/") {
		if !names() || r.peek().kind != css.StringToken {
			return nil
		}
		text = append(text, r.peek().str())
		r.advance()
		auto := TrackBreadth{Keyword: "auto"}
		size, ok := r.trackSize()
		if !ok {
			size = TrackSize{Min: auto, Max: auto}
		}
		rows = append(rows, TrackPart{Size: size})
		if !names() {
			return nil
		}
	}
	areas, ok := r.areas(text)
	if !ok {
		return nil
	}
	columns := Tracks{}
	if r.accept("/") {
		if columns, ok = r.tracks(false); !ok {
			return nil
		}
	}
	return []Value{rows, columns, areas}
}

// expandGrid reads grid (CSS Grid 1 §7.8).
func expandGrid(_ *property, r *reader) []Value {
	slash := 0
	for slash < len(r.toks) && !r.toks[slash].is("/") {
		slash++
	}
	rowsFlow := r.autoFlow()
	if rowsFlow != nil { // auto-flow rows / columns
		rows := autoTracksValue(r)
		if !r.accept("/") {
			return nil
		}
		columns := templateValue(r)
		if columns == nil {
			return nil
		}
		return []Value{Tracks{}, columns, Areas{}, *rowsFlow, orInitial(rows), Initial}
	}
	if slash+1 < len(r.toks) && (r.toks[slash+1].ident() == "auto-flow" || r.toks[slash+1].ident() == "dense") {
		rows := templateValue(r)
		if rows == nil || !r.accept("/") {
			return nil
		}
		flow := r.autoFlow()
		if flow == nil {
			return nil
		}
		flow.Column = true
		return []Value{rows, Tracks{}, Areas{}, *flow, Initial, orInitial(autoTracksValue(r))}
	}
	v := expandGridTemplate(nil, r)
	if v == nil {
		return nil
	}
	return append(v, Initial, Initial, Initial)
}

func orInitial(v Value) Value {
	if v == nil {
		return Initial
	}
	return v
}

// autoFlow reads "auto-flow && dense?"; nil where it does not stand there.
func (r *reader) autoFlow() *GridFlow {
	start := r.i
	dense := r.word("dense")
	if !r.word("auto-flow") {
		r.i = start
		return nil
	}
	return &GridFlow{Dense: dense || r.word("dense")}
}
