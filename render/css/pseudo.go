package css

import (
	"strings"

	"github.com/tdewolff/parse/v2/css"
	"golang.org/x/net/html"
)

// isPseudoElement reports a pseudo-element that may show: those of CSS 2 are written
// with one colon too.
func isPseudoElement(name string, twoColons bool) bool {
	switch name {
	case "before", "after", "first-line", "first-letter":
		return true
	case "marker":
		return twoColons
	}
	return false
}

// pseudo reads a pseudo-class or pseudo-element. Those that cascadia matches
// are returned as tokens.
func (p *selectorParser) pseudo(s *Selector, c *compound, depth int) (simple []token, ok bool) {
	colon := p.toks[p.i]
	p.i++
	element := false
	if t := p.peek(); t.kind == css.ColonToken && !t.space {
		element = true
		p.i++
	}
	t := p.peek()
	name, function := t.ident(), t.function()
	switch {
	case depth > 0 && isPseudoElement(name, element): // Selectors 4 §3.6.3
		return nil, p.fail(colon, Error, "::%s may not stand inside :is(), :where() or :not()", name)
	case isPseudoElement(name, element):
		s.Pseudo = name
		s.Specificity[2]++
		p.i++
		return nil, true
	case element && (unseen[name] || unseen[function] || strings.HasPrefix(name, "-")):
		// It never shows in a picture.
		end := p.i + 1
		if function != "" {
			end = closing(p.toks, p.i) + 1
		}
		p.i = min(end, len(p.toks))
		s.Specificity[2]++
		c.never = true
		return nil, true
	case element:
		hint := DidYouMean(name, []string{"before", "after", "marker", "first-line", "first-letter"})
		return nil, p.fail(colon, Error, "unknown pseudo-element \"::%s\"%s", clip(strings.TrimSuffix(t.text, "(")), hint)
	}
	switch name {
	case "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type":
		c.cost = siblingCost
		fallthrough
	case "root", "empty", "link", "enabled", "disabled", "checked":
		s.Specificity[1]++
		p.i++
		return []token{colon, t}, true
	case "any-link":
		s.Specificity[1]++
		p.i++
		t.text = "link"
		return []token{colon, t}, true
	case "defined", "open", "read-only", "read-write", "required", "optional":
		s.Specificity[1]++
		p.i++
		c.tests = append(c.tests, map[string]elementTest{
			"defined": isDefined, "open": isOpen, "read-write": isEditable, "required": isRequired,
			"optional":  func(n *html.Node, steps *int) bool { return isField(n) && !isRequired(n, steps) },
			"read-only": func(n *html.Node, steps *int) bool { return !isEditable(n, steps) },
		}[name])
		return nil, true
	case "scope":
		s.Specificity[1]++
		p.i++
		c.scope = true
		return nil, true
	case "hover", "active", "focus", "focus-visible", "focus-within", "visited", "target", "host", "autofill", "placeholder-shown",
		"fullscreen", "modal", "popover-open", "picture-in-picture", "user-valid", "user-invalid", "has-slotted", "target-current",
		"current", "past", "future", "xr-overlay", "active-view-transition", "default", "indeterminate", "in-range", "out-of-range",
		"target-before", "target-after", "interest-source", "interest-target", "navigation-source", "playing", "paused", "seeking",
		"buffering", "stalled", "muted", "volume-locked", "local-link", "blank",
		"-moz-focusring", "-moz-ui-invalid", "-webkit-autofill", "-webkit-full-screen", "-internal-autofill-selected":
		// It never applies to a picture.
		s.Specificity[1]++
		c.never = true
		p.i++
		return nil, true
	}
	switch function {
	case "lang":
		s.Specificity[1]++
		p.i++
		r := &reader{toks: p.toks[p.i:closing(p.toks, p.i-1)]}
		langs, ok := r.langs()
		if !ok || !r.end() {
			return nil, p.fail(t, Error, ":lang() needs names of languages, as in :lang(zh, en)")
		}
		p.i += len(r.toks) + 1
		c.tests = append(c.tests, func(n *html.Node, steps *int) bool {
			*steps -= maxDepth
			return matchesLang(n, langs)
		})
		return nil, true
	case "dir":
		s.Specificity[1]++
		dir := p.toks[min(p.i+1, len(p.toks)-1)].ident()
		if end := closing(p.toks, p.i); end != p.i+2 || dir != "ltr" && dir != "rtl" {
			return nil, p.fail(t, Error, ":dir() needs ltr or rtl")
		}
		p.i += 3
		c.tests = append(c.tests, func(n *html.Node, steps *int) bool {
			*steps -= maxDepth
			return directionOf(n) == dir
		})
		return nil, true
	case "has":
		return nil, p.has(s, c, colon, depth)
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		c.cost = siblingCost
		s.Specificity[1]++
		end := min(closing(p.toks, p.i)+1, len(p.toks))
		if of := p.indexOf("of", end); of > 0 && (function == "nth-child" || function == "nth-last-child") {
			return nil, p.nthOf(s, c, of, function == "nth-last-child", depth)
		}
		simple = append([]token{colon}, p.toks[p.i:end]...)
		p.i = end
		return simple, true
	case "is", "where", "not", "-webkit-any":
		if depth >= maxNesting {
			return nil, p.fail(colon, Error, "the selector is nested too deeply")
		}
		p.i++
		list, ok := p.list(depth + 1)
		if !ok || !p.closeArgument() {
			return nil, false
		}
		if function != "where" {
			addMost(&s.Specificity, list)
		}
		c.lists = append(c.lists, selectorList{function == "not", list})
		return nil, true
	case "host", "host-context", "state", "active-view-transition-type": // there is no shadow tree, and nothing sets a state
		s.Specificity[1]++
		c.never = true
		p.i = min(closing(p.toks, p.i)+1, len(p.toks))
		return nil, true
	case "nth-col", "nth-last-col":
		return nil, p.fail(colon, Error, ":%s() is not supported", function)
	}
	shown := strings.TrimSuffix(t.text, "(")
	return nil, p.fail(colon, Error, "unknown pseudo-class \":%s\"%s", clip(shown), DidYouMean(shown, pseudoClasses))
}

var pseudoClasses = []string{
	"root", "empty", "not", "is", "where", "first-child", "last-child", "only-child", "nth-child", "nth-last-child",
	"first-of-type", "last-of-type", "only-of-type", "nth-of-type", "nth-last-of-type", "lang", "has", "before", "after",
}

// unseen are pseudo-elements that never show in a picture.
var unseen = map[string]bool{
	"backdrop": true, "selection": true, "placeholder": true, "file-selector-button": true, "target-text": true, "highlight": true,
	"spelling-error": true, "grammar-error": true, "cue": true, "view-transition": true, "details-content": true,
	"part": true, "slotted": true, "scroll-marker": true, "scroll-marker-group": true, "scroll-button": true,
	"picker": true, "picker-icon": true,
	"checkmark": true, "column": true, "search-text": true, "view-transition-group": true, "view-transition-image-pair": true,
	"view-transition-old": true, "view-transition-new": true, "view-transition-group-children": true,
}
