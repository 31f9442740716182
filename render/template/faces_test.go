package template

import (
	"maps"
	"os"
	"runtime"
	"testing"
	"testing/fstest"
)

// Cards of one brand share its faces; another brand's are its own, and what no
// template uses any more is let go.
func TestTemplatesShareFaces(t *testing.T) {
	font, err := os.ReadFile("../../fonts/NotoSansSC-Bold.otf")
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
	load := func(fsys fstest.MapFS, name string) *FaceSet {
		t.Helper()
		tpl, diags, err := l.Load(fsys, name)
		if err != nil {
			t.Fatal(err, diags)
		}
		return tpl.Faces()
	}
	a := load(files, "a")
	if load(files, "b") != a || load(maps.Clone(files), "a") != a {
		t.Error("the same faces are read twice")
	}
	if a == nil || load(other, "a") == a {
		t.Error("a face of another name is shared")
	}
	runtime.KeepAlive(a)
	runtime.GC()
	files["brand.css"] = &fstest.MapFile{Data: []byte(`@font-face { font-family: "New"; src: url(own.otf) }`)}
	load(files, "a")
	if n := len(l.sets); n != 1 {
		t.Errorf("%d sets are kept, one is in use", n)
	}
}
