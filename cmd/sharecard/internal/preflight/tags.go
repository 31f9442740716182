package preflight

import (
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/cmd/sharecard/internal/charset"
)

// tags are what a page says of itself. Of tags that come twice the first counts.
type tags struct {
	values map[string]string // by name: "og:title"
	inBody []string          // names of those that stand in the body
	named  []string          // og: tags with name= in place of property=
	images int               // og:image tags
	title  string            // of the page
	robots string            // what <meta name="robots"> says, in small letters
	leads  string            // where <meta http-equiv="refresh"> leads
	base   string            // <base href>
}

// readTags reads a page as data. Nothing of it is run or loaded.
func readTags(page []byte, contentType string) tags {
	t := tags{values: map[string]string{}}
	text := charset.Decode(page, contentType)
	z, body := html.NewTokenizer(strings.NewReader(text)), false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return t
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			switch token.DataAtom {
			case atom.Body:
				body = true
			case atom.Title:
				if t.title == "" && z.Next() == html.TextToken {
					t.title = strings.Join(strings.Fields(z.Token().Data), " ")
				}
			case atom.Base:
				if t.base == "" {
					t.base = attribute(token, "href")
				}
			case atom.Meta:
				t.meta(token, body)
			}
		}
	}
}

func (t *tags) meta(token html.Token, body bool) {
	content := strings.TrimSpace(attribute(token, "content"))
	if strings.EqualFold(attribute(token, "http-equiv"), "refresh") {
		if _, after, found := strings.Cut(strings.ToLower(content), "url="); found {
			t.leads = after
		}
	}
	property, name := strings.ToLower(attribute(token, "property")), strings.ToLower(attribute(token, "name"))
	if name == "robots" {
		t.robots += strings.ToLower(content) + ","
		return
	}
	if property == "" {
		property = name
		if strings.HasPrefix(name, "og:") {
			t.named = append(t.named, name)
		}
	}
	if property == "og:image:url" || property == "og:image:secure_url" && t.values["og:image"] == "" {
		property = "og:image"
	}
	if !strings.HasPrefix(property, "og:") && !strings.HasPrefix(property, "twitter:") && property != "description" {
		return
	}
	if property == "og:image" {
		t.images++
	}
	if body {
		t.inBody = append(t.inBody, property)
	}
	if t.values[property] == "" {
		t.values[property] = content
	}
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// check tells what is wrong with the tags, and returns the address of the picture, "" where
// none can be asked for. at is the page's own address, "" for a file.
func (t *tags) check(r *Report, at string) (picture string) {
	if r.Title = t.values["og:title"]; r.Title == "" {
		r.Title = t.title
		r.add("title_missing", t.title)
	}
	if r.Summary = t.values["og:description"]; r.Summary == "" {
		r.Summary = t.values["description"]
		r.add("summary_missing", "")
	}
	if t.leads != "" {
		r.add("page_leads_on", t.leads)
	}
	if len(t.named) > 0 {
		r.add("tags_named", t.named[0])
	}
	if len(t.inBody) > 0 {
		r.add("tags_in_body", t.inBody[0])
	}
	if t.images > 1 {
		r.add("picture_several", strconv.Itoa(t.images))
	}
	if card := t.values["twitter:card"]; card != "summary_large_image" {
		r.add("x_small", card, "x")
	}
	for _, word := range []string{"noimageindex", "max-image-preview:none"} {
		if strings.Contains(strings.ReplaceAll(t.robots, " ", ""), word) {
			r.add("robots_meta", word)
		}
	}
	t.checkURL(r, at)
	return t.picture(r, at)
}

// checkURL compares og:url, which platforms read in place of the page, with the page.
func (t *tags) checkURL(r *Report, at string) {
	said, err := url.Parse(t.values["og:url"])
	page, err2 := url.Parse(at)
	if t.values["og:url"] == "" || at == "" || err != nil || err2 != nil {
		return
	}
	if said.Host != "" && !strings.EqualFold(said.Hostname(), page.Hostname()) {
		r.add("url_elsewhere", said.Host)
	}
}

func (t *tags) picture(r *Report, at string) string {
	address := t.values["og:image"]
	if address == "" && t.values["twitter:image"] != "" {
		address = t.values["twitter:image"]
		r.add("picture_x_only", "")
	}
	if address == "" {
		r.add("picture_missing", "")
		return ""
	}
	u, err := url.Parse(address)
	switch {
	case err != nil || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https":
		r.add("picture_scheme", address)
		return ""
	case u.Host == "" || u.Scheme == "":
		r.add("picture_relative", address)
		base, err := url.Parse(at)
		if err != nil || base.Host == "" {
			return ""
		}
		u = base.ResolveReference(u)
	}
	if strings.Contains(u.RawQuery, "&amp;") || strings.Contains(u.RawQuery, "amp;") {
		r.add("picture_escaped", address)
	}
	if u.Scheme == "http" && strings.HasPrefix(at, "https:") {
		r.add("picture_insecure", address)
	}
	return u.String()
}

// declared is the size of the picture that the tags tell; 0 for none.
func (t *tags) declared() (width, height int) {
	width, _ = strconv.Atoi(t.values["og:image:width"])   // 0 where there is none
	height, _ = strconv.Atoi(t.values["og:image:height"]) // likewise
	return width, height
}
