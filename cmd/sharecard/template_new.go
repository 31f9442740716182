package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"sharecard/templates"
)

// templateNewCommand starts a template from one that is there.
type templateNewCommand struct {
	Name      string `arg:"" help:"Name of the new card: 1 to 64 of a–z, 0–9 and -."`
	From      string `default:"poster" help:"Built-in card to start from." placeholder:"NAME"`
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
	return nil
}

// builtinCards are the names of the cards that come with the program.
func builtinCards() []string {
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		panic(err) // the pattern is right
	}
	for i, file := range files {
		files[i] = strings.TrimSuffix(file, ".html")
	}
	return files
}
