package template

import (
	"errors"
	"fmt"
	htmltemplate "html/template"
	"strings"
)

// A template's variables live beside what it writes, and a string that is doubled 40
// times has a terabyte. So the functions of text/template that make strings of others
// are replaced by ones that give up.
const (
	maxString = 64 << 10 // bytes that such a function takes and gives
	maxVerbs  = 64       // of a format: each may be a million characters wide
)

var errString = errors.New("the template makes a string of more than 64 KB")

// stringFuncs are the functions of text/template that make strings of any length.
func stringFuncs() htmltemplate.FuncMap {
	return htmltemplate.FuncMap{
		"print":    bounded(fmt.Sprint),
		"println":  bounded(fmt.Sprintln),
		"html":     bounded(htmltemplate.HTMLEscaper),
		"js":       bounded(htmltemplate.JSEscaper),
		"urlquery": bounded(htmltemplate.URLQueryEscaper),
		"printf": func(format string, args ...any) (string, error) {
			if len(format) > maxString || strings.Count(format, "%") > maxVerbs {
				return "", errString
			}
			return bounded(func(args ...any) string { return fmt.Sprintf(format, args...) })(args...)
		},
	}
}

// bounded returns make with a bound on what it takes and gives.
func bounded(make func(...any) string) func(...any) (string, error) {
	return func(args ...any) (string, error) {
		total := 0
		for _, a := range args {
			total += textLen(a)
		}
		if total > maxString {
			return "", errString
		}
		made := make(args...)
		if len(made) > maxString {
			return "", errString
		}
		return made, nil
	}
}

// textLen is the length of a string, of whatever type, and 0 of other values.
func textLen(a any) int {
	switch s := a.(type) {
	case string:
		return len(s)
	case htmltemplate.HTML:
		return len(s)
	case htmltemplate.HTMLAttr:
		return len(s)
	case htmltemplate.CSS:
		return len(s)
	case htmltemplate.URL:
		return len(s)
	case htmltemplate.JS:
		return len(s)
	}
	return 0
}
