package upstream

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
)

// ErrDocument is wrapped by errors about what an upstream answered.
var ErrDocument = errors.New("the upstream's document is no article")

// Fault names the place in the upstream's document that is wrong. It wraps
// [ErrDocument].
type Fault struct {
	Path   string // "data.headline"
	Reason string // a phrase that follows it: "must be a string, not a number"
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

// Article reads the article with this ID from an upstream's document in UTF-8. What
// is odd in it is repaired or left out, as package lenient does it; the article's
// drops name the upstream's own paths. Errors wrap [ErrDocument]; those about one
// place, which is the title's, are a *[Fault].
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
	p := &picker{fields: lenient.Fields{"id": id}, lists: map[string][]map[string]any{}}
	for i := range m.rules {
		p.pick(&m.rules[i], root)
	}
	for i := range m.rules {
		p.fillLiteral(&m.rules[i])
	}
	for group, elements := range p.lists {
		list := make([]any, len(elements))
		for i, element := range elements {
			list[i] = element
		}
		p.fields[group] = list
	}
	if p.title != nil {
		return nil, p.title
	}
	a, err := p.fields.Read(m.zone, p.drops)
	if wrong := (*article.FieldError)(nil); errors.As(err, &wrong) {
		return nil, &Fault{m.origin(wrong.Field), wrong.Reason}
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDocument, err)
	}
	for i := range a.Dropped {
		if d := &a.Dropped[i]; d.From == "" {
			d.From = m.origin(d.Field)
		}
	}
	return a, nil
}

// picker takes values out of a document and puts them where an article has them.
type picker struct {
	fields lenient.Fields
	lists  map[string][]map[string]any // by group, element by element
	drops  []article.Drop              // of fields that could not be found
	title  *Fault                      // why the title could not be found
}

// pick follows the path of a rule.
func (p *picker) pick(r *rule, root any) {
	switch {
	case r.literal != nil && r.group() != "": // once it is known which elements there are
	case r.literal != nil:
		p.set(r.field, *r.literal)
	case r.group() != "":
		p.pickGroup(r, root)
	case r.kind == lenient.List:
		p.set(r.field, p.pickList(r, root))
	default:
		v, fault := r.from.find(root)
		if fault != nil {
			p.drop(r.field, fault)
		}
		p.set(r.field, v)
	}
}

// set puts a value at "source.name".
func (p *picker) set(field string, v any) {
	if lenient.IsNone(v) {
		return
	}
	outer, inner, nested := strings.Cut(field, ".")
	if !nested {
		p.fields[field] = v
		return
	}
	object, ok := p.fields[outer].(map[string]any)
	if !ok {
		object = map[string]any{}
		p.fields[outer] = object
	}
	object[inner] = v
}

func (p *picker) drop(field string, fault *Fault) {
	if field == "title" {
		p.title = fault
		return
	}
	if len(p.drops) < article.MaxDrops {
		p.drops = append(p.drops, article.Drop{Field: field, Reason: fault.Reason, From: fault.Path})
	}
}

// pickList picks a list of values, with nil where an element has none, so that they
// are named by their number.
func (p *picker) pickList(r *rule, root any) any {
	from, within, isEach := r.from.cut()
	v, fault := from.find(root)
	if fault != nil {
		p.drop(r.field, fault)
		return nil
	}
	if !isEach {
		return v
	}
	found := []any{}
	for i, element := range elements(v) {
		inner, fault := within.find(element)
		if fault != nil {
			p.drop(fmt.Sprintf("%s[%d]", r.field, i), fault.under(from.to(i)))
		}
		found = append(found, inner)
	}
	return found
}

// pickGroup gives each element of a list of objects the field of a rule.
func (p *picker) pickGroup(r *rule, root any) {
	group := r.group()
	from, within, _ := r.from.cut()
	_, field, _ := strings.Cut(r.field, "[].")
	v, fault := from.find(root)
	if fault != nil {
		p.drop(group, fault)
		return
	}
	list := elements(v)
	if p.lists[group] == nil {
		p.lists[group] = make([]map[string]any, len(list))
		for i := range list {
			p.lists[group][i] = map[string]any{}
		}
	}
	for i, element := range list {
		inner, fault := within.find(element)
		if fault != nil {
			p.drop(fmt.Sprintf("%s[%d].%s", group, i, field), fault.under(from.to(i)))
		}
		if !lenient.IsNone(inner) {
			p.lists[group][i][field] = inner
		}
	}
}

// fillLiteral adds what is the same for all elements of a list that have anything.
func (p *picker) fillLiteral(r *rule) {
	if r.group() == "" || r.literal == nil {
		return
	}
	_, field, _ := strings.Cut(r.field, "[].")
	for _, o := range p.lists[r.group()] {
		if len(o) > 0 {
			o[field] = *r.literal
		}
	}
}

// elements are those of an array; any other value is the only one.
func elements(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	if lenient.IsNone(v) {
		return nil
	}
	return []any{v}
}

// to is the path to one of the elements of the array at p.
func (p path) to(index int) path { return append(slices.Clone(p), step{index: index}) }
