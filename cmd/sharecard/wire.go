package main

import (
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/plainfiles"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/fonts"
	"sharecard/render"
	"sharecard/templates"
)

// design is what a designer may bring along: flags of all commands that draw.
type design struct {
	Templates string `type:"existingdir" help:"Folder of templates to lay over the built-in ones." placeholder:"DIR"`
	FontDir   string `type:"existingdir" help:"Folder of fonts for what the built-in ones lack." placeholder:"DIR"`
	Producer  string `name:"ai-producer" help:"Who answers for what was made by machine, as its provider's code, for the files of labelled cards; else the article's source." placeholder:"CODE"`
	KeepWords string `type:"existingfile" help:"File of names and words that no line break parts, one a line." placeholder:"FILE"`
}

// maxProducer bounds --ai-producer, in bytes.
const maxProducer = 64

// newService makes the service that draws cards. Of c it takes all that is not
// a matter of design.
func newService(d design, c card.Config) (*card.Service, error) {
	renderer, err := d.apply(&c)
	if err != nil {
		return nil, err
	}
	c.Renderer = renderer
	return card.New(c), nil
}

// apply puts what is a matter of design into a service's settings, and returns
// what draws with it.
func (d design) apply(to *card.Config) (*render.Renderer, error) {
	library, err := openLibrary(d.Templates, to.Log)
	if err != nil {
		return nil, err
	}
	faces, err := openFonts(d.FontDir, to.Log)
	if err != nil {
		return nil, err
	}
	if to.Keep, err = readWords(d.KeepWords); err != nil {
		return nil, err
	}
	if to.Fonts, err = faces.Fingerprint(); err != nil {
		return nil, err
	}
	if len(d.Producer) > maxProducer || !utf8.ValidString(d.Producer) || strings.ContainsFunc(d.Producer, unicode.IsControl) {
		return nil, usageError{fmt.Errorf("--ai-producer: must be a code or a name of at most %d bytes of UTF-8", maxProducer)}
	}
	to.Templates, to.Producer = library, d.Producer
	return render.New(faces), nil
}

// openLibrary loads the built-in templates, and those in dir over them. One that cannot
// be used keeps no other one from being drawn; its faults are in the log.
func openLibrary(dir string, log *slog.Logger) (*card.Library, error) {
	var upper fs.FS
	if dir != "" {
		root, err := os.OpenRoot(dir) // links cannot lead out of it
		if err != nil {
			return nil, fmt.Errorf("--templates: %w", err)
		}
		upper = plainfiles.FS(root.FS())
	}
	library, err := card.NewLibrary(templates.FS, upper, (&render.Loader{Data: reflect.TypeFor[*templates.Data]()}).Load)
	if err != nil {
		return nil, err
	}
	library.Log(log)
	return library, nil
}

// openFonts returns the embedded faces, with those in dir for what they lack.
func openFonts(dir string, log *slog.Logger) (*fonts.Collection, error) {
	if dir == "" {
		return fonts.Builtin(), nil
	}
	faces, problems, err := fonts.Load(plainfiles.FS(os.DirFS(dir)))
	if err != nil {
		return nil, fmt.Errorf("--font-dir: %w", err)
	}
	for _, p := range problems {
		log.Warn("a font is left out", "file", p.File, "err", p.Err)
	}
	return fonts.Builtin().WithFallback(faces...), nil
}

// Limits of --keep-words.
const (
	maxKeepWords     = 2000
	maxKeepWordBytes = 120
)

// readWords reads a file of words, one a line; blank lines are passed over.
func readWords(file string) ([]string, error) {
	if file == "" {
		return nil, nil
	}
	src, err := readUpTo(file, maxKeepWords*(maxKeepWordBytes+2)) // with the ends of lines
	if err != nil {
		return nil, fmt.Errorf("--keep-words %s: %w", file, err)
	}
	var words []string
	for line := range strings.Lines(string(src)) {
		word := strings.TrimSpace(line)
		switch {
		case word == "":
			continue
		case len(word) > maxKeepWordBytes || !utf8.ValidString(word):
			return nil, fmt.Errorf("--keep-words %s: %.40q is no word of at most %d bytes of UTF-8", file, word, maxKeepWordBytes)
		case len(words) == maxKeepWords:
			return nil, fmt.Errorf("--keep-words %s: more than %d words", file, maxKeepWords)
		}
		words = append(words, word)
	}
	return words, nil
}

// readUpTo reads a file of at most so many bytes.
func readUpTo(file string, most int64) ([]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("it has more than %d bytes", most)
	}
	return text, err
}

// openStudio returns where the studio keeps samples and covers: in the folder of
// templates in development, else nowhere.
func openStudio(dir string, dev bool) (*studio.Folder, error) {
	if dir == "" || !dev {
		return studio.NewFolder(nil), nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("--templates: %w", err)
	}
	return studio.NewFolder(root), nil
}
