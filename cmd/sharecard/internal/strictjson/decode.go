package strictjson

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Read reads at most limit bytes and decodes them as [Decode] does. A longer
// body is [ErrTooLarge]; other errors of r are returned wrapped.
func Read(r io.Reader, limit int64, v any) error {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return fmt.Errorf("reading the document: %w", err)
	}
	if int64(len(data)) > limit {
		return fmt.Errorf("%w: more than %d bytes", ErrTooLarge, limit)
	}
	return Decode(data, v)
}

// Decode decodes the one JSON object in data into the struct that v points to,
// and validates it. v should be the zero value; it holds part of the document
// after an error. Errors are *[FieldError].
func Decode(data []byte, v any) error {
	if bytes.HasPrefix(data, []byte("\uFEFF")) {
		return wrong("", "begins with a byte order mark: JSON is sent without one")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	w := &walker{dec: dec, data: data}
	if err := w.value(reflect.ValueOf(v).Elem(), ""); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return wrong("", "goes on after its end")
	}
	return Validate(v)
}

// walker goes through the tokens of one document once.
type walker struct {
	dec  *json.Decoder
	data []byte
}

// token reads the next token. path is the value it belongs to.
func (w *walker) token(path string) (json.Token, error) {
	before := w.dec.InputOffset()
	t, err := w.dec.Token()
	if err != nil {
		return nil, w.syntax(path, err)
	}
	if _, ok := t.(string); ok {
		raw := w.data[before:w.dec.InputOffset()]
		raw = raw[bytes.IndexByte(raw, '"'):]
		if !utf8.Valid(raw) {
			return nil, wrong(path, "is not valid UTF-8")
		}
		if loneSurrogate(raw) {
			return nil, wrong(path, "has a lone surrogate (half a \\u pair)")
		}
	}
	return t, nil
}

func (w *walker) syntax(path string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		if len(bytes.TrimSpace(w.data)) == 0 {
			return wrong("", "is empty")
		}
		return wrong(path, "is cut off: the JSON ends early, %s", place(w.data, len(w.data)))
	}
	at := len(w.data)
	// Offsets of a Decoder's errors are of the value that was being read, or not.
	if s := (*json.SyntaxError)(nil); errors.As(json.Unmarshal(w.data, new(json.RawMessage)), &s) {
		at = int(s.Offset) - 1 // the wrong byte counts
	}
	return wrong(path, "is not valid JSON, %s: %s", place(w.data, at), strings.TrimPrefix(err.Error(), "json: "))
}

