package upstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"

	"sharecard/cmd/sharecard/internal/article"
)

// ErrDocument is wrapped by errors about what an upstream answered.
var ErrDocument = errors.New("the upstream's document is no article")

// Fault names the place in the upstream's document that is wrong. It wraps
// [ErrDocument].
type Fault struct {
	Path   string // "data.headline"
	Reason string // a phrase that follows it: "is a number, not a string"
}

func (f *Fault) Error() string { return fmt.Sprintf("%v: %s %s", ErrDocument, f.Path, f.Reason) }

// Unwrap returns ErrDocument.
func (f *Fault) Unwrap() error { return ErrDocument }

// under is the fault with the place its path begins at before it.
func (f *Fault) under(place path) *Fault {
	whole := place.String()
	if f.Path != "" && f.Path[0] != '[' {
		whole += "."
	}
	return &Fault{whole + f.Path, f.Reason}
}

// Article reads the article with this ID from an upstream's document. Errors
// wrap [ErrDocument]; those about one place are a *[Fault].
func (m *Mapping) Article(id string, document []byte) (*article.Article, error) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var root map[string]any
	if err := decoder.Decode(&root); err != nil {
		return nil, fmt.Errorf("%w: it is no JSON object: %w", ErrDocument, err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%w: it goes on after its end", ErrDocument)
	}
	out := object{}
	lists := map[string][]object{}
	for _, r := range m.rules {
		if group := r.group(); group != "" {
			if err := m.fillList(lists, group, &r, root); err != nil {
				return nil, err
			}
			continue
		}
		v, err := m.value(&r, root)
		if err != nil {
			return nil, err
		}
		out.set(r.field, v)
	}
	for group, elements := range lists {
		m.fillLiterals(group, elements)
		if kept := slices.DeleteFunc(elements, func(o object) bool { return len(o) == 0 }); len(kept) > 0 {
			out[group] = kept
		}
	}
	if cover, ok := out["cover"].(object); ok && cover["url"] == nil {
		delete(out, "cover")
	}
	out["id"] = id
	return m.decode(out)
}

// object is a JSON object in the service's own form.
type object map[string]any

// set puts a value at "source.name"; nil is absent.
func (o object) set(field string, v any) {
	if v == nil {
		return
	}
	outer, inner, found := strings.Cut(field, ".")
	if !found {
		o[field] = v
		return
	}
	if o[outer] == nil {
		o[outer] = object{}
	}
	o[outer].(object)[inner] = v
}

// decode holds the object to the rules of an article and names faults as the
// upstream does.
func (m *Mapping) decode(out object) (*article.Article, error) {
	text, err := json.Marshal(out)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDocument, err)
	}
	if len(text) > article.MaxBytes {
		return nil, fmt.Errorf("%w: what is mapped has %d bytes, and an article at most %d", ErrDocument, len(text), article.MaxBytes)
	}
	a, err := article.Decode(text)
	if wrong := (*article.FieldError)(nil); errors.As(err, &wrong) {
		return nil, &Fault{m.origin(wrong.Field), wrong.Reason}
	}
	return a, err
}

// fillList gives each element of a list of objects the field of a rule.
func (m *Mapping) fillList(lists map[string][]object, group string, r *rule, root any) error {
	if r.literal != nil {
		return nil // once it is known which elements there are
	}
	from, within, _ := r.from.cut()
	_, field, _ := strings.Cut(r.field, "[].")
	elements, fault := elementsAt(from, root)
	if fault != nil {
		return fault
	}
	if lists[group] == nil {
		lists[group] = make([]object, len(elements))
	}
	for i, element := range elements {
		inner := *r
		inner.from = within
		v, err := m.value(&inner, element)
		if wrong := (*Fault)(nil); errors.As(err, &wrong) {
			return wrong.under(append(slices.Clone(from), step{index: i}))
		}
		if v == nil {
			continue
		}
		if lists[group][i] == nil {
			lists[group][i] = object{}
		}
		lists[group][i][field] = v
	}
	return nil
}

// fillLiterals adds what is the same for all elements that have anything.
func (m *Mapping) fillLiterals(group string, elements []object) {
	for _, r := range m.rules {
		if r.group() != group || r.literal == nil {
			continue
		}
		_, field, _ := strings.Cut(r.field, "[].")
		for _, o := range elements {
			if o != nil {
				o[field] = *r.literal
			}
		}
	}
}

