package lenient

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/plaintext"
)

// Fields are the values of an article's fields as JSON has them, with numbers as
// json.Number, in the article's own form: "cover" is a map with "url".
type Fields map[string]any

// maxBytes is how long a document may be that [Decode] reads.
const maxBytes = 1 << 20

// Members are those of a document's one object, unread; of a name that is there twice
// the last counts. The error wraps article.ErrInvalid.
func Members(data []byte) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\uFEFF")), &members)
	if err != nil || members == nil {
		return nil, &article.FieldError{Reason: fmt.Sprintf("must be a JSON object (%v)", err)}
	}
	return members, nil
}

// Decode reads an article from a document in its own form. Times without an offset
// are meant in zone. The error wraps article.ErrInvalid or article.ErrTooLarge.
func Decode(data []byte, zone *time.Location) (*article.Article, error) {
	if len(data) > maxBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", article.ErrTooLarge, maxBytes)
	}
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
	decoder.UseNumber()
	var root map[string]any
	if err := decoder.Decode(&root); err != nil || root == nil {
		return nil, &article.FieldError{Reason: fmt.Sprintf("must be a JSON object (%v)", err)}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, &article.FieldError{Reason: "goes on after its end"}
	}
	return Fields(root).Read(zone, nil)
}

// Read makes the article that the values stand for. drops are those fields that
// could not even be found; they are added to. What else is wrong is a
// *[article.FieldError] of the title or the ID.
func (f Fields) Read(zone *time.Location, drops []article.Drop) (*article.Article, error) {
	r := &reader{zone: zone, kinds: Kinds(), drops: drops}
	out := map[string]any{}
	// Pictures are relative to the article's address.
	if link, _ := r.value("url", f["url"]).(string); link != "" {
		r.base, _ = url.Parse(link)
		out["url"] = link
	}
	for _, name := range slices.Sorted(maps.Keys(f)) {
		switch name {
		case "url":
		case "id":
			out[name] = f[name]
		default:
			r.field(out, name, f[name])
		}
	}
	if cover, ok := out["cover"].(map[string]any); ok && cover["url"] == nil {
		delete(out, "cover") // what was said of it is of no use
	}
	return r.fit(out)
}

// reader reads the values of one article.
type reader struct {
	zone  *time.Location
	base  *url.URL // nil: the article has no address
	kinds map[string]Kind
	drops []article.Drop
}

func (r *reader) drop(field string, value any, reason string) {
	if len(r.drops) < article.MaxDrops {
		r.drops = append(r.drops, article.NewDrop(field, value, reason))
	}
}

// field reads a field with all that is inside it into out.
func (r *reader) field(out map[string]any, name string, v any) {
	if list, ok := v.([]any); ok && len(list) == 1 && r.isGroup(name+".") {
		v = list[0]
	}
	switch inner, isObject := v.(map[string]any); {
	case IsNone(v):
	case slices.Contains(whole, name):
		set(out, name, v)
	case r.kinds[name] != 0:
		set(out, name, r.value(name, v))
	case r.isGroup(name + "[]."):
		set(out, name, r.elements(name, v))
	case r.isGroup(name+".") && isObject:
		set(out, name, r.object(name+".", name+".", inner))
	case r.isGroup(name+".") && name == "cover":
		set(out, name, r.lone(name, "url", v))
	case r.isGroup(name + "."):
		set(out, name, r.lone(name, "name", v))
	default:
		r.drop(name, v, "is not a field of an article")
	}
}

// lone is an object of which only one value came, in its place: "source":"光明网".
func (r *reader) lone(name, inner string, v any) any {
	found := r.value(name+"."+inner, v)
	if found == nil {
		return nil
	}
	return map[string]any{inner: found}
}

func (r *reader) isGroup(prefix string) bool {
	for field := range r.kinds {
		if strings.HasPrefix(field, prefix) {
			return true
		}
	}
	return false
}

