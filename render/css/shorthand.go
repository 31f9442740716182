package css

// four reads one to four values for top, right, bottom and left, each as the
// longhands read theirs: a missing one is that of the opposite side.
func four(p *property, r *reader) []Value { return r.sides(p.parts[0].read) }

func (r *reader) sides(parse func(*reader) Value) []Value {
	v := r.several(4, parse)
	switch len(v) {
	case 0:
		return nil
	case 1:
		return []Value{v[0], v[0], v[0], v[0]}
	case 2:
		return []Value{v[0], v[1], v[0], v[1]}
	case 3:
		return []Value{v[0], v[1], v[2], v[1]}
	}
	return v
}

// two reads one or two values, each as the longhands read theirs; one alone is
// for both.
func two(p *property, r *reader) []Value {
	v := r.several(2, p.parts[0].read)
	if len(v) == 1 {
		v = append(v, v[0])
	}
	return v
}

// several reads up to n values.
func (r *reader) several(n int, parse func(*reader) Value) []Value {
	var list []Value
	for len(list) < n && !r.end() {
		v := parse(r)
		if v == nil {
			break
		}
		list = append(list, v)
	}
	return list
}

// anyOrder reads the value of each longhand at most once, in any order, at
// least one; a missing one is initial.
func anyOrder(p *property, r *reader) []Value {
	values := make([]Value, len(p.parts))
	found := false
next:
	for !r.end() {
		for i, part := range p.parts {
			if values[i] == nil {
				if values[i] = part.read(r); values[i] != nil {
					found = true
					continue next
				}
			}
		}
		return nil
	}
	if !found {
		return nil
	}
	for i := range values {
		if values[i] == nil {
			values[i] = Initial
		}
	}
	return values
}

// anyOrderOr reads a keyword that stands for values of all longhands, or else
// the longhands in any order.
func anyOrderOr(whole map[Keyword][]Value) func(*property, *reader) []Value {
	return func(p *property, r *reader) []Value {
		if values, ok := whole[Keyword(r.peek().ident())]; ok {
			if r.advance(); r.end() {
				return values
			}
			r.i = 0
		}
		return anyOrder(p, r)
	}
}

// repeated reads the longhands of one side in any order and sets those of the
// other sides alike.
func repeated(p *property, r *reader) []Value {
	side := property{parts: p.parts[:perSide]}
	one := anyOrder(&side, r)
	if one == nil {
		return nil
	}
	var all []Value
	for len(all) < len(p.parts) {
		all = append(all, one...)
	}
	return all
}

// perSide is the number of longhands that a side of a border has.
const perSide = 3

// lengthOf returns a reader of a <length> in one of the forms.
func lengthOf(form lengthForm) func(*reader) Value {
	return func(r *reader) Value {
		if l, ok := r.length(form); ok {
			return l
		}
		return nil
	}
}

func integerValue(r *reader) Value {
	if n, ok := r.integer(); ok {
		return Integer(n)
	}
	return nil
}
