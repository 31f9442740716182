package render

import (
	"os"
	"testing"
	"testing/fstest"

	"sharecard/fonts"
)

// Cards of one brand share the glyphs drawn from its faces; other cards have none of
// them.
func TestTemplatesShareTypesetters(t *testing.T) {
	font, err := os.ReadFile("../fonts/NotoSansSC-Bold.otf")
	if err != nil {
		t.Fatal(err)
	}
	page := func(style string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<title>Card</title><meta name="card:size" content="99x99"><style>` + style + `</style>`)}
	}
	const own = `@font-face { font-family: "Own"; src: url(own.otf) }`
	files := fstest.MapFS{"a.html": page(own), "b.html": page(own), "plain.html": page(""), "own.otf": {Data: font}}
	var l Loader
	r := New(fonts.Builtin())
	typesetter := func(name string) *typesetter {
		tmpl, diags, err := l.Load(files, name)
		if err != nil {
			t.Fatal(err, diags)
		}
		return r.typesetterOf(tmpl)
	}
	a := typesetter("a")
	if typesetter("b") != a {
		t.Error("the same faces have two typesetters")
	}
	if a == r.types || typesetter("plain") != r.types {
		t.Error("a card without faces of its own shares those of the brand")
	}
}
