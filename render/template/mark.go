package template

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// MarkAttribute is the attribute that holds the place of an element's start tag in its
// file, "poster.html:12", because html/template forgets where its output comes from.
const MarkAttribute = "data-card-at"

// Marked reads the template again, each element of its body and of its
// partials marked by [MarkAttribute] with the place of its start tag.
func (t *Template) Marked() (*Template, error) {
	marked, _, err := t.loader.Load(markedFS{t.fsys}, t.Name)
	if err != nil {
		return nil, err
	}
	return marked, nil
}

// markedFS marks the HTML files of a file system as they are read.
type markedFS struct{ fs.FS }

// ReadFile implements [fs.ReadFileFS].
func (m markedFS) ReadFile(name string) ([]byte, error) {
	src, err := fs.ReadFile(m.FS, name)
	if err != nil || !bytes.HasSuffix([]byte(name), []byte(".html")) {
		return src, err
	}
	return mark(name, src), nil
}

// ReadDir implements [fs.ReadDirFS].
func (m markedFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(m.FS, name) }

// mark adds the attribute to every start tag that stands in the body, not
// inside of an inline svg, whose elements are no boxes.
func mark(name string, src []byte) []byte {
	var out bytes.Buffer
	places := cursor{src: src}
	z := html.NewTokenizer(bytes.NewReader(maskActions(src)))
	svg, offset := 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			out.Write(src[min(offset, len(src)):])
			return out.Bytes()
		}
		start := offset
		offset += len(z.Raw())
		raw := src[start:offset]
		tag, _ := z.TagName()
		isSVG := atom.Lookup(tag) == atom.Svg
		if kind == html.EndTagToken && isSVG {
			svg = max(0, svg-1)
		}
		opens := kind == html.StartTagToken || kind == html.SelfClosingTagToken
		if !opens || svg > 0 || slices.Contains(unmarked, atom.Lookup(tag)) {
			out.Write(raw)
		} else {
			after := 1 + len(tag) // "<", the name
			out.Write(raw[:after])
			fmt.Fprintf(&out, " %s=%s", MarkAttribute, strconv.Quote(fmt.Sprintf("%s:%d", name, places.at(start).line)))
			out.Write(raw[after:])
		}
		if kind == html.StartTagToken && isSVG {
			svg++
		}
	}
}

// unmarked are elements without a box of their own.
var unmarked = []atom.Atom{atom.Html, atom.Head, atom.Title, atom.Meta, atom.Link, atom.Style, atom.Base, atom.Script}
