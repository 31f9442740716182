package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prose is the article's text: the element that holds most of the page's
// paragraphs, and the lines inside it.
type prose struct {
	node       *html.Node
	lines      []line
	paragraphs []string // clean, in order, without headings and captions
	end        int      // the index of the last paragraph; 0 if there is none
}

// findText finds the element with the article's text. Each paragraph counts for
// the element around it, and less for those around that; what is linked, or
// stands where no article does, counts nothing. The best element has the most.
func (p *page) findText() prose {
	scores := map[*html.Node]int{}
	var order []*html.Node
	count := func(n *html.Node, points int) {
		if n == nil || n.Type != html.ElementNode {
			return
		}
		if _, known := scores[n]; !known {
			order = append(order, n)
		}
		scores[n] += points
	}
	for _, l := range p.lines {
		if l.where&elsewhere != 0 || l.heading > 0 || l.index < p.headline || !isParagraph(l) {
			continue
		}
		n := l.block
		if isParagraphElement(n.DataAtom) && n.Parent != nil {
			n = n.Parent
		}
		points := min(runes(l.text), 1000)
		for range 3 {
			count(n, points)
			if n = n.Parent; n == nil {
				break
			}
			points /= 2
		}
	}
	var t prose
	most := 0
	for _, n := range order {
		score := scores[n]
		if says := signsOf(attribute(n, "class")) | signsOf(attribute(n, "id")); says&saysBody != 0 || attribute(n,
			"itemprop") == "articleBody" {
			score += score / 4
		}
		if score > most {
			t.node, most = n, score
		}
	}
	return p.textOfElement(t.node)
}

// textOfElement is the text inside an element; nil has none.
func (p *page) textOfElement(n *html.Node) prose {
	t := prose{node: n}
	if n == nil {
		return t
	}
	for _, l := range p.lines {
		if !isInside(l.block, t.node) || l.where&(saysComments|saysAside|saysNav) != 0 {
			continue
		}
		t.lines = append(t.lines, l)
		if l.heading == 0 && !l.figure {
			t.paragraphs = append(t.paragraphs, l.text)
			t.end = l.index
		}
	}
	return t
}

func isParagraphElement(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Li, atom.Dd, atom.Blockquote, atom.Pre, atom.Td:
		return true
	}
	return false
}

func isInside(n, outer *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// isParagraph reports lines that are sentences rather than labels and links.
func isParagraph(l line) bool {
	least := leastLatinProse
	if isCJKText(l.text) {
		least = leastProse
	}
	return runes(l.text) >= least && 2*l.linked < len(l.text) && sentenceMark.MatchString(l.text)
}

// bodyEnd is the index of the text's last line, or of the headline where there is
// no text.
func (p *page) bodyEnd() int { return max(p.prose.end, p.headline) }
