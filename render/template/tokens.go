package template

import (
	"bytes"
	"context"
	htmltemplate "html/template"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/render/dom"
	"sharecard/render/style"
)

// maxTokens bounds the results of [Template.Tokens] that are kept.
const maxTokens = 32

// root is what Tokens needs of a template: its <html> tag, and the results so far.
type root struct {
	tag *htmltemplate.Template // nil: the tag says nothing

	mu   sync.Mutex
	kept map[tokensOf]map[string]string
}

// tokensOf is what the tokens of a template depend on.
type tokensOf struct {
	theme string
	dark  bool
}

// Tokens returns the custom properties of the root element as CSS computes them
// (CSS Variables 1 §3): their names with the dashes, their values as text with
// every var() replaced. theme is what the template's data calls Theme; with ""
// it is the template's own default. dark holds for @media
// (prefers-color-scheme: dark). Of the data, the <html> tag sees the theme
// alone, so an accent of an article is not among the tokens.
//
// The result is kept for later calls; it is shared and must not be changed. Tokens is
// safe for concurrent use.
func (t *Template) Tokens(theme string, dark bool) map[string]string {
	key := tokensOf{theme, dark}
	t.root.mu.Lock()
	defer t.root.mu.Unlock()
	if found, ok := t.root.kept[key]; ok {
		return found
	}
	tokens := t.tokens(theme, dark)
	if t.root.kept == nil {
		t.root.kept = map[tokensOf]map[string]string{}
	}
	if len(t.root.kept) < maxTokens {
		t.root.kept[key] = tokens
	}
	return tokens
}

func (t *Template) tokens(theme string, dark bool) map[string]string {
	if t.rules == nil {
		return nil
	}
	doc, err := dom.Parse(t.rootTag(theme))
	if err != nil {
		return nil // of a tag alone there is none
	}
	styled, _ := t.Style(doc, style.Options{Dark: dark})
	return styled.Style.Custom
}

// rootTag returns the <html> tag for a theme; "" where it cannot be filled with
// a theme alone.
func (t *Template) rootTag(theme string) string {
	if t.root.tag == nil {
		return ""
	}
	var buf bytes.Buffer
	data := map[string]any{"Theme": theme}
	if err := t.root.tag.Execute(&boundedWriter{ctx: context.Background(), buf: &buf}, data); err != nil {
		return ""
	}
	return buf.String()
}

// readRoot parses the <html> tag of a template's source as a template of its
// own. Its faults are reported when the whole template is parsed.
func readRoot(src []byte) *htmltemplate.Template {
	z := html.NewTokenizer(bytes.NewReader(maskActions(src)))
	offset := 0
	for {
		kind := z.Next()
		start := offset
		offset += len(z.Raw())
		switch {
		case kind == html.ErrorToken:
			return nil
		case kind != html.StartTagToken:
		case z.Token().DataAtom != atom.Html:
			return nil // the tag was left out
		default:
			// Without missingkey=error, fields that are not given are empty.
			tag, err := htmltemplate.New("html").Funcs(Funcs()).Parse(string(src[start:offset]))
			if err != nil {
				return nil
			}
			return tag
		}
	}
}
