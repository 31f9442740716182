package svg

import (
	"regexp"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"sharecard/render/css"
)

// rule is a rule of a style element, as drawing programs write them: classes,
// ids and names of elements.
type rule struct {
	selector cascadia.Sel
	decls    []declaration
	cost     int // of one match, in steps
}

// plain are the selectors of names, classes and ids with at most one ancestor:
// what drawing programs write, and nothing that takes long to match.
var plain = regexp.MustCompile(`^(?:` + compound + `(?:(?:\s*>\s*|\s+)` + compound + `)?\s*(?:,\s*|$))+$`)

const compound = `[\w.#*-]+`

// readSheets reads the style elements of the document. Rules come in the order
// in which they apply, by specificity.
func (b *builder) readSheets() {
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Data == "style" {
			var text strings.Builder
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.Type == html.TextNode {
					text.WriteString(c.Data)
				}
			}
			b.readSheet(n, withoutComments(text.String()))
			return
		}
		for c := range elements(n) {
			walk(c)
		}
	}
	walk(b.doc.root)
	slices.SortStableFunc(b.sheet, func(x, y rule) int {
		p, q := x.selector.Specificity(), y.selector.Specificity()
		switch {
		case p.Less(q):
			return -1
		case q.Less(p):
			return 1
		}
		return 0
	})
}

func (b *builder) readSheet(n *html.Node, text string) {
	for _, block := range split(text, '}') {
		head, body, ok := strings.Cut(block, "{")
		if !ok {
			if strings.TrimSpace(block) != "" {
				b.tell(n, css.Error, "style sheet: %q is not a rule", short(strings.TrimSpace(block)))
			}
			continue
		}
		head = strings.TrimSpace(head)
		if strings.HasPrefix(head, "@") {
			b.tell(n, css.Error, "style sheet: %q is not supported in SVG", short(head))
			continue
		}
		if !plain.MatchString(head) {
			b.tell(n, css.Error, "style sheet: selector %q is not supported in SVG", short(head))
			continue
		}
		group, err := cascadia.ParseGroup(head)
		if err != nil {
			b.tell(n, css.Error, "style sheet: selector %q: %v", short(head), err)
			continue
		}
		decls := declarations(body)
		cost := 1
		if strings.ContainsAny(head, " >\t\n") {
			cost = maxDepth // an ancestor of an element may be any of so many
		}
		for _, sel := range group {
			if len(b.sheet) >= maxRules {
				b.tell(n, css.Error, "style sheet: more than %d selectors", maxRules)
				return
			}
			b.sheet = append(b.sheet, rule{sel, decls, cost})
		}
	}
}

func withoutComments(text string) string {
	var out strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "/*")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		_, text, _ = strings.Cut(rest, "*/")
	}
}

// matching are the declarations of the rules that match n.
func (b *builder) matching(n *html.Node) []declaration {
	var decls []declaration
	for _, r := range b.sheet {
		if b.matches += r.cost; b.matches > maxMatches {
			b.tell(n, css.Error, "style sheet: too many selectors for so many elements")
			return decls
		}
		if r.selector.Match(n) {
			decls = append(decls, r.decls...)
		}
	}
	return decls
}
