package style

import (
	"maps"
	"slices"

	"sharecard/render/css"
)

// scope is the custom properties of an element. Elements that set none share
// their parent's.
type scope struct {
	values     map[string]*css.CustomValue
	text       map[string]string // the same as text, for Style.Custom
	registered map[string]*css.RegisteredProperty
	own        bool // some of values is not inherited
}

// lookup returns the value of a property: the one that is set, or the initial value
// of @property; nil where there is none.
func (s *scope) lookup(name string) *css.CustomValue {
	if s == nil {
		return nil
	}
	if v := s.values[name]; v != nil {
		return v
	}
	if r := s.registered[name]; r != nil {
		return r.Initial
	}
	return nil
}

// inherited is what the children of an element inherit of its scope: not the
// properties that @property says are not inherited.
func (s *scope) inherited() *scope {
	if s == nil || !s.own {
		return s
	}
	out := &scope{values: maps.Clone(s.values), text: maps.Clone(s.text), registered: s.registered}
	for name := range s.values {
		if r := s.registered[name]; r != nil && !r.Inherits {
			delete(out.values, name)
			delete(out.text, name)
		}
	}
	return out
}

// copyCost is the number of steps that one custom property of an element counts
// for: its value is copied twice.
const copyCost = 8

// scopeOf resolves the custom properties that c.decls set (CSS Variables 1
// §2–3).
func (c *computer) scopeOf(parent *scope) *scope {
	if parent == nil && c.rules.registered != nil {
		parent = &scope{registered: c.rules.registered}
	}
	if parent != nil && parent.own {
		if c.steps -= copyCost * len(parent.values); c.steps < 0 {
			return parent
		}
	}
	around := parent
	parent = parent.inherited()
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
	r := resolver{c: c, parent: parent, around: around, set: set, out: map[string]*css.CustomValue{}, state: map[string]visit{}}
	if parent != nil {
		maps.Copy(r.out, parent.values)
	}
	// The sorted order makes the same properties pass the bounds each time.
	for _, name := range slices.Sorted(maps.Keys(set)) {
		r.resolve(name)
	}
	s := &scope{values: r.out, text: make(map[string]string, len(r.out)), registered: c.rules.registered}
	if parent != nil {
		maps.Copy(s.text, parent.text)
	}
	for name := range set {
		if v := r.out[name]; v != nil {
			s.text[name] = v.String()
			if p := s.registered[name]; p != nil && !p.Inherits {
				s.own = true
			}
		} else {
			delete(s.text, name)
		}
	}
	return s
}

// resolver computes custom properties that refer to each other.
type resolver struct {
	c      *computer
	parent *scope // what is inherited of around
	around *scope // the parent element's
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
		switch v {
		case css.Initial:
			return nil
		case css.Inherit:
			return r.around.lookup(name)
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
