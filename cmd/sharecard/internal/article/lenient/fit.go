package lenient

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// fit leaves out what the rules of an article forbid, one fault after the other, and
// what is largest where the article is too long as a whole. Every turn leaves out
// something, and an article within its size has few parts.
func (r *reader) fit(out map[string]any) (*article.Article, error) {
	for {
		doc, err := json.Marshal(out)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", article.ErrInvalid, err)
		}
		if len(doc) > article.MaxBytes {
			name := largest(out)
			if name == "" {
				return nil, fmt.Errorf("%w: more than %d bytes", article.ErrTooLarge, article.MaxBytes)
			}
			r.drop(name, "", fmt.Sprintf("makes the article longer than %d bytes", article.MaxBytes))
			delete(out, name)
			continue
		}
		a, err := article.Decode(doc)
		if err == nil {
			slices.SortStableFunc(r.drops, func(a, b article.Drop) int { return strings.Compare(a.Field, b.Field) })
			a.Dropped = r.drops
			return a, nil
		}
		wrong := (*article.FieldError)(nil)
		if !errors.As(err, &wrong) {
			return nil, err
		}
		if strings.HasPrefix(wrong.Field, "cover.focus[") { // half of it is of no use
			wrong.Field = "cover.focus"
		}
		held, found := remove(out, wrong.Field)
		if !found {
			return nil, r.because(wrong)
		}
		r.drop(wrong.Field, held, wrong.Reason)
	}
}

// because is the fault of a field that is missing, with the reason where it was there
// and dropped.
func (r *reader) because(missing *article.FieldError) *article.FieldError {
	for _, d := range r.drops {
		if d.Field == missing.Field {
			return &article.FieldError{Field: d.Field, Reason: d.Reason}
		}
	}
	return missing
}

// largest is the optional field with the longest value.
func largest(out map[string]any) (name string) {
	most := 0
	for field, v := range out {
		text, err := json.Marshal(v)
		if err == nil && field != "title" && field != "id" && (len(text) > most || len(text) == most && field < name) {
			name, most = field, len(text)
		}
	}
	return name
}

var inList = regexp.MustCompile(`^([a-z]+)\[(\d+)\]`)

// remove takes a field out, or the element of a list that it is in, and returns what
// it held. The title and the ID stay.
func remove(out map[string]any, field string) (held any, found bool) {
	if m := inList.FindStringSubmatch(field); m != nil {
		list, _ := out[m[1]].([]any)
		i, err := strconv.Atoi(m[2])
		if err != nil || i >= len(list) {
			return nil, false
		}
		held = list[i]
		if list = slices.Delete(list, i, i+1); len(list) == 0 {
			delete(out, m[1])
		} else {
			out[m[1]] = list
		}
		return held, true
	}
	outer, inner, nested := strings.Cut(field, ".")
	nested = nested && !slices.Contains(whole, outer)
	object, isObject := out[outer].(map[string]any)
	if nested && isObject && inner != "url" { // a cover is nothing without its address
		held, found = object[inner]
		delete(object, inner)
		return held, found
	}
	if outer == "title" || outer == "id" {
		return nil, false
	}
	held, found = out[outer]
	delete(out, outer)
	return held, found
}
