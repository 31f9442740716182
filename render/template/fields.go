package template

import (
	htmltemplate "html/template"
	"maps"
	"slices"
	"strings"
	"text/template/parse"
)

// Fields returns what the template's actions read of the data: names of fields
// and methods, with those read of them after a dot where that is plain to see:
// "CoverInfo.Credit", "Cover", "Title". They are sorted, and each stands once.
// Partials are followed with the data they are given; an action that is never
// reached counts too. The result is shared and must not be changed.
func (t *Template) Fields() []string { return t.fields }

// findFields finds the fields that a parsed template reads of its data, each with
// the first place that reads it as "NAME:line:column", NAME being that of the
// template or of the partial; and the partials that it puts in, sorted.
func findFields(t *htmltemplate.Template) (fields map[string]string, partials []string) {
	if t == nil || t.Tree == nil {
		return nil, nil
	}
	f := fieldFinder{set: t, tree: t.Tree, found: map[string]string{}, seen: map[string]bool{}, partials: map[string]bool{}}
	f.list(t.Tree.Root, "", dataScope())
	return f.found, slices.Sorted(maps.Keys(f.partials))
}

// fieldFinder walks the actions of a template and of its partials.
type fieldFinder struct {
	set      *htmltemplate.Template
	tree     *parse.Tree // that is walked
	found    map[string]string
	seen     map[string]bool // partial and its data: each is walked once
	partials map[string]bool // names of the files that partials stand in
}

// elsewhere is the path of a value that is not the data nor a field of it.
const elsewhere = "?"

// scope is what the variables in sight stand for, as paths from the data: "" is
// the data itself, "Source" a field of it.
type scope map[string]string

// dataScope is the scope in which $ is the data.
func dataScope() scope { return scope{"$": ""} }

// maxPath bounds a path in names, so that a partial that hands itself a field
// of its data is walked a few times only.
const maxPath = 8

// join is the path of names below path.
func join(path string, names []string) string {
	if path == elsewhere {
		return elsewhere
	}
	path = strings.TrimPrefix(path+"."+strings.Join(names, "."), ".")
	if strings.Count(path, ".") >= maxPath {
		return elsewhere
	}
	return path
}

// list walks the nodes of a body in which dot is the value at path.
func (f *fieldFinder) list(l *parse.ListNode, dot string, vars scope) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			f.pipe(n.Pipe, dot, vars)
		case *parse.IfNode:
			f.pipe(n.Pipe, dot, vars)
			f.list(n.List, dot, vars)
			f.list(n.ElseList, dot, vars)
		case *parse.WithNode:
			f.list(n.List, f.pipe(n.Pipe, dot, vars), vars)
			f.list(n.ElseList, dot, vars)
		case *parse.RangeNode:
			f.pipe(n.Pipe, dot, vars)
			for _, v := range n.Pipe.Decl {
				vars[v.Ident[0]] = elsewhere
			}
			f.list(n.List, elsewhere, vars)
			f.list(n.ElseList, dot, vars)
		case *parse.TemplateNode:
			f.partial(n, dot, vars)
		}
	}
}

// derivedMark stands in the names under which html/template keeps the forms of
// a partial that stands in other contexts than text.
const derivedMark = "$htmltemplate_"

func (f *fieldFinder) partial(n *parse.TemplateNode, dot string, vars scope) {
	data := elsewhere
	if n.Pipe != nil {
		data = f.pipe(n.Pipe, dot, vars)
	}
	name, _, _ := strings.Cut(n.Name, derivedMark)
	visit := name + " " + data
	part := f.set.Lookup(name)
	if f.seen[visit] || part == nil || part.Tree == nil {
		return
	}
	f.seen[visit] = true
	caller := f.tree
	f.tree = part.Tree
	f.partials[part.Tree.ParseName] = true
	f.list(part.Tree.Root, data, scope{"$": data})
	f.tree = caller
}

// pipe notes the fields that a pipeline reads, and returns the path of its
// value.
func (f *fieldFinder) pipe(p *parse.PipeNode, dot string, vars scope) string {
	value := elsewhere
	for i, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			if path := f.arg(arg, dot, vars); len(p.Cmds) == 1 && len(cmd.Args) == 1 && i == 0 {
				value = path
			}
		}
	}
	for _, v := range p.Decl {
		vars[v.Ident[0]] = value
	}
	return value
}

// arg notes the field that an operand reads, and returns its path.
func (f *fieldFinder) arg(n parse.Node, dot string, vars scope) string {
	path := elsewhere
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		path = join(dot, n.Ident)
	case *parse.VariableNode:
		known, ok := vars[n.Ident[0]]
		switch {
		case !ok:
			return elsewhere
		case len(n.Ident) == 1:
			return known
		}
		path = join(known, n.Ident[1:])
	case *parse.ChainNode:
		if path = join(f.arg(n.Node, dot, vars), n.Field); path == elsewhere {
			return path
		}
	case *parse.PipeNode:
		return f.pipe(n, dot, vars)
	}
	if _, known := f.found[path]; !known && path != elsewhere {
		f.found[path], _ = f.tree.ErrorContext(n)
	}
	return path
}
