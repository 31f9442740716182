package card

import (
	"maps"
	"slices"
	"strings"

	"sharecard/render"
)

// methodReads names the fields of an article that the methods of templates.Data
// depend on. A test holds it to their source.
var methodReads = map[string][]string{
	"Advice":         {"alert", "summary"},
	"AlertLevel":     {"alert", "kicker", "lang", "summary", "title"},
	"Bars":           {"lang", "number"},
	"Badge":          {"short_title", "summary", "title"},
	"BarUnit":        {"lang", "number"},
	"Breaking":       {"kicker", "lang"},
	"By":             {"authors", "lang"},
	"Byline":         {"authors", "cover", "cover.credit", "lang"},
	"Catchword":      {"short_title", "source.name", "title"},
	"Clock":          {"lang", "published_at"},
	"Colophon":       {"authors", "cover", "cover.credit", "credits", "editor", "lang"},
	"Course":         {"items", "lang", "published_at", "timeline"},
	"Cry":            {"alert", "short_title", "title"},
	"Date":           {"lang", "published_at"},
	"Day":            {"lang", "published_at"},
	"Deck":           {"short_title", "title"},
	"Digest":         {"items", "lang", "published_at"},
	"Dir":            {"lang"},
	"Emblem":         {"cover"},
	"Excerpt":        {"quote", "quote_by", "summary", "title"},
	"Figure":         {"summary", "title"},
	"Given":          {"lang", "reactions"},
	"Ground":         {"cover", "kicker", "lang"},
	"Headline":       {"short_title", "title"},
	"HeadlineLength": {"short_title", "title"},
	"Initial":        {"source.name", "title"},
	"Label":          {"channel", "kicker", "source.name", "title"},
	"Lead":           {"summary", "title"},
	"Leaf":           {"daily", "lang", "published_at"},
	"Level":          {"alert", "kicker", "lang", "summary", "title"},
	"Lettered":       {"source.logo"},
	"Logo":           {"source.logo"},
	"LogoOnLight":    {"source.logo"},
	"LogoOnStrong":   {"source.logo"},
	"LongTimes":      {"items", "lang", "published_at", "timeline"},
	"LyingBars":      {"number"},
	"MarkedHeadline": {"short_title", "title"},
	"MarkedSlogan":   {"short_title", "title"},
	"Picture":        {"cover"},
	"PictureCredit":  {"cover", "cover.credit", "lang"},
	"QRHint":         {"lang", "source.name"},
	"Rebuttal":       {"debunk", "lang"},
	"Saying":         {"daily", "quote", "quote_by", "summary", "title"},
	"Section":        {"channel"},
	"ShortDate":      {"lang", "published_at"},
	"Slogan":         {"short_title", "title"},
	"SloganLength":   {"short_title", "title"},
	"Stack":          {"short_title", "title"},
	"Stacked":        {"short_title", "title"},
	"Stamp":          {"kicker", "lang", "published_at"},
	"Standfirst":     {"short_title", "summary", "title"},
	"Stat":           {"number", "short_title", "summary", "title"},
	"StrongGround":   {"cover", "kicker", "lang"},
	"StrongMasthead": {"cover"},
	"SummaryFlows":   {"summary", "title"},
	"Tint":           {"cover", "kicker", "lang"},
	"TitleLength":    {"title"},
	"Top":            {"cover", "cover.focus"},
	"Warning":        {"alert", "short_title", "title"},
	"Weekday":        {"lang", "published_at"},
	"Words":          {"lang"},
	"YearMonth":      {"lang", "published_at"},
}

// articleFields are the fields of templates.Data by those of the article that
// fill them. What is not here comes from the request or the brand.
var articleFields = map[string]string{
	"Lang":              "lang",
	"Title":             "title",
	"ShortTitle":        "short_title",
	"Kicker":            "kicker",
	"Summary":           "summary",
	"Source.Name":       "source.name",
	"Source.Logo":       "source.logo",
	"Source.LogoWidth":  "source.logo",
	"Source.LogoHeight": "source.logo",
	"DayOnly":           "published_at",
	"PublishedAt":       "published_at",
	"URL":               "url",
	"Channel":           "channel",
	"Authors":           "authors",
	"Editor":            "editor",
	"Credits":           "credits",
	"Cover":             "cover",
	"CoverInfo.Credit":  "cover.credit",
	"CoverInfo.Caption": "cover.caption",
	"CoverInfo.FocusX":  "cover.focus",
	"CoverInfo.FocusY":  "cover.focus",
	"CoverInfo.Width":   "cover",
	"CoverInfo.Height":  "cover",
	"CoverInfo.Tone":    "cover",
	"Quote":             "quote",
	"QuoteBy":           "quote_by",
	"Portrait":          "portrait",
	"Items":             "items",
	"Reactions":         "reactions",
	"Number":            "number",
	"Alert":             "alert",
	"Debunk":            "debunk",
	"Timeline":          "timeline",
	"Daily":             "daily",
}

// articleFieldsOf returns the fields of an article that a template shows or
// depends on, as its JSON names them, sorted.
func articleFieldsOf(t *render.Template) []string {
	found := map[string]bool{}
	for _, path := range t.Fields() {
		first, _, _ := strings.Cut(path, ".")
		for _, field := range methodReads[first] {
			found[field] = true
		}
		if field := articleField(path); field != "" {
			found[field] = true
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// articleField returns the field of an article that a field of templates.Data,
// or one that is part of it, comes from; "" for none.
func articleField(path string) string {
	for {
		if field := articleFields[path]; field != "" {
			return field
		}
		cut := strings.LastIndexByte(path, '.')
		if cut < 0 {
			return ""
		}
		path = path[:cut]
	}
}
