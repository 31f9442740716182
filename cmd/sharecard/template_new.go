package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"sharecard/templates"
)

// templateNewCommand starts a template from one that is there.
type templateNewCommand struct {
	Name      string `arg:"" help:"Name of the new card: 1 to 64 of a–z, 0–9 and -."`
	From      string `default:"poster" help:"Built-in card to start from." placeholder:"NAME"`
	Inline    bool   `help:"Write the partials that the card puts in into its file, to be changed for it alone."`
	Templates string `default:"templates" help:"Folder to write it to; made where it is not there." placeholder:"DIR"`
}

var (
	cardName  = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)
	cardTitle = regexp.MustCompile(`<title>[^<]*</title>`)
)

// Run writes DIR/NAME.html. What is there already is never written over.
func (c *templateNewCommand) Run(m *Main) error {
	if !cardName.MatchString(c.Name) {
		return usageError{fmt.Errorf("%q: a card's name is 1 to 64 of a–z, 0–9 and -", c.Name)}
	}
	src, err := fs.ReadFile(templates.FS, c.From+".html")
	if err != nil {
		return usageError{fmt.Errorf("--from %s: there is no such card; those built in are %s", c.From, strings.Join(builtinCards(), ", "))}
	}
	src = cardTitle.ReplaceAll(src, []byte("<title>"+c.Name+"</title>"))
	parts, err := partialsOf(string(src))
	if err != nil {
		return err
	}
	if c.Inline {
		src = slices.Concat(src, inlined(parts))
	}
	if err := os.MkdirAll(c.Templates, 0o755); err != nil {
		return fmt.Errorf("--templates: %w", err)
	}
	path := filepath.Join(c.Templates, c.Name+".html")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already", path)
	}
	if err != nil {
		return err
	}
	_, err = bytes.NewReader(src).WriteTo(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	fmt.Fprintf(m.Stdout, "%s\nEdit it, and see it in the studio: sharecard serve --dev --templates %s\n", path, c.Templates)
	if !c.Inline && len(parts) > 0 {
		fmt.Fprintf(m.Stdout, "It puts in %s, which all cards share; --inline writes them into the card's own file.\n",
			strings.Join(slices.Sorted(maps.Keys(parts)), ", "))
	}
	return nil
}

// putsIn is an action that puts in a partial.
var putsIn = regexp.MustCompile(`\{\{-? *template "([a-z0-9-]+)"`)

// partialsOf returns the text of the built-in partials that src puts in, and of those
// that they put in, by name.
func partialsOf(src string) (map[string]string, error) {
	found := map[string]string{}
	for open := []string{src}; len(open) > 0; open = open[1:] {
		for _, match := range putsIn.FindAllStringSubmatch(open[0], -1) {
			name := match[1]
			if _, known := found[name]; known {
				continue
			}
			text, err := fs.ReadFile(templates.FS, "partials/"+name+".html")
			if err != nil {
				return nil, err
			}
			found[name] = string(text)
			open = append(open, found[name])
		}
	}
	return found, nil
}

// inlined writes partials as a card's file may hold them.
func inlined(parts map[string]string) []byte {
	var b bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		fmt.Fprintf(&b, "\n{{define %q}}%s{{end}}\n", name, strings.TrimSpace(parts[name]))
	}
	return b.Bytes()
}

// builtinCards are the names of the cards that come with the program.
func builtinCards() []string {
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		panic(err) // the pattern is right
	}
	var cards []string
	for _, file := range files {
		if name := strings.TrimSuffix(file, ".html"); !strings.Contains(name, ".") {
			cards = append(cards, name) // else a theme's layout of one
		}
	}
	return cards
}