// elements reads a list of objects; one object is a list of one.
func (r *reader) elements(name string, v any) any {
	list, isList := v.([]any)
	if !isList {
		list = []any{v}
	}
	var out []any
	for i, element := range list {
		place := name + "[" + strconv.Itoa(i) + "]"
		inner, isObject := element.(map[string]any)
		if !isObject {
			if !IsNone(element) {
				r.drop(place, element, "must be an object, not "+KindOf(element))
			}
			continue
		}
		if o := r.object(name+"[].", place+".", inner); o != nil {
			out = append(out, o)
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// object reads the fields of an object. prefix is what their names begin with in the
// table of kinds, place what they begin with for people. A reaction whose count
// cannot be read goes as a whole: it would say zero.
func (r *reader) object(prefix, place string, fields map[string]any) any {
	out := map[string]any{}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		v := fields[name]
		if IsNone(v) {
			continue
		}
		kind := r.kinds[prefix+name]
		if kind == 0 {
			r.drop(place+name, v, "is not a field of an article")
			continue
		}
		found := r.valueAt(prefix+name, place+name, v)
		if found == nil && kind == Count {
			return nil
		}
		set(out, name, found)
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// value reads the value of a field; nil where there is none, or it is dropped.
func (r *reader) value(field string, v any) any { return r.valueAt(field, field, v) }

func (r *reader) valueAt(field, place string, v any) any {
	kind := r.kinds[field]
	if list, ok := v.([]any); ok && len(list) == 1 && kind != List && kind != Numbers {
		return r.valueAt(field, place, list[0])
	}
	if IsNone(v) {
		return nil
	}
	var found any
	var wrong string
	switch kind {
	case Line:
		found, wrong = text(v, plaintext.Line)
	case Lines:
		found, wrong = text(v, plaintext.Lines)
		if s, ok := found.(string); ok {
			found = cut(s, longest(field))
		}
	case Moment:
		found, wrong = moment(v, r.zone)
	case List:
		return r.list(place, v)
	case Numbers:
		if found = v; KindOf(v) != "an array" {
			found, wrong = nil, "must be an array of numbers, not "+KindOf(v)
		}
	case Count:
		found, wrong = count(v)
	case Address:
		found, wrong = address(v)
	case Picture:
		found, wrong = picture(v, r.base)
	case Language:
		if found, wrong = text(v, plaintext.Line); found != nil {
			found = strings.ReplaceAll(found.(string), "_", "-")
		}
	}
	if wrong != "" {
		r.drop(place, v, wrong)
		return nil
	}
	return found
}

// list reads a list of texts; one text is a list of one.
func (r *reader) list(place string, v any) any {
	elements, isList := v.([]any)
	if !isList {
		elements = []any{v}
	}
	var out []any
	for i, element := range elements {
		if IsNone(element) {
			continue
		}
		s, wrong := text(element, plaintext.Line)
		if wrong != "" {
			r.drop(place+"["+strconv.Itoa(i)+"]", element, wrong)
		}
		if s != nil {
			out = append(out, s)
		}
	}
	if out == nil {
		return nil
	}
	return out
}

// text reads a text, cleaned.
func text(v any, clean func(string) string) (any, string) {
	s, ok := v.(string)
	if !ok {
		return nil, "must be a string, not " + KindOf(v)
	}
	return orNil(clean(s)), ""
}

// cut shortens a text to at most limit characters, of which the last one says so.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:limit-1])) + "…"
}

// count reads a whole number.
func count(v any) (any, string) {
	const right = "must be a whole number, such as 12"
	switch v := v.(type) {
	case json.Number:
		return v, ""
	case string:
		n, err := strconv.Atoi(strings.TrimSpace(v))
		if err != nil {
			return nil, right
		}
		return n, ""
	}
	return nil, right + ", not " + KindOf(v)
}

func set(out map[string]any, name string, v any) {
	if v != nil {
		out[name] = v
	}
}

func orNil(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// IsNone reports whether a value is one of those by which systems say that there is
// none.
func IsNone(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return strings.TrimSpace(v) == ""
	case bool:
		return !v
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// KindOf names a JSON value's type.
func KindOf(v any) string {
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
