package strictjson

import (
	"errors"
	"fmt"
	"strings"
)

// ErrInvalid is wrapped by every [FieldError]: the text is not what it should
// be, and sending it again will not help.
var ErrInvalid = errors.New("invalid document")

// ErrTooLarge is returned where a body is longer than its limit.
var ErrTooLarge = errors.New("document too large")

// FieldError says which field is wrong and why. It wraps [ErrInvalid].
type FieldError struct {
	// Field is the path of the field, as in credits[2].name; empty where the
	// document as a whole is meant.
	Field string
	// Reason is a phrase that follows the field's name: "is required".
	Reason string
	// Suggestion is the name that was probably meant, or empty.
	Suggestion string
}

func (e *FieldError) Error() string {
	var b strings.Builder
	if e.Field == "" {
		b.WriteString("the document")
	} else {
		b.WriteString(e.Field)
	}
	b.WriteByte(' ')
	b.WriteString(e.Reason)
	if e.Suggestion != "" {
		fmt.Fprintf(&b, "; did you mean %q?", e.Suggestion)
	}
	return b.String()
}

func (e *FieldError) Unwrap() error { return ErrInvalid }

// Under is the error about a field of the struct in the field of that name.
func (e *FieldError) Under(name string) *FieldError {
	return &FieldError{Field: join(name, e.Field), Reason: e.Reason, Suggestion: e.Suggestion}
}

func wrong(path, format string, args ...any) *FieldError {
	return &FieldError{Field: path, Reason: fmt.Sprintf(format, args...)}
}

// join appends a field's name to the path of the struct that holds it.
func join(path, name string) string {
	switch {
	case path == "":
		return name
	case name == "":
		return path
	}
	return path + "." + name
}
