package words

import (
	"io/fs"
	"strings"
	"testing"

	"sharecard/templates"
)

// Every card that comes with the program has a name in each language.
func TestCardsHaveNames(t *testing.T) {
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	cards := 0
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		if strings.HasPrefix(name, "_") || strings.Contains(name, ".") {
			continue // a part, or a theme's layout of a card
		}
		cards++
		for _, lang := range Languages {
			if common[lang].Card(name) == "" {
				t.Errorf("%s has no name in %s", name, lang)
			}
		}
	}
	if cards < 10 {
		t.Errorf("%d cards only", cards)
	}
}
