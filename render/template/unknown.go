package template

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"sharecard/render/css"
)

// checkFields finds fault with what the actions read of data of type t that data
// of that type does not have. found is of findFields.
func (s *source) checkFields(found map[string]string, t reflect.Type) {
	if t == nil {
		return
	}
	for _, path := range slices.Sorted(maps.Keys(found)) {
		parent, name, candidates := missingField(t, strings.Split(path, "."))
		if name == "" {
			continue
		}
		message := found[path] + ": " + parent + " has no field ." + name + css.DidYouMean("."+name, candidates)
		s.templateFault(message)
	}
}

// missingField follows the path of a field from type t. It returns the first name
// that a value does not have, the value's own name, and what it has instead; or
// "" where all have what is read. What lies behind an interface, a map or a list
// is known when the template is filled only.
func missingField(t reflect.Type, path []string) (parent, name string, candidates []string) {
	parent = "the card's data"
	for _, name := range path {
		if method, ok := methodOf(t, name); ok {
			t, parent = method, "."+name
			continue
		}
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return "", "", nil
		}
		field, ok := t.FieldByName(name)
		if !ok || !field.IsExported() {
			return parent, name, namesOf(t)
		}
		t, parent = field.Type, "."+name
	}
	return "", "", nil
}

// methodOf returns what a method of t gives.
func methodOf(t reflect.Type, name string) (reflect.Type, bool) {
	if t.Kind() == reflect.Struct { // a field is addressable
		t = reflect.PointerTo(t)
	}
	m, ok := t.MethodByName(name)
	if !ok || m.Type.NumOut() == 0 {
		return nil, false
	}
	return m.Type.Out(0), true
}

// namesOf lists the fields and methods that a template can read of a struct, as
// it writes them.
func namesOf(t reflect.Type) []string {
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() {
			names = append(names, "."+f.Name)
		}
	}
	for i, pointer := 0, reflect.PointerTo(t); i < pointer.NumMethod(); i++ {
		names = append(names, "."+pointer.Method(i).Name)
	}
	return names
}