// place tells where a byte stands: its line, and the character in it, both from 1.
func place(data []byte, at int) string {
	before := data[:max(0, min(at, len(data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return fmt.Sprintf("line %d, column %d", line, column)
}

var timeType = reflect.TypeFor[time.Time]()

// value decodes the next value into v.
func (w *walker) value(v reflect.Value, path string) error {
	t, err := w.token(path)
	if err != nil {
		return err
	}
	if v.Kind() == reflect.Pointer {
		if t == nil {
			return mismatch(v.Type().Elem(), t, path)
		}
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	if v.Type() == timeType {
		return setTime(v, t, path)
	}
	if isText(v.Type()) {
		return setText(v, t, path)
	}
	switch v.Kind() {
	case reflect.Struct:
		if t == json.Delim('{') {
			return w.object(v, path)
		}
	case reflect.Slice, reflect.Array:
		if t == json.Delim('[') {
			return w.list(v, path)
		}
	case reflect.String:
		if s, ok := t.(string); ok {
			v.SetString(StripBidi(s))
			return nil
		}
	case reflect.Bool:
		if b, ok := t.(bool); ok {
			v.SetBool(b)
			return nil
		}
	default:
		if n, ok := t.(json.Number); ok {
			return setNumber(v, n, path)
		}
	}
	return mismatch(v.Type(), t, path)
}

// object decodes the members of an object whose brace has been read.
func (w *walker) object(v reflect.Value, path string) error {
	fields := fieldsOf(v.Type())
	seen := make([]bool, len(fields))
	for w.dec.More() {
		t, err := w.token(path)
		if err != nil {
			return err
		}
		name, ok := t.(string)
		if !ok {
			return wrong(path, "is not valid JSON: a member needs a name")
		}
		i := indexOf(fields, name)
		if i < 0 {
			return unknown(fields, name, path)
		}
		if seen[i] {
			return wrong(join(path, name), "is given twice")
		}
		seen[i] = true
		if err := w.value(v.FieldByIndex(fields[i].index), join(path, name)); err != nil {
			return err
		}
	}
	_, err := w.token(path) // the closing brace, or what stands in its place
	return err
}

// list decodes the elements of an array whose bracket has been read.
func (w *walker) list(v reflect.Value, path string) error {
	n := 0
	for ; w.dec.More(); n++ {
		if v.Kind() == reflect.Array && n == v.Len() {
			return wrong(path, "must have %d elements", v.Len())
		}
		if v.Kind() == reflect.Slice {
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		}
		if err := w.value(v.Index(n), path+"["+strconv.Itoa(n)+"]"); err != nil {
			return err
		}
	}
	if _, err := w.token(path); err != nil {
		return err
	}
	if v.Kind() == reflect.Array && n < v.Len() {
		return wrong(path, "must have %d elements", v.Len())
	}
	return nil
}

func setTime(v reflect.Value, t json.Token, path string) error {
	s, ok := t.(string)
	if !ok {
		return mismatch(v.Type(), t, path)
	}
	var at time.Time
	if err := at.UnmarshalText([]byte(s)); err != nil || at.Year() < 1000 {
		return wrong(path, "must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00")
	}
	// UnmarshalText puts a time into the machine's own zone where the offsets
	// agree; the article's offset must not depend on the machine.
	v.Set(reflect.ValueOf(InOwnOffset(at)))
	return nil
}

var (
	textReader = reflect.TypeFor[encoding.TextUnmarshaler]()
	textWriter = reflect.TypeFor[encoding.TextMarshaler]()
)

// isText reports types that are a string in JSON and read it themselves. The
// error of UnmarshalText says what would be right.
func isText(t reflect.Type) bool {
	return t.Implements(textWriter) && reflect.PointerTo(t).Implements(textReader)
}

func setText(v reflect.Value, t json.Token, path string) error {
	s, ok := t.(string)
	if !ok {
		return mismatch(v.Type(), t, path)
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(s)); err != nil {
		return wrong(path, "%s", err)
	}
	return nil
}

// InOwnOffset replaces a time's location by a fixed zone of its offset, so that
// it is the same on every machine. The zero time stays the zero time.
func InOwnOffset(t time.Time) time.Time {
	_, offset := t.Zone()
	if offset == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", offset))
}

func setNumber(v reflect.Value, n json.Number, path string) error {
	switch {
	case v.CanInt():
		i, err := strconv.ParseInt(n.String(), 10, v.Type().Bits())
		if err != nil {
			return wrong(path, "must be a whole number that is not too large")
		}
		v.SetInt(i)
	case v.CanFloat():
		f, err := strconv.ParseFloat(n.String(), 64)
		if err != nil {
			return wrong(path, "is too large a number")
		}
		v.SetFloat(f)
	default:
		return mismatch(v.Type(), n, path)
	}
	return nil
}

// mismatch says what was wanted and what came.
func mismatch(want reflect.Type, got json.Token, path string) error {
	if got == nil {
		return wrong(path, "must be %s, not null; leave the field out where there is none", describe(want))
	}
	kind := "a string"
	switch g := got.(type) {
	case bool:
		kind = "a boolean"
	case json.Number:
		kind = "a number"
	case json.Delim:
		kind = "an object"
		if g == '[' {
			kind = "an array"
		}
	}
	return wrong(path, "must be %s, not %s", describe(want), kind)
}

func describe(t reflect.Type) string {
	if t == timeType {
		return "a string with an RFC 3339 time"
	}
	if isText(t) {
		return "a string"
	}
	switch t.Kind() {
	case reflect.Struct:
		return "an object"
	case reflect.Slice, reflect.Array:
		return "an array"
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "a boolean"
	default:
		return "a number"
	}
}
