package template

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/render/css"
)

// source is what a template says outside of its actions. It is read from the file as it
// was written, so that diagnostics have places: html/template strips comments, and the
// HTML parser forgets positions.
type source struct {
	file     string
	title    string
	meta     []metaTag
	styles   []styleSheet
	imported []styleSheet   // by @import
	inline   map[string]int // offset of each style attribute's text, where it stands first
	partials []partial
	diags    []css.Diagnostic
	text     []byte
}

// metaTag is a <meta name="card:…">.
type metaTag struct {
	name, content string
	at            place
}

// styleSheet is the text of a <style> or of a linked file.
type styleSheet struct {
	file, text string
	at         place // of the text's first character in file
}

// readSource collects the static parts of a template. Linked sheets are read
// from fsys.
func readSource(fsys fs.FS, file string, src []byte) *source {
	s := &source{file: file, inline: map[string]int{}, text: src}
	places := cursor{src: src}
	svg := 0 // depth: a style sheet in there is the drawing's own
	z := html.NewTokenizer(bytes.NewReader(maskActions(src)))
	offset := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return s
		}
		start := offset
		offset += len(z.Raw())
		if kind == html.EndTagToken {
			if z.Token().DataAtom == atom.Svg {
				svg = max(0, svg-1)
			}
			continue
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		raw := src[start:offset]
		token := z.Token()
		at := places.at(start)
		s.addInline(raw, start, attr(token, "style"))
		switch token.DataAtom {
		case atom.Svg:
			if kind == html.StartTagToken {
				svg++
			}
		case atom.Title, atom.Style:
			text := src[offset:offset]
			if z.Next() == html.TextToken {
				text = src[offset : offset+len(z.Raw())]
			}
			textAt := places.at(offset)
			offset += len(z.Raw())
			switch {
			case svg > 0:
			case token.DataAtom == atom.Title:
				s.title = strings.TrimSpace(html.UnescapeString(string(text)))
			default:
				s.addStyle(text, textAt)
			}
		case atom.Meta:
			if strings.HasPrefix(attr(token, "name"), "card:") {
				s.static(raw, at, "<meta>")
				s.meta = append(s.meta, metaTag{attr(token, "name"), attr(token, "content"), at})
			}
		case atom.Link:
			if strings.EqualFold(attr(token, "rel"), "stylesheet") {
				s.static(raw, at, "<link>")
				s.addLink(fsys, attr(token, "href"), at)
			}
		}
	}
}

var styleAttribute = regexp.MustCompile(`(?i)[\s"'/]style\s*=\s*["']?`)

// addInline notes where the text of a style attribute stands, so that faults
// found once the document is laid out have a place.
func (s *source) addInline(tag []byte, start int, text string) {
	if text == "" {
		return
	}
	if _, seen := s.inline[text]; seen {
		return
	}
	if at := styleAttribute.FindIndex(tag); at != nil {
		s.inline[text] = start + at[1]
	}
}

// styleAt returns the place of the text of a style attribute, 0 where the file
// does not hold it: a value with an action in it.
func (s *source) styleAt(text string) (line, column int) {
	offset, ok := s.inline[text]
	if !ok {
		return 0, 0
	}
	p := placeOf(s.text, offset)
	return p.line, p.column
}

func (s *source) addStyle(text []byte, at place) {
	if s.static(text, at, "<style>") {
		s.styles = append(s.styles, styleSheet{s.file, string(text), at})
	}
}

func (s *source) addLink(fsys fs.FS, href string, at place) {
	name, text, err := sheetFile(fsys, s.file, href)
	if err != nil {
		s.fault(at, "style sheet %q: %v", href, err)
		return
	}
	s.styles = append(s.styles, styleSheet{name, text, place{1, 1}})
}

var errOutside = errors.New("must be a file in the template's folder")

// sheetFile reads the style sheet that a file refers to.
func sheetFile(fsys fs.FS, from, href string) (name, text string, err error) {
	name = path.Join(path.Dir(from), href)
	if !fs.ValidPath(name) || path.IsAbs(href) || strings.Contains(href, ":") {
		return "", "", errOutside
	}
	raw, err := readText(fsys, name)
	return name, string(raw), err
}

// importSheet reads a style sheet that another one imports.
func (s *source) importSheet(fsys fs.FS, from, href string) (name, text string, err error) {
	name, text, err = sheetFile(fsys, from, href)
	if err == nil {
		s.imported = append(s.imported, styleSheet{file: name, text: text})
	}
	return name, text, err
}

// maxSource is the largest template or style sheet, in bytes.
const maxSource = 8 << 20

// readText reads a regular file of at most 8 MB.
func readText(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	if info.Size() > maxSource {
		return nil, fmt.Errorf("%s is larger than %d MB", name, maxSource>>20)
	}
	return fs.ReadFile(fsys, name)
}

// static reports whether raw holds no action, and complains if it does.
func (s *source) static(raw []byte, at place, what string) bool {
	i := bytes.Index(raw, []byte("{{"))
	if i < 0 {
		return true
	}
	in := placeOf(raw, i)
	if in.line == 1 {
		in.column += at.column - 1
	}
	in.line += at.line - 1
	s.fault(in, "%s must be static: values reach CSS as custom properties in a style attribute", what)
	return false
}

// maskActions returns src with every {{…}} overwritten by spaces, so that
// quotes and angle brackets inside actions mean nothing to the tokenizer.
// Length and line ends stay.
func maskActions(src []byte) []byte {
	masked := bytes.Clone(src)
	for i := 0; i < len(masked); {
		open := bytes.Index(masked[i:], []byte("{{"))
		if open < 0 {
			break
		}
		open += i
		end := bytes.Index(masked[open:], []byte("}}"))
		if end < 0 {
			break
		}
		end += open + 2
		for j := open; j < end; j++ {
			if masked[j] != '\n' {
				masked[j] = ' '
			}
		}
		i = end
	}
	return masked
}

func attr(t html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
