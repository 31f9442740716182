package extract

import (
	"slices"
	"strings"
)

// object is one of schema.org's, as JSON-LD writes it.
type object map[string]any

// Bounds of JSON-LD.
const (
	deepestLD   = 12  // objects and lists inside each other
	mostObjects = 500 // that are looked at
)

// readJSONLD returns all objects in a page's JSON-LD, in order, what is inside
// others after them. Objects that stand for one of another place by its @id are
// filled from there.
func readJSONLD(scripts []string) []object {
	var all []object
	byID := map[string]object{}
	var collect func(v any, depth int)
	collect = func(v any, depth int) {
		if depth > deepestLD || len(all) >= mostObjects {
			return
		}
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				collect(e, depth+1)
			}
		case map[string]any:
			o := object(v)
			all = append(all, o)
			if id, _ := o["@id"].(string); id != "" && len(o) > len(byID[id]) && hasMore(o) {
				byID[id] = o
			}
			for _, key := range sortedKeys(o) {
				switch o[key].(type) {
				case []any, map[string]any:
					collect(o[key], depth+1)
				}
			}
		}
	}
	for _, script := range scripts {
		for _, v := range decodeLoosely(script) {
			collect(v, 0)
		}
	}
	for _, o := range all {
		if id, _ := o["@id"].(string); id != "" && !hasMore(o) {
			for key, v := range byID[id] {
				if _, own := o[key]; !own {
					o[key] = v
				}
			}
		}
	}
	return all
}

// hasMore reports whether an object says more than what it refers to.
func hasMore(o object) bool {
	for key := range o {
		if key != "@id" && key != "@type" {
			return true
		}
	}
	return false
}

func sortedKeys(o object) []string {
	keys := make([]string, 0, len(o))
	for key := range o {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// is reports whether an object is of one of the types.
func (o object) is(types ...string) bool {
	return slices.ContainsFunc(listOf(o["@type"]), func(t any) bool {
		name, _ := t.(string)
		name = name[strings.LastIndexAny(name, "/:#")+1:] // "http://schema.org/Article", "schema:Article"
		return slices.Contains(types, name)
	})
}

// isArticle reports objects that are an article; good ones are news.
func (o object) isArticle() (is, good bool) {
	for _, t := range listOf(o["@type"]) {
		name, _ := t.(string)
		switch {
		case strings.HasSuffix(name, "Article"), strings.HasSuffix(name, "BlogPosting"), strings.HasSuffix(name, "Report"):
			return true, true
		}
	}
	return o.is("Recipe", "VideoObject", "PodcastEpisode", "RadioEpisode", "Review", "CreativeWork", "DiscussionForumPosting",
		"SocialMediaPosting",
		"NewsMediaObject", "MedicalWebPage", "Book", "WebPage", "ItemPage", "QAPage", "FAQPage", "Course", "HowTo"), false
}

// article is the object that describes the page's article: the one whose address
// is the page's, else the first that has a headline.
func (p *page) articleObject() object {
	var best object
	most := 0
	for _, o := range p.ld {
		is, good := o.isArticle()
		if !is {
			continue
		}
		score := 1
		if good {
			score += 4
		}
		if textLD(o["headline"]) != "" || textLD(o["name"]) != "" {
			score += 2
		}
		if o["author"] != nil {
			score++
		}
		if o["datePublished"] != nil {
			score++
		}
		if p.isOwn(o) {
			score += 4
		}
		if score > most {
			best, most = o, score
		}
	}
	return best
}

// isOwn reports whether an object says that it stands at the page's address, or
// has the page's title.
func (p *page) isOwn(o object) bool {
	for _, key := range []string{"url", "mainEntityOfPage", "@id"} {
		address := addressLD(o[key])
		if address == "" {
			continue
		}
		for _, own := range []string{p.links["canonical"], p.first("og:url")} {
			if own != "" && samePage(address, own) {
				return true
			}
		}
		if p.got != nil && samePage(address, p.got.String()) {
			return true
		}
	}
	title := letters(textLD(o["headline"]))
	return len(title) > 10 && strings.Contains(letters(p.title), title)
}

// samePage compares addresses without scheme, query, fragment and trailing slash.
func samePage(a, b string) bool {
	bare := func(s string) string {
		if i := strings.IndexAny(s, "?#"); i >= 0 {
			s = s[:i]
		}
		_, rest, found := strings.Cut(s, "://")
		if !found {
			rest = s
		}
		return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
	}
	return bare(a) == bare(b)
}

// listOf is a value as a list: schema.org lets one stand for a list of one.
func listOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	case map[string]any:
		if list, ok := v["@list"].([]any); ok {
			return list
		}
	}
	return []any{v}
}

// textLD is a string, or the name of an object, or that of the first in a list.
func textLD(v any) string {
	for range deepestLD {
		switch t := v.(type) {
		case string:
			return clean(t)
		case []any:
			if len(t) == 0 {
				return ""
			}
			v = t[0]
		case object:
			v = map[string]any(t)
		case map[string]any:
			for _, key := range []string{"name", "@value", "headline"} {
				if t[key] != nil {
					v = t[key]
					break
				}
			}
			if m, ok := v.(map[string]any); ok && len(m) == len(t) {
				return ""
			}
		default:
			return ""
		}
	}
	return ""
}

// addressLD is the address of an object such as an ImageObject, or a string.
func addressLD(v any) string {
	for range deepestLD {
		switch t := v.(type) {
		case string:
			return strings.TrimSpace(t)
		case []any:
			if len(t) == 0 {
				return ""
			}
			v = t[0]
		case map[string]any:
			for _, key := range []string{"url", "contentUrl", "@id", ""} {
				if key == "" {
					return ""
				}
				if t[key] != nil {
					v = t[key]
					break
				}
			}
		default:
			return ""
		}
	}
	return ""
}
