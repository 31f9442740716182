package style

import (
	"maps"
	"slices"

	"sharecard/render/css"
)

// scope is the custom properties of an element. Elements that set none share
// their parent's.
type scope struct {
	values map[string]*css.CustomValue
	text   map[string]string // the same as text, for Style.Custom
}

func (s *scope) lookup(name string) *css.CustomValue {
	if s == nil {
		return nil
	}
	return s.values[name]
}

// copyCost is the number of steps that one custom property of an element counts
// for: its value is copied twice.
const copyCost = 8

// scopeOf resolves the custom properties that c.decls set (CSS Variables 1
// §2–3).
func (c *computer) scopeOf(parent *scope) *scope {
	var set map[string]*css.Declaration
	for _, d := range c.decls {
		if d.ID == css.Custom {
			if set == nil {
				set = map[string]*css.Declaration{}
			}
			set[d.Name] = d
		}
	}
	if set == nil {
		return parent
	}
	c.steps -= copyCost * len(set)
	if parent != nil {
		c.steps -= copyCost * len(parent.values)
	}
	if c.steps < 0 {
		return parent
	}
	r := resolver{c: c, parent: parent, set: set, out: map[string]*css.CustomValue{}, state: map[string]visit{}}
	if parent != nil {
		maps.Copy(r.out, parent.values)
	}
	// The sorted order makes the same properties pass the bounds each time.
	for _, name := range slices.Sorted(maps.Keys(set)) {
		r.resolve(name)
	}
	s := &scope{values: r.out, text: make(map[string]string, len(r.out))}
	if parent != nil {
		maps.Copy(s.text, parent.text)
	}
	for name := range set {
		if v := r.out[name]; v != nil {
			s.text[name] = v.String()
		} else {
			delete(s.text, name)
		}
	}
	return s
}

// resolver computes custom properties that refer to each other.
type resolver struct {
	c      *computer
	parent *scope
	set    map[string]*css.Declaration
	out    map[string]*css.CustomValue
	state  map[string]visit
	path   []string
}

// visit is the state of one property in the search for cycles.
type visit uint8

const (
	unseen visit = iota
	open
	cyclic // open, and known to be part of a cycle
	done
)

// maxChain bounds how deep custom properties may refer to each other.
const maxChain = 256

// resolve computes one property; nil where it is not set or invalid. All
// members of a cycle are invalid (CSS Variables 1 §2.3).
func (r *resolver) resolve(name string) *css.CustomValue {
	d, ok := r.set[name]
	if !ok {
		return r.parent.lookup(name)
	}
	switch r.state[name] {
	case done:
		return r.out[name]
	case open, cyclic:
		for i := len(r.path) - 1; i >= 0; i-- {
			r.state[r.path[i]] = cyclic
			if r.path[i] == name {
				break
			}
		}
		return nil
	}
	if len(r.path) >= maxChain {
		return nil
	}
	r.state[name] = open
	r.path = append(r.path, name)
	v := r.compute(name, d)
	r.path = r.path[:len(r.path)-1]
	if r.state[name] == cyclic {
		v = nil
	}
	r.state[name] = done
	if v == nil {
		delete(r.out, name)
	} else {
		r.out[name] = v
	}
	return v
}

func (r *resolver) compute(name string, d *css.Declaration) *css.CustomValue {
	switch v := d.Value.(type) {
	case css.Wide:
		if v == css.Initial {
			return nil
		}
		return r.parent.lookup(name)
	case *css.CustomValue:
		if !v.HasVar() {
			return v
		}
		out, err := v.Substitute(r.resolve, &r.c.vars)
		if err != nil {
			return nil
		}
		return out
	}
	return nil
}
