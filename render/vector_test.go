package render

import (
	"bytes"
	"context"
	"image/color"
	"image/png"
	"strings"
	"testing"
	"testing/fstest"
)

// Vector pictures come from files, data: addresses and the page itself, and are
// drawn at the size of their boxes.
func TestVectorPictures(t *testing.T) {
	const page = `<!doctype html><html><head><meta name="card:size" content="120x20"><style>
*{margin:0} body{display:flex} img,svg,div{display:block;width:20px;height:20px}
.bg{background:url(dot.svg)} .inline{color:#00f}
</style></head><body><img src="dot.svg"><div class="bg"></div>
<img src="data:image/svg+xml,%3Csvg viewBox='0 0 1 1'%3E%3Cpath fill='%230f0' d='M0 0h1v1H0z'/%3E%3C/svg%3E">
<img src="data:image/svg+xml;base64,PHN2ZyB2aWV3Qm94PSIwIDAgMSAxIj48cGF0aCBmaWxsPSIjMGYwIiBkPSJNMCAwaDF2MUgweiIvPjwvc3ZnPg==">
<svg class="inline" viewBox="0 0 1 1"><path fill="currentColor" d="M0 0h1v1H0z"/><foreignObject/></svg>
<svg><rect width="50%" height="100%" fill="red"/></svg></body></html>`
	fsys := fstest.MapFS{
		"card.html": {Data: []byte(page)},
		"dot.svg":   {Data: []byte(`<svg viewBox="0 0 4 4"><circle cx="2" cy="2" r="2" fill="red"/></svg>`)},
	}
	tmpl, _, err := Load(fsys, "card")
	if err != nil {
		t.Fatal(err)
	}
	out, err := newTestRenderer().Render(context.Background(), Job{Template: tmpl, Scale: 2})
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out.Bytes))
	if err != nil {
		t.Fatal(err)
	}
	red, green, blue, white := color.RGBA{255, 0, 0, 255}, color.RGBA{0, 255, 0, 255}, color.RGBA{0, 0, 255, 255}, color.RGBA{255, 255, 255, 255}
	for i, want := range []color.RGBA{red, red, green, green, blue, white} {
		x := 40*i + 20
		if i == 5 {
			x += 5 // right of the half that is red
		}
		if got := color.RGBAModel.Convert(img.At(x, 20)); got != want {
			t.Errorf("picture %d: %v, want %v", i, got, want)
		}
	}
	if got := color.RGBAModel.Convert(img.At(1, 1)); got != white {
		t.Errorf("beside the dot: %v", got)
	}
	if len(out.Report.Images) > 0 {
		t.Errorf("failed: %v", out.Report.Images)
	}
	found := false
	for _, d := range out.Report.Diagnostics {
		found = found || strings.Contains(d.String(), "card.html: <foreignObject> is not supported in SVG")
	}
	if !found {
		t.Errorf("diagnostics: %v", out.Report.Diagnostics)
	}
}
