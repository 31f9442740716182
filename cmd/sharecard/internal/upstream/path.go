package upstream

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"sharecard/cmd/sharecard/internal/article/lenient"
)

// path leads from the root of a document to a value.
type path []step

// step goes into a member of an object, or an element of an array.
type step struct {
	name  string // of a member; "" for an element
	index int    // of an element; each: all of them
}

// each is the index of a step to every element.
const each = -1

const (
	maxPathBytes = 200
	maxIndex     = 999
)

func parsePath(text string) (path, error) {
	if len(text) > maxPathBytes {
		return nil, fmt.Errorf("is longer than %d bytes", maxPathBytes)
	}
	var p path
	lists := 0
	for part := range strings.SplitSeq(text, ".") {
		name, brackets, _ := strings.Cut(part, "[")
		if name == "" || strings.ContainsAny(name, `]" `) {
			return nil, fmt.Errorf("%q is no name in a path such as data.list[0].title", part)
		}
		p = append(p, step{name: name})
		if len(brackets) == len(part)-len(name) { // no bracket
			continue
		}
		for inside := range strings.SplitSeq(brackets, "[") {
			number, closed := strings.CutSuffix(inside, "]")
			index, err := strconv.Atoi(number)
			switch {
			case !closed, number != "" && (err != nil || index < 0 || index > maxIndex):
				return nil, fmt.Errorf("%q: brackets hold nothing, for each element, or its number from 0 to %d", part, maxIndex)
			case number == "":
				index = each
				lists++
			}
			p = append(p, step{index: index})
		}
	}
	if lists > 1 {
		return nil, errors.New("goes through more than one []")
	}
	return p, nil
}

func (p path) String() string {
	var b strings.Builder
	for _, s := range p {
		switch {
		case s.name == "" && s.index == each:
			b.WriteString("[]")
		case s.name == "":
			b.WriteString("[" + strconv.Itoa(s.index) + "]")
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// cut returns what stands before and after the step to each element.
func (p path) cut() (list, element path, found bool) {
	for i, s := range p {
		if s.name == "" && s.index == each {
			return p[:i], p[i+1:], true
		}
	}
	return p, nil, false
}

// at is the path with the step to each element led to one of them.
func (p path) at(index int) path {
	list, element, found := p.cut()
	if !found {
		return p
	}
	there := append(path{}, list...)
	return append(append(there, step{index: index}), element...)
}

// find follows the path from v; nil where something on the way is absent or says
// that there is none. A list of one and its element stand for each other. The path
// has no step to each element.
func (p path) find(v any) (any, *Fault) {
	for i, s := range p {
		if lenient.IsNone(v) {
			return nil, nil
		}
		list, isList := v.([]any)
		if isList && s.name != "" && len(list) == 1 {
			v, isList = list[0], false
		}
		object, isObject := v.(map[string]any)
		switch {
		case s.name != "" && isObject:
			v = object[s.name]
		case s.name != "" && isList:
			return nil, &Fault{p[:i].String(), "is an array, not an object; name an element by its number, [0]"}
		case s.name != "":
			return nil, &Fault{p[:i].String(), "is " + lenient.KindOf(v) + ", so there is no " + path{s}.String() + " in it"}
		case isList && s.index < len(list):
			v = list[s.index]
		case isList || s.index > 0:
			return nil, nil
		}
	}
	return v, nil
}