// elementsAt returns the elements of the array at p; none where it is absent.
func elementsAt(p path, root any) ([]any, *Fault) {
	v, fault := p.find(root)
	if fault != nil || v == nil {
		return nil, fault
	}
	elements, ok := v.([]any)
	if !ok {
		return nil, &Fault{p.String(), "is " + kindOf(v) + ", not an array"}
	}
	return elements, nil
}

// value reads what a rule takes from root, in the service's own form; nil where
// there is nothing. The error is a *Fault.
func (m *Mapping) value(r *rule, root any) (any, error) {
	if r.literal != nil {
		if r.kind == list {
			return []string{*r.literal}, nil
		}
		return *r.literal, nil
	}
	if r.kind == list {
		return stringsOf(r.from, root)
	}
	v, fault := r.from.find(root)
	if fault != nil {
		return nil, fault
	}
	if v == nil {
		return nil, nil
	}
	var wrong string
	switch r.kind {
	case line, lines:
		if v, wrong = text(v, r.kind == lines); v == "" {
			v = nil
		}
	case moment:
		v, wrong = m.time(v)
	case count:
		if _, ok := v.(json.Number); !ok {
			wrong = "is " + kindOf(v) + ", not a number"
		}
	case numbers:
		if _, ok := v.([]any); !ok {
			wrong = "is " + kindOf(v) + ", not an array of numbers"
		}
	}
	if wrong != "" {
		return nil, &Fault{r.from.String(), wrong}
	}
	return v, nil
}

// stringsOf reads a list of strings; one string is a list of one.
func stringsOf(p path, root any) (any, error) {
	from, within, isEach := p.cut()
	v, fault := from.find(root)
	if fault != nil {
		return nil, fault
	}
	if v == nil {
		return nil, nil
	}
	elements, isArray := v.([]any)
	if !isArray {
		if isEach {
			return nil, &Fault{from.String(), "is " + kindOf(v) + ", not an array"}
		}
		elements = []any{v}
	}
	var out []string
	for i, element := range elements {
		place := from
		if isArray {
			place = append(slices.Clone(from), step{index: i})
		}
		inner, fault := within.find(element)
		if fault != nil {
			return nil, fault.under(place)
		}
		if inner == nil {
			continue
		}
		s, wrong := text(inner, false)
		if wrong != "" {
			return nil, (&Fault{within.String(), wrong}).under(place)
		}
		if s != "" {
			out = append(out, s)
		}
	}
	if out == nil {
		return nil, nil
	}
	return out, nil
}

// text is a string with its control characters made spaces, or why it is none.
// Line breaks stay where several lines are allowed.
func text(v any, lines bool) (s, wrong string) {
	s, ok := v.(string)
	if !ok {
		return "", "is " + kindOf(v) + ", not a string"
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			if lines {
				return '\n'
			}
			return ' '
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, s)
	return strings.TrimSpace(s), ""
}

// milliseconds is from where on a number of a time counts milliseconds: as
// seconds it would lie beyond the year 5000.
const milliseconds = 1e11

// time reads a time and writes it as RFC 3339, or a day as it is.
func (m *Mapping) time(v any) (any, string) {
	switch v := v.(type) {
	case string:
		s := strings.TrimSpace(v)
		if s == "" {
			return nil, ""
		}
		if _, err := time.Parse(time.DateOnly, s); err == nil {
			return s, "" // a day stays a day
		}
		for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00",
			"2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04"} {
			if t, err := time.ParseInLocation(layout, s, m.zone); err == nil {
				return t.Format(time.RFC3339), ""
			}
		}
		return nil, fmt.Sprintf("is no time: %.40q", s)
	case json.Number:
		n, err := v.Int64()
		if err != nil || n < 0 || n > 1e14 {
			return nil, "is no time: " + fmt.Sprintf("%.40s", v)
		}
		if n == 0 {
			return nil, ""
		}
		t := time.Unix(n, 0)
		if n >= milliseconds {
			t = time.UnixMilli(n)
		}
		return t.In(m.zone).Format(time.RFC3339), ""
	}
	return nil, "is " + kindOf(v) + ", not a time"
}

// kindOf names a JSON value's type.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case string:
		return "a string"
	case json.Number:
		return "a number"
	case bool:
		return "a boolean"
	case []any:
		return "an array"
	}
	return "an object"
}
