package svg

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	over "image/draw"
	"image/png"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"sharecard/render/css"
	"sharecard/render/raster"
)

func round(v float64) float64 {
	r := float64(int(v*100+1e-6+0.5*sign(v))) / 100
	return r
}

func sign(v float64) float64 {
	if v < 0 {
		return -1
	}
	return 1
}

func TestTransforms(t *testing.T) {
	for _, tt := range []struct {
		value string
		x, y  float64 // where 10,0 comes to
		ok    bool
	}{
		{"", 10, 0, true},
		{"none", 10, 0, true},
		{"translate(5)", 15, 0, true},
		{"translate(5 -6), scale(2)", 25, -6, true},
		{"scale(2)translate(5,1)", 30, 2, true},
		{"rotate(90)", 0, 10, true},
		{"rotate(90, 10, 10)", 20, 10, true},
		{"rotate(.25turn)", 0, 10, true},
		{"skewY(45)", 10, 10, true},
		{"matrix(1 2 3 4 5 6)", 15, 26, true},
		{"translate(5px, 0)", 15, 0, true},
		{"rotate(1 2)", 0, 0, false},
		{"spin(1)", 0, 0, false},
		{"scale(1", 0, 0, false},
	} {
		m, ok := parseTransform(tt.value)
		if ok != tt.ok {
			t.Errorf("%q: %v", tt.value, ok)
			continue
		}
		if x, y := m.TransformPoint(10, 0); ok && (round(x) != tt.x || round(y) != tt.y) {
			t.Errorf("%q: 10,0 comes to %g,%g", tt.value, x, y)
		}
	}
}

// The pictures of testdata, beside what Chromium draws: mean difference of all
// channels, of 255.
func TestLooksAsInChromium(t *testing.T) {
	for name, most := range map[string]float64{"shapes": 0.5, "logo": 0.5, "gradients": 0.5} {
		src, err := os.ReadFile("testdata/" + name + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		img, diags, err := Parse(src, name+".svg")
		if err != nil || len(diags) > 0 {
			t.Fatal(diags, err)
		}
		w, h, _ := img.Size()
		got := rastered(t, img, int(w), int(h))
		file, err := os.ReadFile("testdata/" + name + ".png")
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		page := image.NewRGBA(want.Bounds())
		over.Draw(page, page.Rect, want, image.Point{}, over.Src)
		if page.Rect != got.Rect {
			t.Fatalf("%s is %v, in Chromium %v", name, got.Rect, page.Rect)
		}
		sum := 0
		for i, v := range got.Pix {
			sum += max(int(v)-int(page.Pix[i]), int(page.Pix[i])-int(v))
		}
		score := float64(sum) / float64(len(got.Pix)) * 4 / 3
		t.Logf("%s: %.3f", name, score)
		if score > most {
			t.Errorf("%s: mean difference %.3f, want at most %.2f", name, score, most)
		}
	}
}

// rastered draws a picture on white.
func rastered(t testing.TB, img *Image, w, h int) *image.RGBA {
	t.Helper()
	page := image.NewRGBA(image.Rect(0, 0, w, h))
	over.Draw(page, page.Rect, image.White, image.Point{}, over.Src)
	layer, err := img.Picture(color.NRGBA{A: 255}).Raster(w, h, 1, page.Rect)
	if err != nil {
		t.Fatal(err)
	}
	over.Draw(page, page.Rect, layer, image.Point{}, over.Over)
	return page
}

// A page that shows a part of a picture shows what the whole has there: gradients stay where they are. Edges that are
// cut at the border may move by 1/64 px.
func TestPartIsThePartOfTheWhole(t *testing.T) {
	src, err := os.ReadFile("testdata/gradients.svg")
	if err != nil {
		t.Fatal(err)
	}
	img, _, err := Parse(src, "gradients.svg")
	if err != nil {
		t.Fatal(err)
	}
	raster := func(crop image.Rectangle) *image.RGBA {
		m, err := img.Picture(color.NRGBA{A: 255}).Raster(200, 200, 1, crop)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	crop := image.Rect(37, 53, 151, 160)
	whole, part := raster(image.Rect(0, 0, 200, 200)), raster(crop)
	for y := crop.Min.Y; y < crop.Max.Y; y++ {
		for x := crop.Min.X; x < crop.Max.X; x++ {
			a, b := whole.RGBAAt(x, y), part.RGBAAt(x, y)
			for _, d := range []int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B), int(a.A) - int(b.A)} {
				if max(d, -d) > 8 {
					t.Fatalf("(%d,%d): %v in the whole, %v in the part", x, y, a, b)
				}
			}
		}
	}
}

