// Package words holds what the pages for people say in common: their languages, and
// the names of cards and looks.
package words

import (
	_ "embed"
	"encoding/json"
	"maps"
	"net/http"
	"slices"

	"golang.org/x/text/language"
)

// Languages are those of the pages; the first is for all other readers.
var Languages = []string{"zh", "en"}

// Words are texts by their keys: "look_ink", "card_poster".
type Words map[string]string

//go:embed words.json
var text []byte

var common = parse(text)

// With returns the words of a page by language, from the text of its file, and with
// them those that all pages have: language, other, look_NAME and card_NAME. A file
// that lacks words of one language panics: such files are embedded.
func With(page []byte) map[string]Words {
	all := parse(page)
	for lang, words := range all {
		merged := maps.Clone(common[lang])
		maps.Copy(merged, words)
		all[lang] = merged
	}
	return all
}

func parse(text []byte) map[string]Words {
	var read map[string]Words
	if err := json.Unmarshal(text, &read); err != nil {
		panic(err)
	}
	for _, lang := range Languages {
		for _, other := range Languages {
			for key := range read[other] {
				if read[lang][key] == "" {
					panic(lang + " has no words for " + key)
				}
			}
		}
	}
	return read
}

// Card returns the name of a card, which is "" for one that has no name in that
// language, such as a designer's own.
func (w Words) Card(name string) string { return w["card_"+name] }

// Other returns the language that is not lang.
func Other(lang string) string { return Languages[1-slices.Index(Languages, lang)] }

// Of returns the language to show a page in: that which the address asks for with
// lang, else what the browser's reader understands best, else the first.
func Of(r *http.Request) string {
	if asked := r.URL.Query().Get("lang"); slices.Contains(Languages, asked) {
		return asked
	}
	_, i := language.MatchStrings(matcher, r.Header.Get("Accept-Language"))
	return Languages[i]
}

var matcher = language.NewMatcher([]language.Tag{language.Chinese, language.English})
