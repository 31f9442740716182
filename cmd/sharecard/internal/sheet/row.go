package sheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
)

// defaultTemplate is the card of a row that names neither card nor platform.
const defaultTemplate = "poster"

// header is the header row: the column of each cell, nil for an empty one.
type header struct {
	row     int
	names   []string // as they stand there
	columns []*column
}

// rows makes lines of a batch of the rows below the header row.
func rows(cells [][]string, zone *time.Location) (all []Row, err error) {
	var h *header
	for i, row := range cells {
		switch {
		case isEmpty(row):
		case h == nil:
			if h, err = readHeader(i+1, row); err != nil {
				return nil, err
			}
		default:
			line, err := h.line(i+1, row, zone)
			all = append(all, Row{Number: i + 1, Line: line, Err: err})
		}
	}
	switch {
	case h == nil:
		return nil, fmt.Errorf("%w: it is empty", ErrSheet)
	case len(all) == 0:
		return nil, fmt.Errorf("%w: it has no rows below its header", ErrSheet)
	}
	return all, nil
}

func isEmpty(row []string) bool { return strings.TrimSpace(strings.Join(row, "")) == "" }

// readHeader reads the header row.
func readHeader(number int, row []string) (*header, error) {
	if len(row) > MaxColumns {
		return nil, fmt.Errorf("%w: it has more than %d columns", ErrSheet, MaxColumns)
	}
	h := &header{row: number, names: row, columns: make([]*column, len(row))}
	seen := map[string]bool{}
	for i, cell := range row {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		c := find(cell)
		switch {
		case c == nil:
			return nil, &CellError{number, i, cell, "is no column that there is; known are " + known()}
		case seen[c.field]:
			return nil, &CellError{number, i, cell, "is there twice"}
		}
		seen[c.field], h.columns[i] = true, c
	}
	if !seen["title"] {
		return nil, &CellError{number, -1, "", "the header row has no column 标题 (title)"}
	}
	return h, nil
}

// line makes a line of a batch of a row.
func (h *header) line(number int, row []string, zone *time.Location) ([]byte, error) {
	fields, words := map[string]any{}, map[string]any{}
	for i, cell := range row {
		cell = strings.TrimSpace(cell)
		if cell == "" {
			continue
		}
		if i >= len(h.columns) || h.columns[i] == nil {
			return nil, &CellError{number, i, "", "has no name in the header row"}
		}
		h.columns[i].put(fields, words, cell)
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil, err
	}
	a, err := lenient.Decode(text, zone)
	if wrong := (*article.FieldError)(nil); errors.As(err, &wrong) {
		return nil, h.wrong(number, wrong.Field, wrong.Reason)
	}
	if err != nil {
		return nil, &CellError{number, -1, "", err.Error()}
	}
	if len(a.Dropped) > 0 {
		return nil, h.wrong(number, a.Dropped[0].Field, a.Dropped[0].Reason)
	}
	if words["platforms"] == nil && words["template"] == nil {
		words["template"] = defaultTemplate
	}
	words["article"] = a
	return json.Marshal(words)
}

// put puts a cell into the article or into the job around it.
func (c *column) put(fields, words map[string]any, cell string) {
	into := fields
	if c.job {
		into = words
	}
	switch name, inner, nested := strings.Cut(c.field, "."); {
	case nested:
		into[name] = map[string]any{inner: cell}
	case c.field == "authors" || c.field == "platforms":
		into[name] = strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",，、;； ", r) && (c.job || r != ' ') })
	default:
		into[name] = cell
	}
}

// wrong is an error about a field, by the column that holds it.
func (h *header) wrong(number int, field, reason string) error {
	for i, c := range h.columns {
		if c != nil && !c.job && (c.field == field || strings.HasPrefix(field, c.field+"[")) {
			return &CellError{number, i, h.names[i], reason}
		}
	}
	return &CellError{number, -1, "", field + " " + reason}
}
