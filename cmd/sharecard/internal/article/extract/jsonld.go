package extract

import (
	"encoding/json"
	"html"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
)

// deepestJSONLD is how far articles are looked for in nested objects and lists.
const deepestJSONLD = 6

// readJSONLD takes what schema.org's NewsArticle, or a type like it, says.
func readJSONLD(p *page, d *draft) {
	p.doc.Find(`script[type="application/ld+json"]`).Each(func(_ int, s *goquery.Selection) {
		var value any
		// Line breaks inside strings are common, though JSON forbids them.
		text := strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s.Text())
		if json.Unmarshal([]byte(text), &value) != nil {
			return
		}
		if a := findLD(value, deepestJSONLD, isArticleLD); a != nil {
			takeLD(p, a, d)
		}
		if list := findLD(value, deepestJSONLD, isBreadcrumbLD); list != nil && d.Channel == nil {
			d.Channel = channelsLD(list, d.Title)
		}
	})
}

func takeLD(p *page, a map[string]any, d *draft) {
	set(&d.Title, textLD(a["headline"]))
	set(&d.Title, textLD(a["name"]))
	set(&d.Summary, textLD(a["description"]))
	set(&d.published, textLD(a["datePublished"]))
	set(&d.URL, p.address(textLD(a["url"])))
	set(&d.URL, p.address(textLD(a["mainEntityOfPage"])))
	if publisher, ok := a["publisher"].(map[string]any); ok {
		set(&d.Source.Name, textLD(publisher["name"]))
		set(&d.Source.Logo, p.address(addressLD(publisher["logo"])))
	}
	if d.Authors == nil {
		for _, author := range listLD(a["author"]) {
			d.Authors = append(d.Authors, textLD(author))
		}
	}
	set(&d.Editor, textLD(a["editor"]))
	if section := textLD(a["articleSection"]); section != "" && d.Channel == nil {
		d.Channel = []string{section}
	}
	for _, image := range listLD(a["image"]) {
		d.images = append(d.images, addressLD(image))
	}
}

// findLD returns the first object that matches, the outermost first.
func findLD(v any, depth int, match func(map[string]any) bool) map[string]any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if found := findLD(e, depth-1, match); found != nil {
				return found
			}
		}
	case map[string]any:
		if match(v) {
			return v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "breadcrumb"} {
			if found := findLD(v[key], depth-1, match); found != nil {
				return found
			}
		}
	}
	return nil
}

func isArticleLD(o map[string]any) bool {
	return slices.ContainsFunc(listLD(o["@type"]), func(t any) bool {
		name, _ := t.(string)
		return strings.HasSuffix(name, "Article") || name == "BlogPosting" || name == "Report"
	})
}

func isBreadcrumbLD(o map[string]any) bool { return o["@type"] == "BreadcrumbList" }

func channelsLD(list map[string]any, title string) []string {
	var names []string
	for _, e := range listLD(list["itemListElement"]) {
		o, _ := e.(map[string]any)
		name := textLD(o["name"])
		if name == "" {
			name = textLD(o["item"])
		}
		names = append(names, name)
	}
	return channels(names, title)
}

// listLD is a value as a list: schema.org lets one stand for a list of one.
func listLD(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// textLD is a string, or the name or identifier of an object, or that of the
// first in a list.
func textLD(v any) string {
	switch v := v.(type) {
	case string:
		return clean(html.UnescapeString(v)) // often escaped once too often
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return textLD(v[0])
			}
		}
	case map[string]any:
		for _, key := range []string{"name", "@id"} {
			if s, ok := v[key].(string); ok {
				return clean(html.UnescapeString(s))
			}
		}
	}
	return ""
}

// addressLD is the address of an ImageObject, or a string.
func addressLD(v any) string {
	if o, ok := v.(map[string]any); ok {
		for _, key := range []string{"url", "contentUrl", "@id"} {
			if s, ok := o[key].(string); ok {
				return s
			}
		}
		return ""
	}
	return textLD(v)
}
