package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed words/*.json
var wordFiles embed.FS

// Words are the fixed words of a card in one language: words/LANG.json. Date
// forms are layouts of package time.
type Words struct {
	Weekdays  [7]string `json:"weekdays"` // from Sunday
	Date      string    `json:"date"`
	ShortDate string    `json:"short_date"` // in figures
	YearMonth string    `json:"year_month"`
	Day       string    `json:"day"`
	Clock     string    `json:"clock"`
	QRHint    string    `json:"qr_hint"` // beside the QR code
	Flash     string    `json:"flash"`   // over news that has just come in
	// QRHintOf is QRHint with the publication's name in the place of %s.
	QRHintOf string            `json:"qr_hint_of"`
	Levels   map[string]string `json:"levels"` // of alerts, by the level's name
	// AlertOver is said, in lower case, of alerts that have ended.
	AlertOver string    `json:"alert_over"`
	Untrue    string    `json:"untrue"`   // the verdict on a claim
	Rebuttal  [3]string `json:"rebuttal"` // over the claim, over the fact, over the card
	Breaking  []string  `json:"breaking"` // kickers of news that has just come in
	// QuoteOpen and QuoteClose are the marks around a quotation set large.
	QuoteOpen  string `json:"quote_open"`
	QuoteClose string `json:"quote_close"`
	// AuthorSeparator stands between the names of a byline, AndOthers after the
	// last where there are more.
	AuthorSeparator string `json:"author_separator"`
	AndOthers       string `json:"and_others"`
	Editor          string `json:"editor"` // the role, before the name
	// TextAndPicture is the role, before the name, of an author who took the
	// picture too.
	TextAndPicture string `json:"text_and_picture"`
	// Photographer are the roles of whoever took the picture.
	Photographer []string `json:"photographer"`
	// PictureBy is the role, before the name, of whoever made the picture where the
	// credit has none of PictureSigns, which are in lower case.
	PictureBy    string   `json:"picture_by"`
	PictureSigns []string `json:"picture_signs"`
	Units        []Unit   `json:"units"`    // of counts, the largest first
	BarUnit      string   `json:"bar_unit"` // in what the figures of bars are, %s
	// Lunar has the words of the traditional calendar, where readers of the language
	// use it.
	Lunar *LunarWords `json:"lunar"`
}

// LunarWords are the words of the traditional Chinese calendar.
type LunarWords struct {
	Prefix string `json:"prefix"` // before a lunar date
	Leap   string `json:"leap"`   // before the second month of a number
	// Before tells, with the name of a solar term and a number of days, when it begins.
	Before string     `json:"before"`
	Months [12]string `json:"months"`
	Days   [30]string `json:"days"`
	Terms  [24]string `json:"terms"` // from that of early January
	// Festivals are those of lunar days, by month and day as in "08-15", Eve is that of the
	// year's last day, and Holidays are those of the common calendar.
	Festivals map[string]string `json:"festivals"`
	Eve       string            `json:"eve"`
	Holidays  map[string]string `json:"holidays"`
}

// Unit is the word for counts from a power of ten on.
type Unit struct {
	From int    `json:"from"`
	Word string `json:"word"`
}

// WordsHash identifies the fixed words of all languages, in 64 hex digits. It is for
// keys under which pictures are kept.
func WordsHash() string { return wordsHash() }

var wordsHash = sync.OnceValue(func() string {
	text, err := json.Marshal(loadWords()) // maps are written in the order of their keys
	if err != nil {
		panic(err) // strings and numbers
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
})

var loadWords = sync.OnceValue(func() map[string]*Words {
	words := map[string]*Words{}
	entries, err := wordFiles.ReadDir("words")
	if err != nil {
		panic(err) // the files are embedded
	}
	for _, e := range entries {
		src, err := wordFiles.ReadFile("words/" + e.Name())
		if err != nil {
			panic(err)
		}
		w := new(Words)
		if err := json.Unmarshal(src, w); err != nil {
			panic(fmt.Errorf("words/%s: %w", e.Name(), err))
		}
		words[strings.TrimSuffix(e.Name(), ".json")] = w
	}
	return words
})

// WordsFor returns the words of the language nearest to the BCP 47 tag lang:
// Traditional Chinese for zh-TW, zh-HK, zh-MO and zh-Hant, Simplified for all
// other Chinese and for an empty tag, Japanese for ja, English for the rest.
func WordsFor(lang string) *Words {
	words := loadWords()
	tag := strings.ToLower(lang)
	switch {
	case strings.HasPrefix(tag, "zh-tw"), strings.HasPrefix(tag, "zh-hk"),
		strings.HasPrefix(tag, "zh-mo"), strings.HasPrefix(tag, "zh-hant"):
		return words["zh-TW"]
	case tag == "", tag == "zh", strings.HasPrefix(tag, "zh-"):
		return words["zh-CN"]
	case tag == "ja", strings.HasPrefix(tag, "ja-"):
		return words["ja"]
	}
	return words["en"]
}
