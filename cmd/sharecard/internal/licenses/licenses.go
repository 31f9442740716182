// Package licenses holds the licences of all that is compiled into the program
// or embedded in it, but the fonts', which package fonts has: those of Go, of
// its modules, of the word list, and our own.
//
// licenses.txt.gz is made of the module cache by
//
//	go generate ./cmd/sharecard/internal/licenses
//
// after go.mod has changed; a test fails until then. The file is a list of
// texts, each once, after the lines that name what it is for:
//
//	@@ golang.org/x/image v0.47.0
//	@@ golang.org/x/net v0.62.0
//	Copyright 2009 The Go Authors. …
package licenses

import (
	"bytes"
	"compress/gzip"
	_ "embed" // the texts
	"fmt"
	"io"
	"strings"
)

//go:generate go run make.go

//go:embed licenses.txt.gz
var packed []byte

// mark begins a line that names a component.
const mark = "@@ "

// Component is a part of the program that has a licence of its own.
type Component struct {
	Path    string // of the module; else a name: "Go", "sharecard", "word list"
	Version string // of a module
}

// Notice is a text and the components it is for.
type Notice struct {
	Components []Component
	Text       string
}

// All returns the notices in the order of the first component each is for. A
// component may have several.
func All() ([]Notice, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("reading the licences: %w", err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("reading the licences: %w", err)
	}
	return parse(string(text)), nil
}

func parse(text string) []Notice {
	var all []Notice
	inText := true
	for line := range strings.Lines(text) {
		name, isMark := strings.CutPrefix(line, mark)
		if isMark && inText {
			all = append(all, Notice{})
		}
		inText = !isMark
		now := &all[len(all)-1]
		if inText {
			now.Text += line
			continue
		}
		path, version, _ := strings.Cut(strings.TrimSpace(name), " v")
		if version != "" {
			version = "v" + version
		}
		now.Components = append(now.Components, Component{path, version})
	}
	return all
}
