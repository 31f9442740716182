package render_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"sharecard/fonts"
	"sharecard/render"
	"sharecard/templates"
)

// A built-in card takes a *templates.Data. Its template says size, format and limit.
func ExampleRenderer_Render() {
	poster, _, err := render.Load(templates.FS, "poster")
	if err != nil {
		fmt.Println(err)
		return
	}
	card, err := render.New(fonts.Builtin()).Render(context.Background(), render.Job{
		Template: poster,
		Data: &templates.Data{
			Lang: "zh-CN", Title: "城市书房夜间开放", Summary: "下班路上，拐个弯就到。",
			URL: "https://news.example.com/a1",
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(card.Format.MIME(), card.Width, "px wide, within the limit:", len(card.Bytes) <= poster.MaxBytes)
	// Output: image/jpeg 1080 px wide, within the limit: true
}

// card is a template of one's own: any fs.FS holds it, any data fills it.
var card = fstest.MapFS{"note.html": {Data: []byte(`<!doctype html><html lang="zh-CN"><head>
<title>Note</title><meta name="card:size" content="600x200">
<style>body { margin: 0; background: #fff } p { font-size: 40px; width: 500px; height: 60px; margin: 40px }</style></head>
<body><p>{{.Text}}</p></body></html>`)}}

// What is wrong with a template comes with file, line and column.
func ExampleLoad() {
	broken := fstest.MapFS{"note.html": {Data: []byte("<style>\np { z-idnex: 1 }\n</style>")}}
	_, diagnostics, err := render.Load(broken, "note")
	for _, d := range diagnostics {
		fmt.Println(d)
	}
	fmt.Println(err != nil)
	// Output:
	// note.html:1:1: no <meta name="card:size" content="WIDTHxHEIGHT">
	// note.html:2:5: unknown property "z-idnex"; did you mean "z-index"?
	// true
}

// Fields tells what a template reads of its data.
func ExampleTemplate_Fields() {
	note, _, err := render.Load(card, "note")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(note.Fields())
	// Output: [Text]
}

// Check finds what a reader would miss, without drawing.
func ExampleRenderer_Check() {
	note, _, err := render.Load(card, "note")
	if err != nil {
		fmt.Println(err)
		return
	}
	r := render.New(fonts.Builtin())
	for _, text := range []string{"今夜有雾", "今夜有雾，江面能见度不足五百米，轮渡停航，请改乘地铁过江，明早六点恢复"} {
		found, err := r.Check(context.Background(), render.Job{Template: note, Data: map[string]string{"Text": text}})
		fmt.Println(found, err)
	}
	// Output:
	// [] <nil>
	// [note.html: p stands 14 px outside of the card] <nil>
}
