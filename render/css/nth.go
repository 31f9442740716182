package css

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// indexOf is the place of a word in the function at hand, before end; 0 where it does not
// stand there.
func (p *selectorParser) indexOf(word string, end int) int {
	for i := p.i + 1; i < end; i++ {
		if p.toks[i].ident() == word {
			return i
		}
	}
	return 0
}

// nthOf reads the argument of :nth-child() or :nth-last-child() with a list of selectors
// behind the word of (Selectors 4 §13.3): elements are counted among the siblings that
// match one of them.
func (p *selectorParser) nthOf(s *Selector, c *compound, of int, last bool, depth int) bool {
	if depth >= maxNesting {
		return p.fail(p.peek(), Error, "the selector is nested too deeply")
	}
	formula := text(p.toks[p.i+1 : of])
	a, b, ok := nth(formula)
	if !ok {
		return p.fail(p.toks[p.i], Error, "%q does not say which children, such as 2n + 1", clip(formula))
	}
	p.i = of + 1
	list, ok := p.list(depth + 1)
	if !ok || !p.closeArgument() {
		return false
	}
	addMost(&s.Specificity, list)
	counted := selectorList{any: list}
	c.tests = append(c.tests, func(n *html.Node, steps *int) bool {
		if !counted.match(n, nil, steps) {
			return false
		}
		at := 1
		for n = sibling(n, last); n != nil && *steps >= 0; n = sibling(n, last) {
			if *steps -= plainCost; isElement(n) && counted.match(n, nil, steps) {
				at++
			}
		}
		return *steps >= 0 && (a == 0 && at == b || a != 0 && (at-b)%a == 0 && (at-b)/a >= 0)
	})
	return true
}

func sibling(n *html.Node, next bool) *html.Node {
	if next {
		return n.NextSibling
	}
	return n.PrevSibling
}

// nth reads the formula an + b of CSS Syntax 3 §6.
func nth(formula string) (a, b int, ok bool) {
	formula = strings.ToLower(strings.Join(strings.Fields(formula), ""))
	switch formula {
	case "odd":
		return 2, 1, true
	case "even":
		return 2, 0, true
	}
	step, offset, hasStep := strings.Cut(formula, "n")
	if !hasStep {
		b, err := strconv.Atoi(formula)
		return 0, b, err == nil
	}
	if step == "" || step == "+" || step == "-" {
		step += "1"
	}
	if offset == "" {
		offset = "0"
	}
	a, errA := strconv.Atoi(step)
	b, errB := strconv.Atoi(offset)
	return a, b, errA == nil && errB == nil
}
