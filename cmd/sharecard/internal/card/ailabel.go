package card

import (
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// GB 45438-2025, in force since 1 September 2025, asks of a picture that shows what was
// made by machine a label that readers see and one that programs read. The first one is
// render's; the second one is the property AIGC of TC260 in the file's metadata.

// aiLabels are what readers see, by language and by what was made by machine.
var aiLabels = map[string]map[string]string{
	"zh":      {"title": "标题AI生成", "summary": "摘要AI生成", "cover": "配图AI生成", "all": "AI生成"},
	"zh-Hant": {"title": "標題AI生成", "summary": "摘要AI生成", "cover": "配圖AI生成", "all": "AI生成"},
	"en":      {"title": "AI headline", "summary": "AI summary", "cover": "AI picture", "all": "AI-generated"},
}

// aiFields are the fields of an article by what was made by machine.
var aiFields = map[string][]string{"title": {"title", "short_title"}, "summary": {"summary"}, "cover": {"cover"}}

// aiLabel is the label of the plan's card: "" where nothing on it was made by machine.
func (p *Plan) aiLabel() string {
	made := p.article.AI
	if made == "" {
		return ""
	}
	shown := made == "all"
	for _, field := range aiFields[made] {
		shown = shown || slices.Contains(p.template.Fields, field)
	}
	if !shown || made == "cover" && !p.pictures.cover.had() {
		return ""
	}
	return aiLabels[aiLanguage(p.article.Lang)][made]
}

// shownLabel is the label as the card is drawn: a cover that could not be decoded is not
// there to be labelled.
func (p *Plan) shownLabel() string {
	if p.article.AI == "cover" && p.pictures.cover.image == nil {
		return ""
	}
	return p.label
}

// aiLanguage is the language of the label of an article in lang.
func aiLanguage(lang string) string {
	lang = strings.ToLower(lang)
	switch {
	case lang == "" || lang == "zh" || strings.HasPrefix(lang, "zh-") && !isTraditional(lang):
		return "zh"
	case isTraditional(lang):
		return "zh-Hant"
	}
	return "en"
}

func isTraditional(lang string) bool {
	return slices.ContainsFunc([]string{"zh-hant", "zh-tw", "zh-hk", "zh-mo"}, func(p string) bool { return strings.HasPrefix(lang, p) })
}

// aiOfDigest is what was made by machine of a digest of articles.
func aiOfDigest(members []*article.Record) string {
	made := ""
	for _, m := range members {
		switch of := m.Article.AI; {
		case of == "" || of == "cover": // a digest shows no covers of its members
		case made == "" || made == of:
			made = of
		default:
			made = "all"
		}
	}
	return made
}
