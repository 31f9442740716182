package render

import (
	"maps"
	"os"
	"testing"
	"testing/fstest"

	"sharecard/fonts"
)

// Cards of one brand share what is kept of its faces; another brand's is its own.
func TestTemplatesShareTypesetters(t *testing.T) {
	font, err := os.ReadFile("../fonts/NotoSansSC-Bold.otf")
	if err != nil {
		t.Fatal(err)
	}
	const card = `<title>Card</title><meta name="card:size" content="99x99"><link rel="stylesheet" href="brand.css"><p>`
	files := fstest.MapFS{
		"a.html": {Data: []byte(card + "a")}, "b.html": {Data: []byte(card + "b")},
		"brand.css": {Data: []byte(`@font-face { font-family: "Own"; src: url(own.otf) }`)},
		"own.otf":   {Data: font},
	}
	other := maps.Clone(files)
	other["brand.css"] = &fstest.MapFile{Data: []byte(`@font-face { font-family: "Other"; src: url(own.otf) }`)}

	var l Loader
	r := New(fonts.Builtin())
	load := func(fsys fstest.MapFS, name string) *typesetter {
		t.Helper()
		tpl, diags, err := l.Load(fsys, name)
		if err != nil {
			t.Fatal(err, diags)
		}
		return r.typesetterOf(tpl)
	}
	a := load(files, "a")
	if load(files, "b") != a || load(maps.Clone(files), "a") != a {
		t.Error("the same faces are read twice")
	}
	if a == r.types || load(other, "a") == a {
		t.Error("a face of another name is shared")
	}
}
