package extract

import (
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// clean makes a text from a page one line: white space of any kind becomes one
// space, characters that show nothing go.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == '\u3000':
			return ' '
		case unicode.Is(unicode.Cc, r), r == '\u00AD', r == '\u200B', r == '\u2060', r == '\uFEFF':
			return -1 // U+200C and U+200D stay: scripts and emoji need them
		}
		return r
	}, strictjson.StripBidi(s))
	return strings.Join(strings.Fields(s), " ")
}

// textOf is the clean text of the first element of a selection.
func textOf(s *goquery.Selection) string { return clean(s.First().Text()) }

// blocks returns the clean text of each paragraph inside s, in order: what lies
// between the edges of block elements and line breaks.
func blocks(s *goquery.Selection) []string {
	var (
		texts []string
		b     strings.Builder
		walk  func(*html.Node)
	)
	end := func() {
		text := b.String()
		if t := clean(text[:min(len(text), longestField)]); t != "" {
			texts = append(texts, t)
		}
		b.Reset()
	}
	walk = func(n *html.Node) { // html.Parse bounds the depth
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
			return
		}
		if n.Type == html.ElementNode && skipped(n) {
			return
		}
		edge := n.Type == html.ElementNode && isBlock(n.DataAtom)
		if edge {
			end()
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if edge {
			end()
		}
	}
	for _, n := range s.Nodes {
		walk(n)
		end()
	}
	return texts
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Blockquote, atom.Td, atom.Tr,
		atom.Table, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figure, atom.Hr, atom.Pre, atom.Center, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// skipped reports elements whose text is not part of the article.
func skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figcaption, atom.Button, atom.Nav, atom.Select, atom.Textarea,
		atom.H1, atom.H2, atom.H3, atom.Iframe, atom.Svg:
		return true
	}
	return isHidden(n)
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		}
	}
	return false
}

// visible narrows a selection to the elements that are neither hidden nor inside
// what is.
func visible(s *goquery.Selection) *goquery.Selection {
	return s.FilterFunction(func(_ int, e *goquery.Selection) bool {
		for n := e.Get(0); n != nil; n = n.Parent {
			if n.Type == html.ElementNode && isHidden(n) {
				return false
			}
		}
		return true
	})
}

// isCJKText reports whether a fifth of a text's letters are Chinese characters.
func isCJKText(s string) bool {
	han, letters := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	return han > 0 && 5*han >= letters
}

func isEastAsian(lang string) bool {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return language == "zh" || language == "ja" || language == "ko" || language == "yue"
}

// language is the page's own word on its language, as a BCP 47 tag.
func language(doc *goquery.Document) string {
	tag := strings.ReplaceAll(strings.TrimSpace(doc.Find("html").AttrOr("lang", "")), "_", "-")
	switch strings.ToLower(tag) {
	case "zh-cn":
		return "zh-CN"
	case "zh", "zh-hans":
		return "zh-CN"
	}
	return tag
}
