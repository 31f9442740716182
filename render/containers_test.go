package render

import (
	"context"
	"fmt"
	"image"
	"strings"
	"testing"
	"testing/fstest"
)

// hostileContainers are pages whose containers ask each other, many times or many deep.
func hostileContainers(page func(style, body string) string, nest func(open, shut string, n int) string) map[string]string {
	var queries strings.Builder
	for i := range 2_000 {
		fmt.Fprintf(&queries, "@container c%d (width > %dpx) or style(--x: y) { b { color: red } } ", i%7, i)
	}
	return map[string]string{
		"400 nested containers": page("div { container: c / size; height: 99cqh; width: 99cqi; padding: 1cqmin }"+
			" @container c (width > 9px) { div { display: flex } }", nest("<div>", "</div>", 400)),
		"2,000 queries of 200 deep": page(queries.String(), nest("<div>", strings.Repeat("<b>字</b>", 40)+"</div>", 200)),
		"1,000 containers of grids": page("div { container-type: inline-size } p { display: grid; gap: 1cqw; grid-template-columns: repeat(auto-fill, minmax(10cqw, 1fr)) }",
			strings.Repeat("<div><p><b>字</b><b>字</b></p></div>", 1_000)),
	}
}

// Containers inside each other are asked as deep as the bound on passes goes, and what is left out is said.
func TestNestedContainers(t *testing.T) {
	const style = "div { container-type: inline-size; width: 90cqw } @container (width > 0) { div { padding-left: 1px } }"
	for depth, said := range map[int]string{1: "", 5: "", 12: "deep inside each other"} {
		src := `<!doctype html><html><head><title>N</title><meta name="card:size" content="400x300"><style>` + style +
			`</style></head><body>` + strings.Repeat("<div>", depth) + strings.Repeat("</div>", depth) + `</body></html>`
		tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
		if err != nil {
			t.Fatal(err)
		}
		card, err := newTestRenderer().Render(context.Background(), Job{Template: tmpl})
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(card.Report.Diagnostics); (said == "") != (len(card.Report.Diagnostics) == 0) || !strings.Contains(got, said) {
			t.Errorf("%d deep: %s", depth, got)
		}
	}
}

// A picture that is missing is named once, however often its card is laid out.
func TestContainersReportOnce(t *testing.T) {
	const src = `<!doctype html><html><head><title>N</title><meta name="card:size" content="400x300"><style>
		div { container-type: inline-size } @container (width > 9px) { img { width: 50cqw } }
		</style></head><body><div><img src="gone.png"></div></body></html>`
	tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	missing := func(context.Context, string) (image.Image, error) {
		asked++
		return nil, errNoPicture
	}
	card, err := newTestRenderer().Render(context.Background(), Job{Template: tmpl, Images: missing})
	if err != nil || len(card.Report.Images) != 1 || asked != 1 {
		t.Errorf("asked %d times for it, reported %v, %v", asked, card.Report.Images, err)
	}
}