func TestSize(t *testing.T) {
	for _, tt := range []struct {
		attrs       string
		w, h, ratio float64
	}{
		{`width="20" height="10"`, 20, 10, 2},
		{`width="1in" height="48px"`, 96, 48, 2},
		{`viewBox="0 0 30 10"`, 0, 0, 3},
		{`viewBox="0 0 30 10" width="60"`, 60, 0, 3},
		{`viewBox="0 0 30 10" width="100%"`, 0, 0, 3},
		{`viewBox="0 0 0 10"`, 0, 0, 0},
		{``, 0, 0, 0},
	} {
		img, _, err := Parse([]byte("<svg "+tt.attrs+"/>"), "a.svg")
		if err != nil {
			t.Fatal(err)
		}
		if w, h, ratio := img.Size(); w != tt.w || h != tt.h || ratio != tt.ratio {
			t.Errorf("%s: %g × %g, ratio %g", tt.attrs, w, h, ratio)
		}
	}
}

// pixel is the colour at x, y of a picture of 20×20 px.
func pixel(t *testing.T, body string, x, y int) color.RGBA {
	t.Helper()
	img, _, err := Parse([]byte(`<svg viewBox="0 0 20 20">`+body+`</svg>`), "a.svg")
	if err != nil {
		t.Fatal(err)
	}
	return rastered(t, img, 20, 20).RGBAAt(x, y)
}

