package upstream

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article/lenient"
)

// ErrMapping is wrapped by every error of [NewMapping].
var ErrMapping = errors.New("field mapping")

// rule fills one field.
type rule struct {
	field   string // "credits[].name"
	kind    lenient.Kind
	from    path
	literal *string // in place of from
}

// group is the field's list of objects, "credits", or "".
func (r *rule) group() string {
	name, _, found := strings.Cut(r.field, "[]")
	if !found {
		return ""
	}
	return name
}

// Mapping says where in an upstream's document the fields of an article stand.
// It is immutable and safe for concurrent use.
type Mapping struct {
	rules []rule
	zone  *time.Location
}

// maxLiteral is how long a value in quotes may be, in bytes.
const maxLiteral = 2048

// NewMapping makes a mapping of fields to paths, as the package documentation
// describes them; an empty one is of documents in the service's own form. zone
// is where times without an offset are meant. The error wraps [ErrMapping] and
// names the field.
func NewMapping(paths map[string]string, zone *time.Location) (*Mapping, error) {
	known := lenient.Kinds()
	if len(paths) == 0 {
		paths = make(map[string]string, len(known))
		for field := range known {
			paths[field] = field
		}
	}
	m := &Mapping{zone: zone}
	for _, name := range slices.Sorted(maps.Keys(paths)) {
		field := strings.TrimSpace(name)
		r, err := newRule(field, strings.TrimSpace(paths[name]), known)
		if err != nil {
			return nil, fmt.Errorf("%w: %s %w", ErrMapping, field, err)
		}
		if slices.ContainsFunc(m.rules, func(other rule) bool { return other.field == field }) {
			return nil, fmt.Errorf("%w: %s is given twice", ErrMapping, field)
		}
		m.rules = append(m.rules, r)
	}
	if err := m.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMapping, err)
	}
	return m, nil
}

func newRule(field, text string, known map[string]lenient.Kind) (rule, error) {
	r := rule{field: field, kind: known[field]}
	if r.kind == 0 {
		return r, fmt.Errorf("is not a field of an article; there are %s", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
	}
	if inner, quoted := strings.CutPrefix(text, `"`); quoted {
		inner, closed := strings.CutSuffix(inner, `"`)
		switch {
		case !closed || strings.Contains(inner, `"`):
			return r, errors.New("has a quotation mark without its other one")
		case !r.kind.Text():
			return r, errors.New("cannot have a value in quotes: it takes no string")
		case len(inner) > maxLiteral:
			return r, fmt.Errorf("has a value longer than %d bytes", maxLiteral)
		}
		r.literal = &inner
		return r, nil
	}
	var err error
	if r.from, err = parsePath(text); err != nil {
		return r, err
	}
	_, _, each := r.from.cut()
	switch inGroup := r.group() != ""; {
	case inGroup && !each:
		return r, fmt.Errorf("needs a path with [], such as list[].name, not %s", r.from)
	case each && !inGroup && r.kind != lenient.List:
		return r, fmt.Errorf("takes one value, not each of %s; name an element by its number, [0]", r.from)
	}
	return r, nil
}

// check looks at what rules need of each other.
func (m *Mapping) check() error {
	has := func(field string) bool {
		return slices.ContainsFunc(m.rules, func(r rule) bool { return r.field == field })
	}
	if !has("title") {
		return errors.New("title is not mapped, and every article needs one")
	}
	lists := map[string]*rule{}
	for i := range m.rules {
		r := &m.rules[i]
		if strings.HasPrefix(r.field, "cover.") && !has("cover.url") {
			return fmt.Errorf("%s is of no use without cover.url", r.field)
		}
		if r.group() == "" || r.literal != nil {
			continue
		}
		first := lists[r.group()]
		if first == nil {
			lists[r.group()] = r
			continue
		}
		a, _, _ := first.from.cut()
		b, _, _ := r.from.cut()
		if !slices.Equal(a, b) {
			return fmt.Errorf("%s comes from %s[] and %s from %s[]: both must come from one array", first.field, a, r.field, b)
		}
	}
	for _, r := range m.rules {
		if g := r.group(); g != "" && lists[g] == nil {
			return fmt.Errorf("%s: no field of %s has a path", r.field, g)
		}
	}
	for _, needed := range []string{"credits[].role", "credits[].name", "reactions[].name"} {
		if g, _, _ := strings.Cut(needed, "[]"); lists[g] != nil && !has(needed) {
			return fmt.Errorf("%s is not mapped, and each of %s needs one", needed, g)
		}
	}
	return nil
}

// origin is the upstream's path for a field of an article as errors write it,
// "credits[1].name"; where it has none, the field itself.
func (m *Mapping) origin(field string) string {
	general, index := generalise(field)
	for { // "cover.focus[1]" and "authors[2]" are parts of a mapped field
		for _, r := range m.rules {
			switch {
			case r.literal != nil:
			case r.field == general:
				return r.from.at(index).String()
			case r.group() == general:
				list, _, _ := r.from.cut()
				return list.String()
			}
		}
		cut := strings.LastIndexAny(general, ".[")
		if cut < 0 {
			return field
		}
		general = general[:cut]
	}
}

// generalise turns "credits[1].name" into "credits[].name" and 1.
func generalise(field string) (general string, index int) {
	before, rest, found := strings.Cut(field, "[")
	if !found {
		return field, 0
	}
	number, after, _ := strings.Cut(rest, "]")
	_, _ = fmt.Sscanf(number, "%d", &index)
	return before + "[]" + after, index
}
