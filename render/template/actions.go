package template

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	htmltemplate "html/template"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// partial is a file partials/NAME.html: HTML that cards share, put in by
// {{template "NAME" .}}.
type partial struct{ name, file, text string }

// readPartials reads the partials of the template's folder.
func (s *source) readPartials(fsys fs.FS) {
	files, err := fs.Glob(fsys, "partials/*.html")
	if err != nil {
		s.fault(place{}, "partials: %v", err)
	}
	for _, file := range files {
		text, err := readText(fsys, file)
		if err != nil {
			s.fault(place{}, "%s: %v", file, err)
			continue
		}
		name := strings.TrimSuffix(path.Base(file), ".html")
		if path.Base(file) == s.file {
			s.faultIn(file, place{1, 1}, fmt.Sprintf("the partial %s has the name of a card", name))
			continue
		}
		s.partials = append(s.partials, partial{name, file, string(text)})
	}
}

// parseActions parses src and the partials as html/template and escapes them once, so
// that a fault shows now rather than at the first request. What src defines itself stands
// before the partial of that name. The functions own replace those of [Funcs] with the
// same names.
func (s *source) parseActions(name, src string, own htmltemplate.FuncMap) *htmltemplate.Template {
	t, err := htmltemplate.New(name).Funcs(Funcs()).Funcs(own).Option("missingkey=error").Parse(src)
	for i := 0; err == nil && i < len(s.partials); i++ {
		if t.Lookup(s.partials[i].name) == nil {
			_, err = t.New(s.partials[i].name).Parse(s.partials[i].text)
		}
	}
	if err != nil {
		s.templateFault(err.Error())
		return nil
	}
	for _, part := range t.Templates() {
		if part.Tree != nil {
			countTurns(part.Tree.Root)
		}
	}
	// Without data the execution may fail. Errors that count: the escaper's, and those
	// of a template that writes or grows without end whatever its data.
	err = t.Execute(&boundedWriter{ctx: context.Background(), buf: new(bytes.Buffer)}, nil)
	if escape := (*htmltemplate.Error)(nil); errors.As(err, &escape) || errors.Is(err, errRunaway) || errors.Is(err, errString) {
		s.templateFault(err.Error())
	}
	return t
}

var templateErrorPlace = regexp.MustCompile(`^(?:(?:html/)?template: ?)?([^:]*):(\d+):(?:(\d+):)? ?(.*)$`)

// templateFault turns the text of an error that begins with a place, as
// html/template writes them, into a diagnostic.
func (s *source) templateFault(text string) {
	m := templateErrorPlace.FindStringSubmatch(text)
	if m == nil {
		s.fault(place{}, "%s", text)
		return
	}
	line, _ := strconv.Atoi(m[2])
	before, _ := strconv.Atoi(m[3]) // bytes of the line; 0 where it is not told
	file := s.file
	for _, p := range s.partials {
		if p.name == m[1] {
			file = p.file
		}
	}
	s.faultIn(file, place{line, before + 1}, m[4])
}

var (
	callOfQR       = regexp.MustCompile(`\{\{[^}]*\bqr\s`)
	callOfTemplate = regexp.MustCompile(`\{\{-?\s*template\s+"([^"]*)"`)
)

// callsQR reports whether src, or a partial it puts in, calls the function qr.
func (s *source) callsQR(src []byte) bool {
	if callOfQR.Match(src) {
		return true
	}
	for _, call := range callOfTemplate.FindAllSubmatch(src, -1) {
		for _, p := range s.partials {
			if p.name == string(call[1]) && callOfQR.MatchString(p.text) {
				return true
			}
		}
	}
	return false
}

func (s *source) fault(at place, format string, args ...any) {
	s.faultIn(s.file, at, fmt.Sprintf(format, args...))
}