func TestWhatIsDrawn(t *testing.T) {
	red, white := color.RGBA{255, 0, 0, 255}, color.RGBA{255, 255, 255, 255}
	const all = `width="20" height="20"`
	for _, tt := range []struct {
		name, body string
		want       color.RGBA
	}{
		{"presentation attribute", `<rect ` + all + ` fill="red"/>`, red},
		{"style before attribute", `<rect ` + all + ` fill="blue" style="fill: red"/>`, red},
		{"rule before attribute", `<style>.a{fill:red}</style><rect class="a" ` + all + ` fill="blue"/>`, red},
		{"specificity", `<style>#a{fill:red} rect{fill:blue}</style><rect id="a" ` + all + `/>`, red},
		{"important", `<style>rect{fill:red!important}</style><rect ` + all + ` style="fill:blue"/>`, red},
		{"inherited", `<g fill="red"><g><rect ` + all + `/></g></g>`, red},
		{"currentColor", `<g color="red"><rect ` + all + ` fill="currentColor"/></g>`, red},
		{"no display", `<rect ` + all + ` fill="red" display="none"/>`, white},
		{"hidden", `<g visibility="hidden"><rect ` + all + `/></g>`, white},
		{"shown in hidden", `<g visibility="hidden"><rect ` + all + ` visibility="visible" fill="red"/></g>`, red},
		{"defs", `<defs><rect ` + all + `/></defs>`, white},
		{"use", `<defs><rect id="a" ` + all + `/></defs><use href="#a" fill="red"/>`, red},
		{"symbol", `<symbol id="a" viewBox="0 0 1 1"><rect width="1" height="1"/></symbol><use href="#a" fill="red"/>`, red},
		{"use of itself", `<g id="a"><use href="#a"/><rect ` + all + ` fill="red"/></g>`, red},
		{"clip", `<clipPath id="c"><rect width="5" height="5"/></clipPath><rect ` + all + ` clip-path="url(#c)"/>`, white},
		{"box clip", `<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width="1" height="1"/></clipPath><rect ` + all +
			` fill="red" clip-path="url(#c)"/>`, red},
		{"fallback", `<rect ` + all + ` fill="url(#none) red"/>`, red},
		{"one stop", `<linearGradient id="g"><stop stop-color="red"/></linearGradient><rect ` + all + ` fill="url(#g)"/>`, red},
		{"stroke without length", `<path d="M10 10h0" stroke="red" stroke-width="10" stroke-linecap="round"/>`, red},
		{"mask", `<mask id="m"><rect width="5" height="20" fill="white"/></mask><rect ` + all + ` mask="url(#m)"/>`, white},
		{"mask of itself", `<mask id="m" mask="url(#m)"><rect ` + all + ` fill="white"/></mask><rect ` + all + ` fill="red" mask="url(#m)"/>`,
			red},
		{"pattern", `<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="red"/></pattern>` +
			`<rect ` + all + ` fill="url(#p)"/>`, red},
		{"pattern in itself", `<pattern id="p" width="1" height="1"><rect ` + all + ` fill="url(#p) red"/></pattern>` +
			`<rect ` + all + ` fill="url(#p) red"/>`, red},
		{"stroke below the fill", `<rect x="9" y="9" width="2" height="2" fill="red" stroke="blue" stroke-width="9" paint-order="stroke"/>`, red},
		{"turned about its centre", `<rect x="2" y="9" width="16" height="2" fill="red" style="transform: rotate(90deg); transform-origin: ` +
			`50% 50%"/>`, red},
		{"foreign element", `<x:p xmlns:x="urn:x"><rect ` + all + `/></x:p>`, white},
		{"script", `<script>x</script><rect ` + all + ` fill="red"/>`, red},
	} {
		if got := pixel(t, tt.body, 10, 10); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestDiagnosticsHavePlaces(t *testing.T) {
	src := "<svg>\n <g>\n  <image/><rect fill='url(http://a/b#c)' width='1' height='1'/>\n</g>" +
		"<path d='M1 2 3'/><use href='http://a/b.svg#c'/><path d='M0 0h9v9' filter='url(#f)'/><use id='u' href='#u'/></svg>"
	_, diags, err := Parse([]byte(src), "logo.svg")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range diags {
		got = append(got, d.String())
	}
	want := []string{
		`logo.svg:3:3: <image> is not supported in SVG`,
		`logo.svg:3:11: paint "http://a/b#c" is not a gradient or pattern of the picture`,
		`logo.svg:4:5: path data is not understood after 1 segments: "M1 2 3"`,
		`logo.svg:4:23: <use> refers to "http://a/b.svg#c": only elements of the same picture can be used`,
		`logo.svg:4:53: <path> refers to "#f", which is not in the picture`,
		`logo.svg:4:90: <use> refers to "#u", which holds it`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got:\n%s", strings.Join(got, "\n"))
	}
}

func TestFromNode(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(`<svg viewBox="0 0 2 2"><defs><linearGradient id=g>` +
		`<stop stop-color=currentColor></linearGradient></defs>` +
		`<rect width=2 height=2 fill="url(#g)"></svg>`))
	if err != nil {
		t.Fatal(err)
	}
	root := doc.FirstChild.LastChild.FirstChild
	img, diags, err := FromNode(root, "card.html", Page{Declarations: func(*html.Node) []Declaration { return nil }})
	if err != nil || len(diags) > 0 {
		t.Fatal(diags, err)
	}
	out, err := img.Picture(color.NRGBA{R: 9, G: 8, B: 7, A: 255}).Raster(4, 4, 2, image.Rect(2, 2, 4, 4))
	if err != nil {
		t.Fatal(err)
	}
	if c := out.RGBAAt(3, 3); c != (color.RGBA{9, 8, 7, 255}) || out.Rect != image.Rect(2, 2, 4, 4) {
		t.Errorf("%v in %v", c, out.Rect)
	}
}

// What a browser would show and we do not draw is an error, so that a check of a
// logo fails.
func TestWhatIsNotDrawnIsAnError(t *testing.T) {
	for body, severity := range map[string]css.Severity{
		`<text>字<textPath href="#p">字</textPath></text>`: css.Error, `<text writing-mode="vertical-rl">字</text>`: css.Error,
		`<text style="text-shadow:1px 1px red">字</text>`: css.Error, `<text font-size="large-ish">字</text>`: css.Error,
		`<text x="1 two">字</text>`: css.Error, `<text text-decoration-style="wavy">字</text>`: css.Error, `<tspan>字</tspan>`: css.Error,
		`<image href="a.png"/>`: css.Error, `<path d="M0 0h9v9" filter="url(#f)"/>`: css.Error, `<path d="M0 0h9v9" style="filter: blur(1vw)"/>`: css.Error,
		`<filter id="f"><feImage/></filter><path d="M0 0h9v9" filter="url(#f)"/>`:                             css.Error,
		`<filter id="f"><feConvolveMatrix kernelMatrix="1 2"/></filter><path d="M0 0h9v9" filter="url(#f)"/>`: css.Error,
		`<path d="M0 0h9" marker-end="url(#m)"/>`:                                                             css.Error, `<rect width="9" height="9" fill="url(#lost)"/>`: css.Error,
		`<foreignObject/>`: css.Error, `<animate/>`: css.Warning,
	} {
		_, diags, err := Parse([]byte("<svg>"+body+"</svg>"), "logo.svg")
		if err != nil || len(diags) != 1 || diags[0].Severity != severity {
			t.Errorf("%s: %v, %v", body, diags, err)
		}
	}
}

// hostile pictures must be refused or drawn in part, soon.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	bomb := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><g id="a0"><path d="M0 0L100 100 0 100z"/></g>`
	for i := 1; i < 40; i++ {
		bomb += fmt.Sprintf(`<g id="a%d">%s</g>`, i, strings.Repeat(fmt.Sprintf(`<use href="#a%d"/>`, i-1), 10))
	}
	zigzag := strings.Repeat("L100 0 0 100 100 50 0 50", 8000)
	for name, src := range map[string]string{
		"use bomb":    bomb + "</svg>",
		"deep":        strings.Repeat("<svg>", 50_000),
		"wide":        "<svg>" + strings.Repeat("<g/>", 100_000) + "</svg>",
		"zigzag":      `<svg viewBox="0 0 100 100"><path d="M0 0` + zigzag + `"/></svg>`,
		"zigzag pen":  `<svg viewBox="0 0 100 100"><path stroke="red" stroke-width="90" stroke-linejoin="round" d="M0 0` + zigzag + `"/></svg>`,
		"huge curves": `<svg viewBox="0 0 1 1"><path d="M0 0` + strings.Repeat("C1e9 1e9-1e9 1e9 0 0", 30_000) + `"/></svg>`,
		"huge scale": `<svg viewBox="0 0 1e-9 1e-9"><g transform="scale(1e9)scale(1e9)scale(1e9)">` +
			`<circle r="1e9" stroke="red" stroke-width="1e9"/></g></svg>`,
		"overflow": `<svg viewBox="0 0 1 1"><g transform="` + strings.Repeat("scale(1e9)", 60) +
			`"><path d="M-1-1L1 1 0 1-1 0z" stroke="red"/></g></svg>`,
		"dashes": `<svg viewBox="0 0 100 100"><path d="M0 0` + strings.Repeat("H1e9H0", 1000) +
			`" stroke="red" stroke-dasharray=".001"/></svg>`,
		"groups": `<svg viewBox="0 0 100 100">` + strings.Repeat(`<g opacity=".5">`, 60) +
			strings.Repeat(`<g opacity=".5"><path d="M0 0h9v9z"/><path d="M0 0h9v9z"/></g>`, 3000) + strings.Repeat(`</g>`, 60) + `</svg>`,
		"clips": `<svg viewBox="0 0 100 100"><clipPath id="a" clip-path="url(#b)"><path d="M0 0h9v9z"/></clipPath>` +
			`<clipPath id="b" clip-path="url(#a)"><path d="M0 0h9v9z"/></clipPath>` +
			strings.Repeat(`<path d="M0 0h9v9z" clip-path="url(#a)"/>`, 9000) + `</svg>`,
		"entities": `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><svg><g id="&b;"/></svg>`,
		"gradients": `<svg viewBox="0 0 100 100"><linearGradient id="g"><stop/><stop offset="1"/></linearGradient>` +
			strings.Repeat(`<rect width="100" height="100" fill="url(#g)"/>`, 9000) + `</svg>`,
		"not XML": "<svg",
		"HTML":    "<html><svg/></html>",
		"selectors": `<svg><style>` + strings.Repeat("g g g g g g{fill:red}", 1900) + `</style>` + strings.Repeat("<g>", 60) +
			strings.Repeat("<g/>", 5000) + strings.Repeat("</g>", 60) + `</svg>`,
	} {
		start := time.Now()
		img, _, err := Parse([]byte(src), name)
		if err == nil {
			_, err = img.Picture(color.NRGBA{A: 255}).Raster(400, 400, 1, image.Rect(0, 0, 400, 400))
		}
		if err != nil && !errors.Is(err, ErrNotSVG) && !errors.Is(err, ErrTooLarge) && !errors.Is(err, ErrTooComplex) {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v, %v", name, time.Since(start).Round(time.Millisecond), err)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"shapes", "logo", "gradients"} {
		src, err := os.ReadFile("testdata/" + name + ".svg")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	f.Add(`<svg viewBox="0 0 9 9"><path d="M0 0a1 2 3 014 5S6 7 8 9T1-2z" stroke="red" stroke-dasharray="1 2 3"/></svg>`)
	f.Fuzz(func(t *testing.T, src string) {
		img, _, err := Parse([]byte(src), "a.svg")
		if err != nil {
			return
		}
		_, _ = img.Picture(color.NRGBA{A: 255}).Raster(40, 30, 1, image.Rect(0, 0, 40, 30))
	})
}

// A stroke of tens of thousands of curves, each corner of which is rounded, takes a
// bounded amount of memory.
func TestAttackStrokes(t *testing.T) {
	var d strings.Builder
	d.WriteString("M0 0")
	for i := range 40_000 {
		fmt.Fprintf(&d, "C%d 100 %d -100 %d 50", i%97, i%89, i%101)
	}
	src := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path fill="none" stroke="#000" stroke-width="40" ` +
		`stroke-linejoin="round" d="` + d.String() + `"/></svg>`
	parsed, _, err := Parse([]byte(src), "a.svg")
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = parsed.Draw(image.NewRGBA(image.Rect(0, 0, 1080, 1080)), 1080, 1080, raster.Identity(), color.NRGBA{A: 255})
	runtime.ReadMemStats(&after)
	used := (after.TotalAlloc - before.TotalAlloc) >> 20
	t.Logf("%d MB, %v", used, err)
	if used > 150 {
		t.Errorf("it took %d MB", used)
	}
}
