package render

import (
	"bytes"
	"testing"
	"testing/fstest"
)

// A block that stands in an inline box moves and fades with it; an inset in percent is
// of the block around.
func TestInlineBoxesMoveWhatTheyHold(t *testing.T) {
	draw := func(body string) []byte {
		page := `<!doctype html><html lang="zh-CN"><head><meta name="card:size" content="200x120"><style>
body { margin: 0; font: 16px/24px "Noto Sans SC" } p { margin: 0; height: 90px } div { background: #fc9 }</style></head>
<body>` + body + `</body></html>`
		tmpl, _, err := Load(fstest.MapFS{"card.html": {Data: []byte(page)}}, "card")
		if err != nil {
			t.Fatal(err)
		}
		s := laidOut(t, newTestRenderer(), Job{Template: tmpl})
		defer s.release()
		return bytes.Clone(painted(t, s).Pix)
	}
	for _, tt := range [][2]string{
		{
			`<span style="position:relative;top:10px;left:8px">移<div>块</div>后</span>`,
			`<section style="position:relative;top:10px;left:8px">移<div>块</div>后</section>`,
		},
		{
			`<span style="opacity:.5">前<div>块</div>后</span>`,
			`<section style="opacity:.5">前<div>块</div>后</section>`,
		},
		{`<p>一<span style="position:relative;top:50%">百</span></p>`, `<p>一<span style="position:relative;top:45px">百</span></p>`},
	} {
		if !bytes.Equal(draw(tt[0]), draw(tt[1])) {
			t.Errorf("%s is not drawn as %s", tt[0], tt[1])
		}
	}
}

// What line-clamp leaves out of a box with paragraphs is not drawn below its last line.
func TestClampedParagraphsAreNotDrawn(t *testing.T) {
	const page = `<!doctype html><html lang="zh-CN"><head><meta name="card:size" content="200x120"><style>
body { margin: 0; font: 16px/24px "Noto Sans SC" } p { margin: 0 }
.c { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; height: 120px }</style></head>
<body><div class="c"><p>一</p><p>二</p><p>三</p><div>四</div></div></body></html>`
	tmpl, _, err := Load(fstest.MapFS{"card.html": {Data: []byte(page)}}, "card")
	if err != nil {
		t.Fatal(err)
	}
	s := laidOut(t, newTestRenderer(), Job{Template: tmpl})
	defer s.release()
	img := painted(t, s)
	for i, v := range img.Pix[48*img.Stride:] {
		if v != 255 {
			t.Fatalf("ink at %d, %d", i%img.Stride/4, 48+i/img.Stride)
		}
	}
	if !s.report.Cut() {
		t.Error("the report does not tell that text was cut")
	}
}
