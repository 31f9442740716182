// Package words holds what the server says to people in common: its languages, the names
// of cards and themes, and in Chinese what is said of each problem.
package words

import (
	_ "embed"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// Languages are those of the pages; the first is for who asks for none.
var Languages = []string{"zh", "en"}

// Words are texts by their keys: "theme_ink", "card_poster".
type Words map[string]string

//go:embed words.json
var text []byte

//go:embed details.zh.json
var detailsText []byte

// details is what is said in Chinese of a problem, by its code.
var details = func() (said map[string]string) {
	if err := json.Unmarshal(detailsText, &said); err != nil {
		panic(err) // it is embedded
	}
	return said
}()

// Detail is what is said in Chinese of a problem, or "" of a code that there is not.
func Detail(code string) string { return details[code] }

var common = parse(text)

// With returns the words of a page by language, from the text of its file, and with
// them those that all pages have: language, other, theme_NAME and card_NAME. A file
// that lacks words of one language panics: such files are embedded. What it does not say
// in Chinese of error_CODE is the problem's [Detail].
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
	for key := range read["en"] {
		if code, is := strings.CutPrefix(key, "error_"); is && read["zh"][key] == "" {
			read["zh"][key] = details[code]
		}
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
// lang, else the first of Accept-Language that there is, else English. Where nothing is
// asked for it is the first of Languages.
func Of(r *http.Request) string {
	if asked := r.URL.Query().Get("lang"); slices.Contains(Languages, asked) {
		return asked
	}
	accepted := r.Header.Get("Accept-Language")
	if accepted == "" {
		return Languages[0]
	}
	return Accepted(accepted)
}

// Accepted is the language for a value of Accept-Language.
func Accepted(value string) string {
	tag, _ := language.MatchStrings(matcher, value)
	if base, _ := tag.Base(); base.String() == "zh" {
		return "zh"
	}
	return "en"
}

// matcher knows English first, which is for readers of all other languages.
var matcher = language.NewMatcher([]language.Tag{language.English, language.Chinese})
