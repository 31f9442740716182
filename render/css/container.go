package css

import (
	"github.com/tdewolff/parse/v2/css"
)

// ContainerQuery is one query of an @container rule (CSS Conditional 5 §5): it holds
// where the container that it asks meets its condition.
type ContainerQuery struct {
	Name string // of the container to ask, "" for the nearest that suits

	// Axes of which the container must know its size, in the writing mode of the
	// container where they are logical.
	Width, Height, Inline, Block bool

	condition condition // nil where any container of that name will do
}

// Matches evaluates the query. e describes the container.
func (q *ContainerQuery) Matches(e Environment) bool {
	return q.condition == nil || q.condition.eval(e)
}

// Sized reports whether the query asks for a size.
func (q *ContainerQuery) Sized() bool { return q.Width || q.Height || q.Inline || q.Block }

type (
	// sizeCondition compares a size of a container with a length, which may be relative
	// to the container's font.
	sizeCondition struct {
		feature, op string
		value       Length
	}
	// customCondition is a style() query. Value is nil where any value will do.
	customCondition struct {
		name  string
		value *CustomValue
	}
)

func (c sizeCondition) eval(e Environment) bool {
	v := e.Width
	if c.feature == "height" || c.feature == "inline-size" && e.Turned || c.feature == "block-size" && !e.Turned {
		v = e.Height
	}
	return holds(v, c.op, e.Px(c.value))
}

func (c customCondition) eval(e Environment) bool {
	v := e.Custom(c.name)
	return v != nil && (c.value == nil || v.String() == c.value.String())
}

// containerQuery reads the prelude of @container: a name, a condition, or both.
func (p *parser) containerQuery(toks []token, pos int) (*ContainerQuery, bool) {
	r := &reader{toks: toks}
	q := &ContainerQuery{}
	if name, ok := r.containerName(); ok {
		q.Name = name
	}
	if q.Name != "" && r.end() {
		return q, true
	}
	var ok bool
	if q.condition, ok = r.condition(q.feature); ok && r.end() {
		return q, true
	}
	why := r.why
	if why == "" {
		why = "the query is not complete"
		if r.far < len(toks) {
			pos = toks[r.far].pos
			why = "\"" + clip(toks[r.far].text) + "\" is not part of a container query"
		}
	}
	p.report(pos, Error, "@container: %s", why)
	return nil, false
}

// containerName reads the name of a container (CSS Conditional 5 §4.2).
func (r *reader) containerName() (string, bool) {
	t := r.peek()
	switch name := t.ident(); name {
	case "", "none", "and", "or", "not", "normal", "inherit", "initial", "unset", "revert", "default":
		return "", false
	}
	r.advance()
	return unescape(t.text), true
}

// feature reads style(), or a feature in parentheses, and notes what it needs of the
// container.
func (q *ContainerQuery) feature(r *reader) (condition, bool) {
	if r.peek().function() == "style" {
		return r.styleQuery()
	}
	switch name := r.peek().ident(); name {
	case "orientation", "aspect-ratio", "min-aspect-ratio", "max-aspect-ratio":
		q.Width, q.Height = true, true
		return r.mediaFeature()
	case "min-width", "min-height", "min-inline-size", "min-block-size":
		return q.bound(r, name[len("min-"):], ">=")
	case "max-width", "max-height", "max-inline-size", "max-block-size":
		return q.bound(r, name[len("max-"):], "<=")
	}
	start := r.i
	var all allCondition
	v, valued := r.length(lengthOnly)
	op := r.comparison()
	feature := q.size(r)
	if feature == "" {
		q.Width, q.Height = true, true
		r.i = start
		return r.mediaRange() // of a ratio
	}
	if valued {
		all = append(all, sizeCondition{feature, mirrored[op], v})
	}
	switch {
	case valued != (op != ""):
		return nil, false
	case r.peek().is(")") || r.end():
		if !valued {
			all = append(all, sizeCondition{feature, ">", Length{}})
		}
		return all, true
	case !valued && r.accept(":"):
		op = "="
	default:
		op = r.comparison()
	}
	v, ok := r.length(lengthOnly)
	return append(all, sizeCondition{feature, op, v}), ok && op != ""
}

// bound reads min-width and the like.
func (q *ContainerQuery) bound(r *reader, feature, op string) (condition, bool) {
	r.advance()
	q.needs(feature)
	if !r.accept(":") {
		return nil, false
	}
	v, ok := r.length(lengthOnly)
	return sizeCondition{feature, op, v}, ok
}

// size reads the name of a size.
func (q *ContainerQuery) size(r *reader) string {
	k, _ := r.oneOf("width", "height", "inline-size", "block-size")
	q.needs(string(k))
	return string(k)
}

func (q *ContainerQuery) needs(feature string) {
	switch feature {
	case "width":
		q.Width = true
	case "height":
		q.Height = true
	case "inline-size":
		q.Inline = true
	case "block-size":
		q.Block = true
	}
}

// styleQuery reads style(): custom properties and their values (CSS Conditional 5 §5.3).
func (r *reader) styleQuery() (c condition, ok bool) {
	ok = r.call(func(r *reader) bool {
		if t := r.peek(); t.kind == css.LeftParenthesisToken || t.ident() == "not" {
			c, ok = r.condition((*reader).customFeature)
		} else {
			c, ok = r.customFeature()
		}
		return ok
	})
	return c, ok
}

func (r *reader) customFeature() (condition, bool) {
	t := r.peek()
	if t.kind != css.CustomPropertyNameToken {
		r.fault("style() asks for custom properties only")
		return nil, false
	}
	r.advance()
	name := unescape(t.text)
	if !r.accept(":") {
		return customCondition{name, nil}, true
	}
	start := r.i
	for !r.end() && !r.peek().closes() {
		if r.peek().opens() {
			r.i = min(closing(r.toks, r.i), len(r.toks)-1)
		}
		r.advance()
	}
	return customCondition{name, &CustomValue{toks: r.toks[start:r.i]}}, true
}

// containerNameValue reads container-name: none, or names.
func containerNameValue(r *reader) Value {
	if r.word("none") {
		return Names(nil)
	}
	var names Names
	for len(names) < maxList {
		name, ok := r.containerName()
		if !ok {
			break
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil
	}
	return names
}

// expandContainer reads container: names, and a type behind a slash.
func expandContainer(p *property, r *reader) []Value {
	names := containerNameValue(r)
	if names == nil {
		return nil
	}
	kind := Value(Keyword("normal"))
	if r.accept("/") {
		kind = p.parts[1].read(r)
	}
	return []Value{names, kind}
}
