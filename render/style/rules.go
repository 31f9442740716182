package style

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"sharecard/render/css"
	"sharecard/render/dom"
)

// Rules are style sheets made ready for matching, in the order of the cascade.
// They are immutable and safe for concurrent use.
type Rules struct {
	sheets     []*css.Sheet
	rules      []*css.Rule        // all of them; matchEntry.rule indexes it
	byKey      map[string][]entry // by css.Selector.Key
	layered    bool               // some rule stands in a cascade layer
	registered map[string]*css.RegisteredProperty
	vector     bool // some rule of the author says what vector pictures read
}

// entry is one selector of a rule.
type entry struct {
	selector *css.Selector
	rule     int    // index into Rules.rules, which is also the order of the cascade
	layer    uint16 // 1 for the weakest layer; unlayered for a rule in none
	author   bool
}

// unlayered is stronger than all cascade layers; the layers of all sheets over it
// count as one.
const unlayered = 1<<12 - 1

// Compile joins style sheets; later ones win over earlier ones. The browser's
// own sheet is always below them.
func Compile(sheets ...*css.Sheet) *Rules {
	r := &Rules{sheets: sheets, byKey: map[string][]entry{}}
	layers := css.LayerOrder(sheets)
	r.layered = len(layers) > 0
	r.add(browserSheet, false, nil)
	for _, s := range sheets {
		r.add(s, true, layers)
		for i := range s.Properties {
			if r.registered == nil {
				r.registered = map[string]*css.RegisteredProperty{}
			}
			r.registered[s.Properties[i].Name] = &s.Properties[i]
		}
	}
	return r
}

func (r *Rules) add(s *css.Sheet, author bool, layers map[string]int) {
	for i := range s.Rules {
		rule := &s.Rules[i]
		layer := uint16(unlayered)
		if rule.Layer != "" {
			layer = uint16(min(layers[rule.Layer]+1, unlayered-1))
		}
		for j := range rule.Selectors {
			sel := &rule.Selectors[j]
			r.byKey[sel.Key] = append(r.byKey[sel.Key], entry{sel, len(r.rules), layer, author})
		}
		r.rules = append(r.rules, rule)
		r.vector = r.vector || author && len(rule.Vector) > 0
	}
}

// FontFaces are the @font-face rules whose media queries hold.
func (r *Rules) FontFaces(opts Options) []css.FontFace {
	var faces []css.FontFace
	for _, s := range r.sheets {
		for _, f := range s.FontFaces {
			if matchesAll(f.Media, opts.environment()) {
				faces = append(faces, f)
			}
		}
	}
	return faces
}

func matchesAll(media []*css.Media, env css.Environment) bool {
	for _, m := range media {
		if !m.Matches(env) {
			return false
		}
	}
	return true
}

// match is a selector that matched an element.
type match struct {
	entry
	priority uint64
	distance int // from the root of its scope
}

// compare orders matches: of those that weigh the same one of a nearer scope is stronger, and
// then the later one (CSS Cascade 6 §2.1).
func (m match) compare(o match) int {
	return cmp.Or(cmp.Compare(m.priority>>orderBits, o.priority>>orderBits), cmp.Compare(o.distance, m.distance),
		cmp.Compare(m.priority, o.priority))
}

// orderBits are the bits of a priority that tell the order of appearance.
const orderBits = 27

// collect appends the entries that match n to c.matched, lowest priority
// first.
func (c *computer) collect(n *dom.Node) {
	c.matched = c.matched[:0]
	c.collectEntries(c.rules.byKey[""], n)
	c.collectEntries(c.rules.byKey[n.Tag()], n)
	if id := n.ID(); id != "" {
		c.key = append(append(c.key[:0], '#'), id...)
		c.collectEntries(c.rules.byKey[string(c.key)], n)
	}
	for class := range strings.FieldsSeq(n.Attr("class")) {
		c.key = append(append(c.key[:0], '.'), class...)
		c.collectEntries(c.rules.byKey[string(c.key)], n)
	}
	slices.SortFunc(c.matched, match.compare)
}

func (c *computer) collectEntries(entries []entry, n *dom.Node) {
	for _, e := range entries {
		if c.steps < 0 {
			return // the document gets no more rules; Compute reports it
		}
		if !c.active[e.rule] {
			continue
		}
		distance := math.MaxInt // out of any scope
		if scopes := c.rules.rules[e.rule].Scopes; scopes == nil {
			if !e.selector.Match(n.HTML, &c.steps) {
				continue
			}
		} else {
			var ok bool
			if distance, ok = css.MatchIn(scopes, e.selector, n.HTML, &c.steps); !ok {
				continue
			}
		}
		if queries := c.rules.rules[e.rule].Containers; queries != nil && e.selector.Pseudo == "" && !c.holds(queries, c.outside(n)) {
			continue
		}
		c.matched = append(c.matched, match{e, e.priority(), distance})
	}
}

// priority orders the matches: origin, layer, specificity, order of appearance (CSS
// Cascade 5 §6.1). Importance is dealt with as declarations are applied.
func (e entry) priority() uint64 {
	p := uint64(0)
	if e.author {
		p = 1
	}
	p = p<<12 | uint64(e.layer)
	for _, s := range e.selector.Specificity {
		p = p<<8 | uint64(min(s, 1<<8-1))
	}
	return p<<orderBits | uint64(e.rule)
}
