package strictjson

import (
	"reflect"
	"strconv"
	"strings"
)

// field is a struct field as JSON knows it.
type field struct {
	index  []int // as reflect.Value.FieldByIndex takes it
	name   string
	checks string
}

// fieldsOf lists the fields of a struct that have a json name. Those of an
// embedded struct without one stand beside the outer ones.
func fieldsOf(t reflect.Type) []field {
	fields := make([]field, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "" && f.Anonymous && f.Type.Kind() == reflect.Struct:
			for _, inner := range fieldsOf(f.Type) {
				inner.index = append([]int{i}, inner.index...)
				fields = append(fields, inner)
			}
		case name != "" && name != "-":
			fields = append(fields, field{index: f.Index, name: name, checks: f.Tag.Get("check")})
		}
	}
	return fields
}

func indexOf(fields []field, name string) int {
	for i, f := range fields {
		if f.name == name {
			return i
		}
	}
	return -1
}

// maxShownName is how many characters of an unknown name an error repeats.
const maxShownName = 40

func unknown(fields []field, name, path string) error {
	shown := name
	if r := []rune(name); len(r) > maxShownName {
		shown = string(r[:maxShownName]) + "…"
	}
	if q := strconv.Quote(shown); q != `"`+shown+`"` || shown == "" {
		shown = q
	}
	e := wrong(join(path, shown), "is not a known field")
	best := 3 // names further apart than two edits are not the same word
	for _, f := range fields {
		if fold(f.name) == fold(name) {
			e.Suggestion = f.name
			return e
		}
		if len(name) > maxShownName {
			continue
		}
		if d := distance(f.name, name); d < best && d < len(f.name)/2+1 {
			best, e.Suggestion = d, f.name
		}
	}
	return e
}

// fold makes publishedAt, Published-At and published_at the same.
func fold(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
}

// distance counts insertions, deletions, replacements and swaps of neighbours
// (optimal string alignment) that turn a into b, byte by byte.
func distance(a, b string) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, last, row := rows[0], rows[1], rows[2]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		rows[0], rows[1], rows[2] = last, row, before
	}
	return rows[1][len(b)]
}
