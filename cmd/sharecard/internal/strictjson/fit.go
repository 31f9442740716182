package strictjson

import (
	"reflect"
	"strings"
)

// Fit makes a struct that a program filled from a foreign source, such as a web
// page, satisfy its check tags as far as leaving out can: control characters,
// bad UTF-8 and directional formatting are dropped, strings and lists are cut to
// their largest length, and fields, list elements and pointers that still break
// a rule are emptied. What [Validate] finds afterwards is missing altogether.
func Fit(v any) { fitStruct(reflect.ValueOf(v).Elem()) }

func fitStruct(v reflect.Value) {
	for _, f := range fieldsOf(v.Type()) {
		c, err := parseChecks(f.checks)
		if err != nil {
			continue // Validate reports the tag
		}
		fitField(v.FieldByIndex(f.index), c)
	}
}

func fitField(v reflect.Value, c checks) {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(fitString(v.String(), c))
	case v.Kind() == reflect.Slice:
		fitList(v, c)
		return
	case v.Kind() == reflect.Struct && !isText(v.Type()):
		fitStruct(v)
	case v.Kind() == reflect.Pointer && !v.IsNil() && v.Elem().Kind() == reflect.Struct:
		fitStruct(v.Elem())
	}
	c.required = false // emptying does not help
	if validateField(v, c, "") != nil {
		v.SetZero()
	}
}

func fitList(v reflect.Value, c checks) {
	element := c
	element.max = c.each
	element.required = v.Type().Elem().Kind() == reflect.String
	kept := reflect.MakeSlice(v.Type(), 0, min(v.Len(), c.maxElements()))
	for i := range v.Len() {
		if kept.Len() == c.maxElements() {
			break
		}
		fitField(v.Index(i), element)
		if validateField(v.Index(i), element, "") == nil {
			kept = reflect.Append(kept, v.Index(i))
		}
	}
	if kept.Len() == 0 {
		v.SetZero()
		return
	}
	v.Set(kept)
}

func fitString(s string, c checks) string {
	s = strings.Map(func(r rune) rune {
		if isControl(r) && !(r == '\n' && c.lines) {
			return ' '
		}
		return r
	}, StripBidi(strings.ToValidUTF8(s, "")))
	s = strings.TrimSpace(s)
	if r := []rune(s); c.form == "" && len(r) > c.maxChars() {
		return strings.TrimSpace(string(r[:c.maxChars()-1])) + "…"
	}
	return s
}
