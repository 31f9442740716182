package strictjson

import (
	"encoding"
	"fmt"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	defaultMaxChars    = 1000
	defaultMaxElements = 100
	maxURLBytes        = 2048
)

var (
	slugForm  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
	colorForm = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
	langForm  = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$`)
)

// Checker is a struct whose fields depend on each other, or follow rules that
// the check tag has no word for. CheckFields is called once each field alone is
// in order; the error's Field is relative to the struct. nil means valid.
type Checker interface{ CheckFields() *FieldError }

// Validate checks the struct that v points to, and those inside it, as their
// check tags say. Errors are *[FieldError].
func Validate(v any) error {
	if e := validateStruct(reflect.ValueOf(v).Elem(), ""); e != nil {
		return e
	}
	return nil
}

func validateStruct(v reflect.Value, path string) *FieldError {
	for _, f := range fieldsOf(v.Type()) {
		c, err := parseChecks(f.checks)
		if err != nil {
			return wrong(join(path, f.name), "has a faulty check tag: %v", err)
		}
		if e := validateField(v.FieldByIndex(f.index), c, join(path, f.name)); e != nil {
			return e
		}
	}
	if c, ok := v.Addr().Interface().(Checker); ok {
		if e := c.CheckFields(); e != nil {
			e.Field = join(path, e.Field)
			return e
		}
	}
	return nil
}

func validateField(v reflect.Value, c checks, path string) *FieldError {
	if c.required && (v.IsZero() || v.Kind() == reflect.String && !visible(v.String())) {
		return wrong(path, "is required")
	}
	isStruct := v.Kind() == reflect.Struct && !isText(v.Type())
	if v.IsZero() && !isStruct {
		return nil
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if isText(v.Type()) {
		return validateText(v, path)
	}
	switch v.Kind() {
	case reflect.String:
		return validateString(v.String(), c, path)
	case reflect.Struct:
		return validateStruct(v, path)
	case reflect.Slice, reflect.Array:
		return validateList(v, c, path)
	}
	if n, ok := number(v); ok && c.ranged && !(n >= c.low && n <= c.high) {
		return wrong(path, "must be from %g to %g", c.low, c.high)
	}
	return nil
}

func validateText(v reflect.Value, path string) *FieldError {
	if _, err := v.Interface().(encoding.TextMarshaler).MarshalText(); err != nil {
		return wrong(path, "cannot be written: %s", err)
	}
	return nil
}

func number(v reflect.Value) (float64, bool) {
	switch {
	case v.CanInt():
		return float64(v.Int()), true
	case v.CanFloat():
		return v.Float(), true
	}
	return 0, false
}

func validateList(v reflect.Value, c checks, path string) *FieldError {
	if v.Kind() == reflect.Slice && v.Len() > c.maxElements() {
		return wrong(path, "has %d entries; at most %d are allowed", v.Len(), c.maxElements())
	}
	element := c
	element.required = v.Type().Elem().Kind() == reflect.String
	element.max = c.each
	for i := range v.Len() {
		if e := validateField(v.Index(i), element, path+"["+strconv.Itoa(i)+"]"); e != nil {
			return e
		}
	}
	return nil
}

func validateString(s string, c checks, path string) *FieldError {
	if limit := c.maxChars(); len(s) > limit { // few strings need counting
		if n := utf8.RuneCountInString(s); n > limit {
			return wrong(path, "has %d characters; at most %d are allowed", n, limit)
		}
	}
	for i, r := range s {
		if r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD") {
			return wrong(path, "is not valid UTF-8")
		}
		if isControl(r) && !(r == '\n' && c.lines) {
			return wrong(path, "has a control character, U+%04X", r)
		}
	}
	switch c.form {
	case "url":
		if why := CheckURL(s); why != "" {
			return wrong(path, "%s", why)
		}
	case "slug":
		if !slugForm.MatchString(s) {
			return wrong(path, "must be 1 to 64 of a–z, 0–9 and -")
		}
	case "color":
		if !colorForm.MatchString(s) {
			return wrong(path, "must be a colour such as #c02020")
		}
	case "lang":
		if !langForm.MatchString(s) {
			return wrong(path, "must be a language tag such as zh-CN")
		}
	}
	if len(c.words) > 0 && indexOfWord(c.words, s) < 0 {
		return wrong(path, "must be one of %s", strings.Join(c.words, ", "))
	}
	return nil
}

func indexOfWord(words []string, s string) int {
	for i, w := range words {
		if w == s {
			return i
		}
	}
	return -1
}

// CheckURL says what keeps s from being an absolute http or https address
// that may be shown to readers, or "" where nothing does. A user name or
// password in it is refused: it would end up in a QR code.
func CheckURL(s string) string {
	if len(s) > maxURLBytes {
		return fmt.Sprintf("is longer than %d bytes", maxURLBytes)
	}
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, unicode.IsSpace):
		return "is not a web address: a space in it is written %20"
	case err != nil:
		return "is not a web address such as https://news.example/a.html"
	case u.Scheme != "http" && u.Scheme != "https":
		return "must be an http or https address such as https://news.example/a.html"
	case u.Hostname() == "":
		return "must be an absolute address with a host"
	case u.User != nil:
		return "must not hold a user name or password"
	}
	return ""
}

// checks is a parsed check tag.
type checks struct {
	required, lines bool
	max, each       int
	form            string
	words           []string
	ranged          bool
	low, high       float64
}

func (c checks) maxChars() int {
	if c.max > 0 {
		return c.max
	}
	return defaultMaxChars
}

func (c checks) maxElements() int {
	if c.max > 0 {
		return c.max
	}
	return defaultMaxElements
}

func parseChecks(tag string) (c checks, err error) {
	if tag == "" {
		return c, nil
	}
	for word := range strings.SplitSeq(tag, ",") {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "required":
			c.required = true
		case "lines":
			c.lines = true
		case "max":
			c.max, err = strconv.Atoi(value)
		case "each":
			c.each, err = strconv.Atoi(value)
		case "url", "slug", "color", "lang":
			c.form = name
		case "oneof":
			c.words = strings.Split(value, "|")
		case "range":
			c.ranged = true
			_, err = fmt.Sscanf(value, "%g:%g", &c.low, &c.high)
		default:
			err = fmt.Errorf("%q is not a check", word)
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}
