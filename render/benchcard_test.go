package render

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	ownjpeg "sharecard/render/jpeg"
	"sharecard/templates"
)

// benchCard is the card that is measured: one content through our templates,
// through gg alone, and written by hand. The band is a gradient, the picture a
// JPEG of 1600×900 px.
type benchCard struct {
	name, content string // "og" or "poster"; "text" or "photo"
}

func benchCards() []benchCard {
	return []benchCard{{"og", "text"}, {"og", "photo"}, {"poster", "text"}, {"poster", "photo"}}
}

func (c benchCard) String() string { return c.name + "/" + c.content }

func (c benchCard) photo() bool { return c.content == "photo" }

// words is how much summary makes five lines.
func (c benchCard) words() int {
	if c.name == "poster" && c.photo() {
		return 160
	}
	return 126
}

func (c benchCard) data() *templates.Data {
	d := &templates.Data{
		Lang:        "zh-CN",
		Title:       "海上风电并网规模创新高，沿海九市携手探索从发到用全程可追溯的绿色用能新路",
		Summary:     "记者从江海市能源工作会议上获悉，今年前三季度，该市海上风电新增并网120万千瓦，占全部新增装机的62.5%。下一步将建设陆海一体的储能基地，让风大时的电存得下、用电高峰时送得出。到明年底，全市绿电交易规模有望突破两百亿千瓦时，八个产业园区将实现全部用能可追溯、可核算、可认证。电网公司同时公布了新一轮扩建时间表，首批三座海上换流站将在今年冬季风期来临之前投入试运行。",
		Source:      templates.Source{Name: "江海日报"},
		PublishedAt: time.Date(2026, 9, 18, 7, 45, 0, 0, time.FixedZone("", 8*3600)),
		URL:         "https://news.example.com/2026/09/18/wind-power",
		Channel:     []string{"财经", "江海要闻"},
	}
	if c.name == "poster" || c.photo() {
		d.Summary = string([]rune(d.Summary)[:c.words()]) + "。" // five lines
	}
	if c.photo() {
		d.Cover = "cover"
	}
	return d
}

func (c benchCard) template(tb testing.TB) *Template {
	tb.Helper()
	t, diags, err := Load(os.DirFS("testdata/bench"), c.name)
	if err != nil || len(diags) > 0 {
		tb.Fatal(err, diags)
	}
	return t
}

// commonCharacters are the 3,755 of the first level of GB/T 2312.
var commonCharacters = sync.OnceValue(func() []rune {
	var raw []byte
	for row := 0xB0; row <= 0xD7; row++ {
		for cell := 0xA1; cell <= 0xFE && (row < 0xD7 || cell <= 0xF9); cell++ {
			raw = append(raw, byte(row), byte(cell))
		}
	}
	text, err := simplifiedchinese.GBK.NewDecoder().Bytes(raw)
	if err != nil {
		panic(err)
	}
	return []rune(string(text))
})

// newWords replaces every Han character of the title and the summary by a
// random one.
func newWords(d *templates.Data, r *rand.Rand) {
	texts := newCharacters([]string{d.Title, d.Summary}, r)
	d.Title, d.Summary = texts[0], texts[1]
}

// newCharacters returns texts with a random character for every Han one.
func newCharacters(texts []string, r *rand.Rand) []string {
	common := commonCharacters()
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = strings.Map(func(c rune) rune {
			if c < 0x4E00 || c > 0x9FFF {
				return c
			}
			return common[r.IntN(len(common))]
		}, text)
	}
	return out
}

// benchPhoto is a JPEG of 1600×900 px, 4:2:0, like a photograph: a sky over
// hills and water, with detail at every scale and a camera's noise.
var benchPhoto = sync.OnceValue(func() []byte {
	const w, h = 1600, 900
	r := rand.New(rand.NewPCG(3, 4))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	detail := make([]float64, w*h)
	for cell, strength := 256, 26.0; cell >= 2; cell, strength = cell/2, strength*0.8 {
		across := w/cell + 2
		grid := make([]float64, across*(h/cell+2))
		for i := range grid {
			grid[i] = (r.Float64()*2 - 1) * strength
		}
		for y := range h {
			for x := range w {
				fx, fy := float64(x%cell)/float64(cell), float64(y%cell)/float64(cell)
				at := y/cell*across + x/cell
				top := grid[at] + (grid[at+1]-grid[at])*fx
				low := grid[at+across] + (grid[at+across+1]-grid[at+across])*fx
				detail[y*w+x] += top + (low-top)*fy
			}
		}
	}
	for y := range h {
		for x := range w {
			v, d := float64(y)/h, detail[y*w+x]
			ground := [3]float64{150 + 70*v, 180 + 40*v, 225 + 10*v} // sky
			if hill := 0.5 + 0.12*math.Sin(float64(x)/260) + d/900; v > hill {
				ground, d = [3]float64{70, 92, 58}, d*1.6
			} else {
				d *= 0.3
			}
			o := img.PixOffset(x, y)
			for c := range 3 {
				img.Pix[o+c] = byte(min(max(ground[c]+d+r.NormFloat64()*1.2, 0), 255))
			}
			img.Pix[o+3] = 255
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: 88}); err != nil {
		panic(err)
	}
	return buf.Bytes()
})

// decodesPhoto hands in the picture decoded anew, as at first sight of an
// article.
func decodesPhoto(context.Context, string) (image.Image, error) {
	if m, ok := ownjpeg.Decode(benchPhoto()); ok {
		return m, nil
	}
	return nil, errors.New("the picture is not decoded")
}

// decodesPhotoPlainly is decodesPhoto as others do it.
func decodesPhotoPlainly(context.Context, string) (image.Image, error) {
	return jpeg.Decode(bytes.NewReader(benchPhoto()))
}
