package templates

import (
	"html/template"
	"strings"
	"time"
)

// Case is one article's content that a layout must stand.
type Case struct {
	Name string // in ASCII: "long-title"
	Data Data
	// CoverWidth and CoverHeight are the natural size in px of the cover that
	// belongs to the case; 0 where it has none.
	CoverWidth, CoverHeight int
}

// coverAddress is what Data.Cover holds where a case has a cover.
const coverAddress template.URL = "cover"

// HardCases are the articles that break layouts: titles too short and too
// long, words that cannot be broken, missing parts, odd pictures, other
// scripts. Every call returns a new slice.
func HardCases() []Case {
	return []Case{
		hard("plain", func(*Data) {}),
		hard("cover", func(*Data) {}).cover(1600, 900),
		hard("four-characters", func(d *Data) { d.Title, d.Kicker = "秋分已至", "" }),
		hard("sixty-characters", func(d *Data) {
			d.Title = "沿江五市签署公共服务同城化协议：医保异地直接结算、住房公积金互认互贷、职业资格跨市通用，年内全面落地，惠及千万人"
		}).cover(1600, 900),
		hard("long-latin-word", func(d *Data) {
			d.Title = "读懂 Donaudampfschifffahrtselektrizitätenhauptbetriebswerk 这个词"
			d.Summary = "https://news.example.com/2026/09/18/a-very-long-address-without-any-break-" + strings.Repeat("x", 80)
		}),
		hard("nested-marks", func(d *Data) {
			d.Title = "《〈江海志〉导读》：“‘书房不打烊’是一句承诺”（附书单）"
			d.Summary = "“书房不打烊”——这是《城市书房管理办法（试行）》实施后的第1个周末。“下班路上，拐个弯就到！”读者说：“‘夜读’成了习惯。”"
		}),
		hard("digits-units", func(d *Data) {
			d.Title = "前三季度GDP增长5.2% 人均可支配收入31,200元 第1批120万千瓦风电并网"
			d.Summary = "1—9月，全市货物贸易进出口12.8亿美元，同比增长46.3%；气温较常年偏高0.8℃，PM2.5均值28μg/m³，A股上市公司增至17家。"
		}),
		hard("emoji", func(d *Data) {
			d.Title = "开源社区发布 TinyDoc 2.0 🎉 手机上也能跑 7B 模型 👩‍💻🚀"
		}),
		hard("rare-characters", func(d *Data) {
			d.Title = "㐂𠮷两字怎么读？一位老校对的生僻字手账"
			d.Summary = "从䶮、𬭎到𫖯、𬘭，他攒下三千多个人名用字。"
		}),
		hard("traditional", func(d *Data) {
			d.Lang, d.Title = "zh-TW", "海上風電併網規模創新高，沿海城市探索綠色用能新路"
			d.Summary = "記者從能源工作會議上獲悉，今年前三季，海上風電新增併網120萬瓩；下一步將建設儲能基地。"
		}),
		hard("japanese", func(d *Data) {
			d.Lang, d.Title = "ja", "海辺の図書室、夜九時まで開館へ――仕事帰りの読者が三割"
			d.Summary = "港町の小さな図書室が開館時間を延ばした。「帰り道に寄れるのがうれしい」と利用者は話す。"
		}),
		hard("english", func(d *Data) {
			d.Lang, d.Title = "en", "Harbour library stays open until nine, and the evening readers come"
			d.Summary = "A small library by the harbour has extended its hours. A third of its readers now come after work."
		}),
		hard("panorama", func(*Data) {}).cover(3000, 400),
		hard("tall-cover", func(*Data) {}).cover(600, 2400),
		hard("no-summary", func(d *Data) { d.Summary = "" }),
		hard("long-summary", func(d *Data) {
			d.Summary = strings.Repeat("各地将统一申请材料和办理时限，群众凭身份证即可在任一城市提交申请，结果全程可查。", 8)
		}).cover(1600, 900),
		hard("title-only", func(d *Data) { *d = Data{Lang: "zh-CN", Title: d.Title} }),
		hard("ten-items", func(d *Data) {
			for i := range 10 {
				d.Items = append(d.Items, Item{
					Summary:     "第" + string([]rune("一二三四五六七八九十")[i]) + "批城市书房开放，夜间借阅占三成，读者可以在任一书房还书。",
					PublishedAt: d.PublishedAt.Add(-time.Duration(i) * 40 * time.Minute),
				})
			}
		}),
	}
}

// hard makes a case of an ordinary article, changed by edit.
func hard(name string, edit func(*Data)) Case {
	d := Data{
		Lang:        "zh-CN",
		Title:       "海上风电并网规模创新高 沿海城市探索绿色用能新路",
		Kicker:      "能源观察",
		Summary:     "记者从江海市能源工作会议上获悉，今年前三季度，该市海上风电新增并网120万千瓦，占全部新增装机的62.5%。下一步将建设陆海一体的储能基地，让风大时的电存得下、用电高峰时送得出。",
		Source:      Source{Name: "江海日报"},
		PublishedAt: time.Date(2026, 9, 18, 7, 45, 0, 0, time.FixedZone("", 8*3600)),
		URL:         "https://news.example.com/2026/09/18/wind-power",
		Channel:     []string{"财经", "江海要闻"},
	}
	edit(&d)
	return Case{Name: name, Data: d}
}

func (c Case) cover(width, height int) Case {
	c.CoverWidth, c.CoverHeight = width, height
	c.Data.Cover = coverAddress
	c.Data.CoverInfo = Cover{Credit: "林知远 摄", FocusX: 50, FocusY: 40, Width: width, Height: height}
	return c
}
