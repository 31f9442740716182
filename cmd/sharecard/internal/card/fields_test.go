package card

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"sharecard/templates"
)

// The table of what methods read is held to their source: a method that reads
// another field would leave cards without the picture in it.
func TestMethodReads(t *testing.T) {
	methods := methodsOfData(t, "../../../../templates")
	want := map[string][]string{}
	for name := range methods {
		if ast.IsExported(name) {
			found := map[string]bool{}
			methods.read(name, found, map[string]bool{})
			if fields := slices.Sorted(maps.Keys(found)); len(fields) > 0 {
				want[name] = fields
			}
		}
	}
	if !reflect.DeepEqual(want, methodReads) {
		var table strings.Builder
		for _, name := range slices.Sorted(maps.Keys(want)) {
			fmt.Fprintf(&table, "\t%q: {%q},\n", name, strings.Join(want[name], `", "`))
		}
		t.Errorf("by their source, methods read:\n%s", strings.ReplaceAll(table.String(), `\"`, `"`))
	}
}

// dataMethods are the methods of templates.Data by name.
type dataMethods map[string]*ast.FuncDecl

func methodsOfData(t *testing.T, dir string) dataMethods {
	t.Helper()
	files, err := fs.Glob(os.DirFS(dir), "*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source in %s: %v", dir, err)
	}
	methods := dataMethods{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), dir+"/"+name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			m, ok := d.(*ast.FuncDecl)
			if !ok || m.Recv == nil || len(m.Recv.List[0].Names) == 0 {
				continue
			}
			if star, ok := m.Recv.List[0].Type.(*ast.StarExpr); ok && fmt.Sprint(star.X) == "Data" {
				methods[m.Name.Name] = m
			}
		}
	}
	return methods
}

// read adds the article's fields that a method reads, itself or through others.
func (m dataMethods) read(name string, found, seen map[string]bool) {
	if seen[name] {
		return
	}
	seen[name] = true
	receiver := m[name].Recv.List[0].Names[0].Name
	ast.Inspect(m[name].Body, func(n ast.Node) bool {
		path := selected(n, receiver)
		if path == "" {
			return true
		}
		first, _, _ := strings.Cut(path, ".")
		switch {
		case m[first] != nil:
			m.read(first, found, seen)
		case articleField(path) != "":
			found[articleField(path)] = true
		}
		return false
	})
}

// selected returns "Source.Name" for d.Source.Name where d is the receiver; ""
// for anything else.
func selected(n ast.Node, receiver string) string {
	s, ok := n.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if x, ok := s.X.(*ast.Ident); ok && x.Name == receiver {
		return s.Sel.Name
	}
	if path := selected(s.X, receiver); path != "" {
		return path + "." + s.Sel.Name
	}
	return ""
}

// Every field of the data comes from the article, or from the request and the
// brand.
func TestArticleFieldsAreComplete(t *testing.T) {
	others := []string{"Theme", "Accent", "AllCredits", "Brand"}
	data := reflect.TypeFor[templates.Data]()
	for i := range data.NumField() {
		name := data.Field(i).Name
		known := slices.Contains(others, name)
		for path := range articleFields {
			known = known || path == name || strings.HasPrefix(path, name+".")
		}
		if !known {
			t.Errorf("nothing says where %s comes from", name)
		}
	}
}
