package style

import (
	"strconv"
	"strings"

	"sharecard/render/css"
)

func gridLonghands() []longhand {
	rows := []longhand{
		template(css.GridTemplateRows, func(s *Style) *Tracks { return &s.GridTemplateRows }),
		template(css.GridTemplateColumns, func(s *Style) *Tracks { return &s.GridTemplateColumns }),
		field(css.GridTemplateAreas, func(s *Style) **Areas { return &s.GridTemplateAreas }, areas).
			prints(func(p *printer, s *Style) {
				if a := s.GridTemplateAreas; a != nil {
					p.always("grid-template-areas", `"`+strings.Join(a.Rows, `" "`)+`"`)
				}
			}),
		field(css.GridAutoFlow, func(s *Style) *GridFlow { return &s.GridAutoFlow }, gridFlow).
			prints(func(p *printer, s *Style) {
				word := "row"
				if s.GridAutoFlow.Column {
					word = "column"
				}
				if s.GridAutoFlow.Dense {
					word += " dense"
				}
				p.add("grid-auto-flow", word, s.GridAutoFlow == GridFlow{})
			}),
		autoTracks(css.GridAutoRows, func(s *Style) *[]TrackSize { return &s.GridAutoRows }),
		autoTracks(css.GridAutoColumns, func(s *Style) *[]TrackSize { return &s.GridAutoColumns }),
	}
	for i := range rows {
		rows[i] = container(rows[i], Grid, InlineGrid)
	}
	return append(rows,
		gridLine(css.GridRowStart, func(s *Style) *GridLine { return &s.GridRow[0] }),
		gridLine(css.GridRowEnd, func(s *Style) *GridLine { return &s.GridRow[1] }),
		gridLine(css.GridColumnStart, func(s *Style) *GridLine { return &s.GridColumn[0] }),
		gridLine(css.GridColumnEnd, func(s *Style) *GridLine { return &s.GridColumn[1] }),
	)
}

// Tracks is a track list (CSS Grid 2 §7.2); empty for none.
type Tracks []TrackPart

// Subgrid reports whether the list is "subgrid"; names of lines follow its first part.
func (t Tracks) Subgrid() bool { return len(t) > 0 && t[0].Subgrid }

// TrackPart is one of a track list: names of a line, a repeat(), or the size of
// a track where both are nil.
type TrackPart struct {
	Names   []string
	Repeat  *TrackRepeat
	Size    TrackSize
	Subgrid bool // "subgrid", the first part
}

// TrackRepeat is repeat(); Count is 0 for auto-fill and auto-fit.
type TrackRepeat struct {
	Count int
	Fit   bool   // auto-fit: tracks that stay empty collapse
	Parts Tracks // names and sizes
}

// TrackSize is the sizing function of a track: minmax(Min, Max), where either
// is Fixed, Auto, MinContent or MaxContent.
type TrackSize struct {
	Kind     TrackKind
	Min, Max Length
	Fr       float64 // of TrackFlex
}

// TrackKind is the kind of a track's maximum.
type TrackKind uint8

const (
	TrackMinMax TrackKind = iota
	TrackFlex             // Fr fractions of the free space; Max is not used
	TrackFit              // fit-content(Max)
)

// Areas is grid-template-areas.
type Areas struct {
	Rows    []string // names in single spaces, "." for an empty cell
	Columns int
	Named   []Area
}

// Area is a named area by its lines, counted from 0; ends are exclusive.
type Area struct {
	Name              string
	Row, RowEnd       int
	Column, ColumnEnd int
}

// GridFlow is grid-auto-flow.
type GridFlow struct{ Column, Dense bool }

// GridLine is the line of a grid-placement property (CSS Grid 1 §8.3); the zero
// value is auto. N is 0 where no number stands beside the name or span.
type GridLine struct {
	Span bool
	N    int
	Name string
}

// template builds the row of grid-template-rows or -columns.
func template(id css.ID, at func(*Style) *Tracks) longhand {
	row := field(id, at, func(c *context, v css.Value) (Tracks, bool) {
		t, ok := v.(css.Tracks)
		return c.tracks(t), ok
	})
	return row.prints(func(p *printer, s *Style) { p.add(id.String(), at(s).text(), len(*at(s)) == 0) })
}

