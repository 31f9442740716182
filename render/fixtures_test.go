package render

import (
	"context"
	"errors"
	"image"
	"image/color"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"sharecard/fonts"
	"sharecard/render/css"
	"sharecard/templates"
)

// cardNames are the built-in cards that are drawn with every content, otherCards
// those that are drawn with the telling ones.
var (
	cardNames  = []string{"poster", "og", "link"}
	otherCards = []string{"square", "thumb", "miniprogram", "mp-cover", "xhs", "digest", "flash", "quote", "photo", "cover", "number",
		"alert", "debunk", "timeline", "daily"}
)

// fixture is one article's content as a card sees it.
type fixture struct {
	name string
	data templates.Data
}

// fixtures cover what makes a layout change: what is long, short or missing,
// and the texts that are hard to set.
func fixtures() []fixture {
	cover := func(d *templates.Data) {
		d.Cover = "cover"
		d.CoverInfo = templates.Cover{Credit: "林知远 摄", FocusX: 70, FocusY: 45}
	}
	make := func(name string, edit func(d *templates.Data)) fixture {
		d := templates.Data{
			Lang:        "zh-CN",
			Title:       "海上风电并网规模创新高 沿海城市探索绿色用能新路",
			Kicker:      "能源观察",
			Summary:     "记者从江海市能源工作会议上获悉，今年前三季度，该市海上风电新增并网120万千瓦，占全部新增装机的62.5%。下一步将建设陆海一体的储能基地，让风大时的电存得下、用电高峰时送得出。",
			Source:      templates.Source{Name: "江海日报"},
			PublishedAt: time.Date(2026, 9, 18, 7, 45, 0, 0, time.FixedZone("", 8*3600)),
			URL:         "https://news.example.com/2026/09/18/wind-power",
			Channel:     []string{"财经", "江海要闻"},
		}
		edit(&d)
		return fixture{name, d}
	}
	return []fixture{
		make("cover", cover),
		make("long-title", func(d *templates.Data) {
			cover(d)
			d.Title = "沿江五市签署公共服务同城化协议：医保异地直接结算、住房公积金互认互贷、职业资格跨市通用年内全面落地"
			d.Summary += "专家认为，公共服务同城化的关键在于打破信息壁垒，让数据多跑路、群众少跑腿；同时要建立跨市的经费分担机制，确保政策可持续。"
		}),
		make("short", func(d *templates.Data) {
			d.Title, d.Kicker, d.Summary = "立秋了", "", "暑去凉来，早晚记得添衣。"
		}),
		make("no-summary", func(d *templates.Data) { d.Summary = "" }),
		make("no-source", func(d *templates.Data) {
			d.Source, d.Channel, d.PublishedAt, d.URL = templates.Source{}, nil, time.Time{}, ""
		}),
		make("emoji-latin", func(d *templates.Data) {
			d.Title = "开源社区发布 TinyDoc 2.0 🎉 手机上也能跑 7B 模型"
			d.Summary = "TinyDoc 2.0 支持 GPU 与 NPU 混合推理，首字延迟降到 180 ms；团队说，“小而够用”才是方向 👩‍💻🚀。测试覆盖 Linux、Windows 与 HarmonyOS。"
		}),
		make("quote-items", func(d *templates.Data) {
			d.Quote, d.QuoteBy = "灯亮着，船就知道家在哪个方向。", "守塔人 程海生"
			for i, title := range []string{"城市书房夜间借阅占三成", "海上风电新增并网120万千瓦", "老城南油纸伞铺重新开门", "县气象站把预警送进每个村", "“书房不打烊”满月"} {
				d.Items = append(d.Items, templates.Item{Title: title, PublishedAt: d.PublishedAt.Add(-time.Duration(i) * 50 * time.Minute)})
			}
		}),
		make("marks-digits", func(d *templates.Data) {
			d.Title = "《江海志》“大家读”专场：100位市民、24小时接力诵读"
			d.Summary = "“书房不打烊”——这是《城市书房管理办法（试行）》实施后的第1个周末。全市38家书房接待读者12.8万人次，同比增长46.3%；其中，夜间（20:00—24:00）占三成。“下班路上拐个弯就到！”读者说。"
		}),
	}
}

// dusk is the cover picture of the fixtures: a sky in bands with a sun, so that a
// wrong crop shows.
var dusk = sync.OnceValue(func() image.Image {
	const w, h = 800, 450
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			t := float64(y*16/h) / 16 // in bands, which compress well
			c := color.RGBA{uint8(250 - 200*t), uint8(190 - 130*t), uint8(130 - 20*t), 255}
			if math.Hypot(float64(x)-560, float64(y)-200) < 70 {
				c = color.RGBA{255, 240, 200, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
})

func fixtureImages() func(context.Context, string) (image.Image, error) {
	cover := dusk()
	return func(context.Context, string) (image.Image, error) { return cover, nil }
}

// caseImages hands in the pictures of a case, each of the size it says.
func caseImages(c *templates.Case) func(context.Context, string) (image.Image, error) {
	return func(_ context.Context, src string) (image.Image, error) {
		w, h := c.PictureSize(src)
		if w == 0 {
			return nil, errors.New("the case has no such picture")
		}
		size := image.Pt(w, h)
		if found, ok := scaled.Load(size); ok {
			return found.(image.Image), nil
		}
		out := image.NewRGBA(image.Rectangle{Max: size})
		draw.ApproxBiLinear.Scale(out, out.Rect, dusk(), dusk().Bounds(), draw.Src, nil)
		scaled.Store(size, out)
		return out, nil
	}
}

// scaled holds the pictures of cases by their size.
var scaled sync.Map

func newTestRenderer() *Renderer { return New(fonts.Builtin()) }

// loadCard loads a built-in card, which must have no fault at all.
func loadCard(t testing.TB, name string) *Template {
	t.Helper()
	tmpl, diags, err := Load(templates.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Errorf("%v", d)
	}
	return tmpl
}

// themesOf are the themes that suit a card: the first four suit all.
func themesOf(t testing.TB, card string) []string {
	t.Helper()
	themes := slices.Clone(allThemes)
	files, err := fs.Glob(templates.FS, "themes/*.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		sheet, err := fs.ReadFile(templates.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		_, suits, _ := strings.Cut(string(sheet), css.CardSuits+":")
		suits, _, _ = strings.Cut(suits, ";")
		if names, ok := css.ParseStrings(suits); ok && slices.Contains(names, card) {
			themes = append(themes, strings.TrimSuffix(path.Base(file), ".css"))
		}
	}
	return themes
}

// loadLayout loads the layout that a card has in a theme: the theme's own, or the card's.
func loadLayout(t testing.TB, card, theme string) *Template {
	t.Helper()
	if _, err := fs.Stat(templates.FS, card+"."+theme+".html"); err == nil {
		return loadCard(t, card+"."+theme)
	}
	return loadCard(t, card)
}

// laidOut takes a job through the steps before painting; the caller releases it.
func laidOut(t testing.TB, r *Renderer, job Job) *state {
	t.Helper()
	s := r.begin(&job)
	if err := s.run(context.Background(), pipeline[:at("paint")]); err != nil {
		t.Fatal(err)
	}
	return s
}

// painted returns the canvas of what was laid out.
func painted(t testing.TB, s *state) *image.RGBA {
	t.Helper()
	if err := paintBoxes(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return s.canvas
}

// skipInShort leaves out a test that draws hundreds of cards on one goroutine,
// of which the race detector can tell nothing.
func skipInShort(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("draws hundreds of cards; run without -short")
	}
}
