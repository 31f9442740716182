package template

import (
	"testing"
	"testing/fstest"
)

// Every file that a template reads changes its hash, and no other file does.
func TestHash(t *testing.T) {
	files := func() fstest.MapFS {
		return fstest.MapFS{
			"card.html": {Data: []byte(`<meta name="card:size" content="100x100"><link rel="stylesheet" href="base.css">` +
				`<style>p { margin: 0 }</style><p>{{template "outer" .}}</p>`)},
			"other.html":          {Data: []byte(`<meta name="card:size" content="100x100">`)},
			"base.css":            {Data: []byte(`p { color: red }`)},
			"unused.css":          {Data: []byte(`p { color: blue }`)},
			"partials/outer.html": {Data: []byte(`<b>{{template "inner" .}}</b>`)},
			"partials/inner.html": {Data: []byte(`<i>.</i>`)},
			"partials/alone.html": {Data: []byte(`<u>.</u>`)},
		}
	}
	hash := func(fsys fstest.MapFS) string {
		t.Helper()
		loaded, _, err := Load(fsys, "card")
		if err != nil {
			t.Fatal(err)
		}
		return loaded.Hash()
	}
	was := hash(files())
	if len(was) != 64 || hash(files()) != was {
		t.Fatalf("hash %q, then %q", was, hash(files()))
	}
	for name, counts := range map[string]bool{
		"card.html": true, "base.css": true, "partials/outer.html": true, "partials/inner.html": true,
		"other.html": false, "unused.css": false, "partials/alone.html": false,
	} {
		changed := files()
		changed[name] = &fstest.MapFile{Data: append(changed[name].Data, ' ')}
		if got := hash(changed) != was; got != counts {
			t.Errorf("%s: changes the hash: %t, want %t", name, got, counts)
		}
	}
	more := files()
	more["new.html"] = more["other.html"]
	if hash(more) != was {
		t.Error("a new card changes the hash of another")
	}
}