func (c *context) tracks(v css.Tracks) Tracks {
	list := make(Tracks, len(v))
	for i, p := range v {
		switch {
		case p.Repeat != nil:
			list[i].Repeat = &TrackRepeat{Count: p.Repeat.Count, Fit: p.Repeat.Auto == "auto-fit", Parts: c.tracks(p.Repeat.Parts)}
		case p.Names != nil:
			list[i].Names = p.Names
		case p.Subgrid:
			list[i].Subgrid = true
		default:
			list[i].Size = c.trackSize(p.Size)
		}
	}
	return list
}

func (c *context) trackSize(v css.TrackSize) TrackSize {
	s := TrackSize{Min: c.trackBreadth(v.Min)}
	switch v.Kind {
	case "fr":
		s.Kind, s.Fr = TrackFlex, v.Fr
		return s
	case "fit-content":
		s.Kind = TrackFit
	}
	s.Max = c.trackBreadth(v.Max)
	return s
}

func (c *context) trackBreadth(v css.TrackBreadth) Length {
	if v.Keyword != "" {
		kind, _ := lengthKind(v.Keyword)
		return Length{Kind: kind}
	}
	return c.length(v.Length)
}

// autoTracks builds the row of grid-auto-rows or -columns.
func autoTracks(id css.ID, at func(*Style) *[]TrackSize) longhand {
	row := field(id, at, func(c *context, v css.Value) ([]TrackSize, bool) {
		list, ok := v.(css.TrackSizes)
		sizes := make([]TrackSize, len(list))
		for i, s := range list {
			sizes[i] = c.trackSize(s)
		}
		return sizes, ok
	})
	return row.prints(func(p *printer, s *Style) {
		var words []string
		for _, t := range *at(s) {
			words = append(words, t.text())
		}
		value := strings.Join(words, " ")
		p.add(id.String(), value, value == "auto")
	})
}

func areas(_ *context, v css.Value) (*Areas, bool) {
	list, ok := v.(css.Areas)
	if len(list.Rows) == 0 {
		return nil, ok
	}
	a := &Areas{Rows: list.Rows, Columns: list.Columns}
	for _, n := range list.Named {
		a.Named = append(a.Named, Area(n))
	}
	return a, ok
}

func gridFlow(_ *context, v css.Value) (GridFlow, bool) {
	f, ok := v.(css.GridFlow)
	return GridFlow(f), ok
}

func gridLineOf(_ *context, v css.Value) (GridLine, bool) {
	l, ok := v.(css.GridLine)
	return GridLine(l), ok
}

// gridLine builds the row of a grid-placement property.
func gridLine(id css.ID, at func(*Style) *GridLine) longhand {
	return field(id, at, gridLineOf).prints(func(p *printer, s *Style) {
		l := *at(s)
		var words []string
		if l.Span {
			words = append(words, "span")
		}
		if l.N != 0 {
			words = append(words, strconv.Itoa(l.N))
		}
		if l.Name != "" {
			words = append(words, l.Name)
		}
		p.add(id.String(), strings.Join(words, " "), l == GridLine{})
	})
}

// text prints a track list.
func (t Tracks) text() string {
	words := make([]string, len(t))
	for i, p := range t {
		switch {
		case p.Subgrid:
			words[i] = "subgrid"
		case p.Repeat == nil && p.Names == nil:
			words[i] = p.Size.text()
		case p.Repeat == nil:
			words[i] = "[" + strings.Join(p.Names, " ") + "]"
		default:
			count := strconv.Itoa(p.Repeat.Count)
			switch {
			case p.Repeat.Fit:
				count = "auto-fit"
			case p.Repeat.Count == 0:
				count = "auto-fill"
			}
			words[i] = "repeat(" + count + ", " + p.Repeat.Parts.text() + ")"
		}
	}
	return strings.Join(words, " ")
}

// text prints a sizing function in its shortest form.
func (s TrackSize) text() string {
	switch {
	case s.Kind == TrackFit:
		return "fit-content(" + s.Max.text() + ")"
	case s.Kind == TrackFlex && s.Min.IsAuto():
		return number(s.Fr) + "fr"
	case s.Kind == TrackFlex:
		return "minmax(" + s.Min.text() + ", " + number(s.Fr) + "fr)"
	case s.Min == s.Max:
		return s.Min.text()
	}
	return "minmax(" + s.Min.text() + ", " + s.Max.text() + ")"
}
