package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"html/template"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"

	"github.com/chromedp/chromedp"

	"sharecard/fonts"
	"sharecard/render"
)

//go:embed headlines.html
var headlinesFS embed.FS

// comparison is the data of headlines.html.
type comparison struct {
	Who  string
	Ours bool
	Rows []headlineRow
}

// headlineRow is a headline and what is to be seen on either side.
type headlineRow struct{ Title, Theirs, Ours string }

var headlineRows = []headlineRow{
	{"全国铁路上半年发送旅客12.8亿人次创新高", "12.8 | 亿: a number torn from its unit", "number, unit and measure word stay whole"},
	{"机器狗巡检变电站 效率提高三倍", "变电 | 站: breaks a word, not at the space", "breaks where the writer typed a space"},
	{"从“制造”到“智造”，“老厂”有了“新活法”", "智 | 造 torn; quotes leave holes", "words whole; quotes flush with the edge"},
	{"他们把“冷板凳”坐热了——走近量子实验室", "冷板 | 凳 torn inside its quotes", "lines end with the quotation, then the dash"},
	{"一年卖出3.6亿元，“小镇制造”凭什么？！", "3.6 | 亿元 and 制 | 造 torn; ？！ two em", "number, quotation and word whole; ？！ one em"},
	{"老旧小区加装电梯，居民自治破解费用分摊难题", "电 | 梯 and 破 | 解 torn", "the first line ends with the clause"},
}

// writeHeadlines draws the same page in Chromium and with package render and
// sets the pictures side by side.
func writeHeadlines(ctx context.Context, out string) error {
	b, err := open(ctx, ".")
	if err != nil {
		return err
	}
	defer b.close()
	left, err := b.headlines()
	if err != nil {
		return err
	}
	right, err := ourHeadlines(ctx)
	if err != nil {
		return err
	}
	l, r := left.Bounds(), right.Bounds()
	sheet := image.NewRGBA(image.Rect(0, 0, l.Dx()+r.Dx(), max(l.Dy(), r.Dy())))
	draw.Draw(sheet, sheet.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(sheet, l, left, l.Min, draw.Src)
	draw.Draw(sheet, r.Sub(r.Min).Add(image.Pt(l.Dx(), 0)), right, r.Min, draw.Src)
	rule := image.Rect(l.Dx(), 40, l.Dx()+1, sheet.Rect.Dy()-40)
	draw.Draw(sheet, rule, image.NewUniform(color.RGBA{0xe4, 0xde, 0xd2, 0xff}), image.Point{}, draw.Src)
	var buf bytes.Buffer
	img := indexed(sheet)
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, img); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes\n", out, buf.Len())
	return os.WriteFile(out, buf.Bytes(), 0o644)
}

// indexed gives the picture a palette, which makes the file a third as large: it
// holds nothing but shades of a few inks on white.
func indexed(img *image.RGBA) *image.Paletted {
	const shades = 32
	inks := []color.RGBA{
		{0x1d, 0x1a, 0x16, 0xff}, {0x1f, 0x6b, 0x4a, 0xff}, {0x8a, 0x83, 0x78, 0xff}, {0xb3, 0x26, 0x1e, 0xff}, {0xe4, 0xde, 0xd2, 0xff},
	}
	palette := color.Palette{color.White}
	for _, ink := range inks {
		for i := 1; i <= shades; i++ {
			mix := func(v uint8) uint8 { return uint8(255 - (255-int(v))*i/shades) }
			palette = append(palette, color.RGBA{mix(ink.R), mix(ink.G), mix(ink.B), 0xff})
		}
	}
	out := image.NewPaletted(img.Rect, palette)
	known := map[color.RGBA]uint8{}
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			c := img.RGBAAt(x, y)
			i, ok := known[c]
			if !ok {
				i = uint8(palette.Index(c))
				known[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}

// headlines is Chromium's side.
func (s *session) headlines() (image.Image, error) {
	t, err := template.ParseFS(headlinesFS, "headlines.html")
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	if err := t.Execute(&page, comparison{Who: "Chromium " + s.version, Rows: headlineRows}); err != nil {
		return nil, err
	}
	s.page = bytes.Replace(page.Bytes(), []byte("<head>"), []byte("<head>"+fontFaces), 1)
	if err := chromedp.Do(s.ctx, chromedp.EmulateViewport(480, 1390), chromedp.Navigate(s.address+memoryPage)); err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](`document.fonts.ready.then(() => true)`, chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	shot, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(shot))
}

// ourHeadlines is our side.
func ourHeadlines(ctx context.Context) (image.Image, error) {
	t, diags, err := render.Load(headlinesFS, "headlines")
	if err != nil {
		return nil, fmt.Errorf("%w: %v", err, diags)
	}
	got, err := render.New(fonts.Builtin()).Render(ctx, render.Job{
		Template: t, Data: comparison{Who: "Sharecard", Ours: true, Rows: headlineRows},
	})
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(got.Bytes))
}
