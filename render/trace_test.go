package render

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/render/style"
	"sharecard/templates"
)

// A trace leads from a box to the line of the template it comes from, to its
// style and to its text.
func TestTrace(t *testing.T) {
	fsys := fstest.MapFS{
		"card.html": {Data: []byte(`<!doctype html><html><head><meta name="card:size" content="400x300">
<style>h1 { padding: 10px; font-size: 40px; color: #102030; -webkit-line-clamp: 1; display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden }</style></head>
<body>
<h1 class="big{{if true}} x{{end}}">{{.Title}}</h1>
{{template "foot" .}}
</body></html>`)},
		"partials/foot.html": {Data: []byte("\n<p>尾<svg width=\"1em\" height=\"1em\"><g></g></svg></p>")},
	}
	tmpl, diags, err := Load(fsys, "card")
	if err != nil {
		t.Fatal(err, diags)
	}
	tr, err := newTestRenderer().Trace(context.Background(), Job{Template: tmpl, Data: &templates.Data{Title: "这是一行放不下的标题，会被截断"}})
	if err != nil {
		t.Fatal(err)
	}
	find := func(name string) TracedBox {
		i := slices.IndexFunc(tr.Boxes, func(b TracedBox) bool { return b.Element == name })
		if i < 0 {
			t.Fatalf("no box %s", name)
		}
		return tr.Boxes[i]
	}
	h1 := find("h1.big.x")
	if h1.At != "card.html:4" || find("p").At != "partials/foot.html:2" {
		t.Errorf("h1 is at %q, p at %q", h1.At, find("p").At)
	}
	if h1.Padding.Left != 10 || len(h1.Lines) != 1 || h1.Text == nil || !h1.Text.Cut || h1.Text.FontSize != 40 {
		t.Errorf("h1 is %+v", h1)
	}
	if !slices.Contains(h1.Style, style.Property{Name: "color", Value: "#102030"}) {
		t.Errorf("the style of h1 lacks its colour: %v", h1.Style)
	}
	if tr.Boxes[h1.Parent].Element != "body" {
		t.Errorf("the parent of h1 is %s", tr.Boxes[h1.Parent].Element)
	}
	if tr.Image.Width != 400 || len(tr.Stages) != 4 {
		t.Errorf("picture of %d px, stages %v", tr.Image.Width, tr.Stages)
	}
}

// Taking a card apart does not change it.
func TestTraceDrawsTheSame(t *testing.T) {
	r := newTestRenderer()
	for _, name := range allCards() {
		tmpl := loadCard(t, name)
		f := fixtures()[0]
		job := Job{Template: tmpl, Data: &f.data, Images: fixtureImages()}
		want, err := r.Render(context.Background(), job)
		if err != nil {
			t.Fatal(err)
		}
		tr, err := r.Trace(context.Background(), job)
		if err != nil {
			t.Fatal(err)
		}
		if string(tr.Image.Bytes) != string(want.Bytes) {
			t.Errorf("%s: the picture of the trace differs", name)
		}
		for _, b := range tr.Boxes {
			if b.At == "" && !strings.HasPrefix(b.Element, "html") {
				t.Errorf("%s: %s has no place", name, b.Element)
			}
		}
	}
}
