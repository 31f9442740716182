package text

import (
	"slices"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

func TestFit(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(60), func(c *style.Style) {
		c.CardFit = style.Fit{Min: 40, Max: 90, Lines: 2}
		c.TextWrap = style.TextWrapBalance
	})
	for _, c := range []struct {
		text  string
		size  float64
		lines int
	}{
		{"一二三四", 90, 1},                  // as large as it may be
		{"一二三四五六七八九十甲乙", 83, 2},          // 6 in 500 px
		{"一二三四五六七八九十甲乙丙丁戊己", 62, 2},      // 8 in 500 px
		{strings.Repeat("一", 60), 40, 5}, // too long: the smallest size
	} {
		p := s.NewParagraph(st, items(st, c.text))
		in := p.Layout(500, layout.Bounds{})
		if r := p.Report(); r.FontSize != c.size || len(in.Lines) != c.lines {
			t.Errorf("%s: %g px in %d lines, want %g in %d", c.text, r.FontSize, len(in.Lines), c.size, c.lines)
		}
	}
}

// A title gives up a little of its size for a break where a clause ends.
func TestFitPrefersKindBreaks(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(60), func(c *style.Style) {
		c.CardFit = style.Fit{Min: 28, Max: 80, Lines: 3}
		c.TextWrap = style.TextWrapBalance
	})
	p := s.NewParagraph(st, items(st, "推动高质量发展丨发展新质生产力 看北上广的创新实践"))
	got := lineTexts(p.Layout(360, layout.Bounds{}))
	if want := "推动高质量发展丨|发展新质生产力|看北上广的创新实践"; got != want || p.Report().FontSize != 40 {
		t.Errorf("%s at %g px, want %s at 40", got, p.Report().FontSize, want)
	}
}

// headlineStyle is a headline's as cards set it.
func headlineStyle(lowest, largest float64, lines int) *style.Style {
	return with(chinese(60), func(c *style.Style) {
		c.TextWrap, c.WordBreak, c.Autospace = style.TextWrapBalance, style.WordBreakAutoPhrase, true
		c.CardFit = style.Fit{Min: lowest, Max: largest, Lines: lines}
	})
}

func fitHeadline(s *Shaper, st *style.Style, text string, width float64) (lines string, size float64) {
	p := s.NewParagraph(st, []Item{{Kind: Run, Text: text}})
	lines = lineTexts(p.Layout(width, layout.Bounds{}))
	return lines, p.Report().FontSize
}

// What a headline gives up of its size, and for what.
func TestFitBargains(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, c := range []struct {
		text                   string
		width, lowest, largest float64
		lines                  int
		want                   string
		size                   float64
	}{
		// a count and the end of a clause
		{"守塔人：最后一班岗，灯还是我来点", 936, 64, 104, 3, "守塔人：最后一班岗，|灯还是我来点", 98},
		// quotations
		{"从“看天吃饭”到“知天而作”：一座县级气象站用二十年时间，把暴雨预警提前到六小时、送进每一个自然村", 936, 52, 76, 4,
			"从“看天吃饭”到“知天而作”：|一座县级气象站用二十年时间，|把暴雨预警提前到六小时、|送进每一个自然村", 66},
		{"社区食堂“一元早餐”开进写字楼，月卡能带一位老人", 936, 64, 104, 3, "社区食堂“一元早餐”|开进写字楼，|月卡能带一位老人", 98},
		// the ends of clauses
		{"县城咖啡馆里的年轻人：离开北上广之后", 936, 64, 104, 3, "县城咖啡馆里的年轻人：|离开北上广之后", 89},
		{"三问高速免费：谁来买单？怎么通行？何时结束？", 936, 64, 104, 3, "三问高速免费：|谁来买单？怎么通行？|何时结束？", 98},
		// no preposition at the end of a line: one line more
		{"周日勒布朗在圣地亚哥的湖人队首秀", 936, 64, 104, 3, "周日勒布朗|在圣地亚哥的|湖人队首秀", 104},
		// one line more than it needs at the largest size
		{"推动高质量发展丨发展新质生产力 看北上广的创新实践", 1056, 52, 86, 3, "推动高质量发展丨|发展新质生产力|看北上广的创新实践", 86},
		// a particle, the end of a name that the list of words lacks, and a stub
		{"县医院来了第一位儿科博士", 232, 44, 58, 3, "县医院来了|第一位|儿科博士", 46},
		{"菜市场最后一家金鱼摊关门以后", 436, 44, 74, 3, "菜市场最后|一家金鱼摊|关门以后", 74},
		{"修钟楼的人", 936, 132, 232, 2, "修钟楼的人", 187},
		// a word, however much smaller
		{"暴雨红色预警", 202, 48, 88, 2, "暴雨|红色预警", 50},
		// nothing to win: as large as it fits
		{"从一粒种子看中国农业科技创新的力量", 936, 64, 104, 3, "从一粒种子看中国|农业科技创新的力量", 104},
		// not below the smallest size
		{"县城咖啡馆里的年轻人：离开北上广之后", 936, 95, 104, 3, "", 0},
	} {
		got, size := fitHeadline(s, headlineStyle(c.lowest, c.largest, c.lines), c.text, c.width)
		if c.want == "" {
			if size < c.lowest {
				t.Errorf("%s at %g px, less than %g", got, size, c.lowest)
			}
			continue
		}
		if got != c.want || size != c.size {
			t.Errorf("%d lines of %g px\n got %s at %g px\nwant %s at %g px", c.lines, c.width, got, size, c.want, c.size)
		}
	}
}

// The fewer of the lines of --card-fit and of line-clamp count.
func TestFitKeepsToLineClamp(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const summary = "退休钳工把车间租下来，只为了有地方打鼓。"
	st := with(headlineStyle(30, 60, 4), func(c *style.Style) { c.LineClamp = 2 })
	if got, size := fitHeadline(s, st, summary, 500); strings.Count(got, "|") != 1 || size < 40 {
		t.Errorf("%s at %g px, want two lines of 40 px or more", got, size)
	}
}

// Whatever is given up, a headline keeps its lines, its range of sizes and its
// text, and a larger size being allowed makes none smaller.
func TestFitKeepsItsBounds(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const least, most, lines = 60, 100, 3
	for _, h := range newsHeadlines {
		for _, width := range []float64{550, 740, 900, 1100} {
			plain := with(headlineStyle(least, most, lines), func(c *style.Style) { c.TextWrap = style.TextWrapAuto })
			_, largest := fitHeadline(s, plain, h, width)
			got, size := fitHeadline(s, headlineStyle(least, most, lines), h, width)
			if size > largest || size < max(least, leastSize*largest) {
				t.Errorf("%s at %g px, as large as %g fits", got, size, largest)
			}
			if size > least && strings.Count(got, "|") >= lines {
				t.Errorf("%s takes more than %d lines", got, lines)
			}
			if solid(got) != solid(h) {
				t.Errorf("%s is not %s", got, h)
			}
			before := 0.0
			for limit := float64(least); limit <= most; limit += 10 {
				_, size := fitHeadline(s, headlineStyle(least, limit, lines), h, width)
				if size < before {
					t.Errorf("%s in %g px: %g px where %g are allowed, %g where less are", h, width, size, limit, before)
				}
				before = size
			}
		}
	}
}

// solid is a text without spaces and line ends.
func solid(s string) string { return strings.NewReplacer(" ", "", "|", "").Replace(s) }

// What is judged without being shaped is what shaping gives.
func TestFitViews(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	const width, lines = 760, 3
	for _, h := range newsHeadlines {
		f := s.NewParagraph(headlineStyle(50, 130, lines), []Item{{Kind: Run, Text: h}}).fit
		for size := 50.0; size <= 130; size += 16 {
			v, p := f.view(size, width), f.at(size)
			shaped := view{p, p.measure(width), width}
			if v.fits(lines) != shaped.fits(lines) || !slices.Equal(v.lines(), shaped.lines()) {
				t.Errorf("%s at %g px: judged as %v, set as %v", h, size, v.lines(), shaped.lines())
			}
		}
	}
}

// Where no size fits, or the range is turned round, it is the smallest.
func TestFitInNoRange(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	for _, c := range []struct{ least, most, want float64 }{{50, 40, 50}, {0, 0, 0}, {0.5, 0.7, 0.5}, {90, 200, 90}} {
		for _, width := range []float64{0, 60, 5000} {
			if c.want == 90 && width == 5000 {
				continue
			}
			lines, size := fitHeadline(s, headlineStyle(c.least, c.most, 2), "天亮之前，他们在高黎贡山数鸟", width)
			if size != c.want {
				t.Errorf("%g to %g px in %g px: %s at %g px, want %g", c.least, c.most, width, lines, size, c.want)
			}
		}
	}
}

// Boxes have a width that does not grow with the text: no size is judged by
// another.
func TestFitMeasuresBoxes(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := headlineStyle(40, 90, 1)
	wide := with(st, func(c *style.Style) { c.Padding[style.Left], c.Padding[style.Right] = style.Px(100), style.Px(100) })
	p := s.NewParagraph(st, []Item{{Kind: Open, Style: wide}, {Kind: Run, Text: "一二三四"}, {Kind: Close}})
	in := p.Layout(400, layout.Bounds{})
	if size := p.Report().FontSize; size != 50 || len(in.Lines) != 1 {
		t.Errorf("%g px in %d lines, want 50 in 1", size, len(in.Lines))
	}
}

// newsHeadlines are headlines as newspapers write them.
var newsHeadlines = []string{
	"从“看天吃饭”到“知天而作”：一座县级气象站用二十年时间，把暴雨预警提前到六小时、送进每一个自然村",
	"守塔人：最后一班岗，灯还是我来点",
	"停业七年后，老城南最后一家手工油纸伞铺重新开了门",
	"国家种质资源库“上新”：4.6万份种子入冬前归仓",
	"夜班公交延长至凌晨1点，首批覆盖23条线路",
	"天亮之前，他们在高黎贡山数鸟",
	"天文爱好者拍到双子座流星雨“先遣队”",
	"沿海高铁跨海大桥今晨合龙，主跨1120米",
	"社区食堂“一元早餐”开进写字楼，月卡能带一位老人",
	"第十届城市马拉松鸣枪，2.8万名跑者穿过梧桐大道",
	"48小时点亮一块RISC-V开发板：中学生的Hackathon不只有代码 🎉",
	"《历史街区保护更新办法》12月1日起施行：“留、改、拆”并举，3年投入12.8亿元改造216个老旧小区",
	"推动高质量发展丨发展新质生产力 看北上广的创新实践",
	"国家统计局：2024年一季度GDP同比增长5.3%，经济运行开局良好",
	"神舟十八号载人飞船与空间站组合体完成自主快速交会对接",
	"从一粒种子看中国农业科技创新的力量",
	"沿江五市签署公共服务同城化协议：医保异地直接结算",
	"“小修小补”回归社区：一平方米摊位里的城市温度",
	"“数字乡村”建设提速 全省行政村5G通达率超九成",
	"“一老一小”怎么照护？三部门发布12条新举措",
	"记者调查丨预制菜进校园，家长为何不放心",
	"城市更新观察｜老厂房“变身”记",
	"三问高速免费：谁来买单？怎么通行？何时结束？",
	"秋粮收购旺季 农发行累计投放贷款超千亿元",
	"央行：下调金融机构存款准备金率0.5个百分点",
	"台风“海葵”逼近 沿海多地启动防台风Ⅱ级应急响应",
	"暴雨过后，这座小城用72小时恢复供水供电",
	"长江口二号古船整体打捞出水，见证百年航运史",
	"一碗面的三十年：老街坊口中的“王记”为什么不涨价",
	"“夕阳红”撞上“夜经济”：老年大学夜校一座难求",
	"九旬院士捐出毕生积蓄：把钱留给年轻人做实验",
	"大山里的女校长：最后一堂课，她讲了四十分钟",
	"从“有学上”到“上好学”，西部县城教育的十年答卷",
	"我国首个深海浮式风电平台“扶摇号”并网发电",
	"今年前三季度全国铁路发送旅客33.3亿人次，同比增长12.9%",
	"“渝新欧”十年：一列火车改变一座内陆城市",
	"高考改革进入深水区 新一轮八省联考明日开考",
	"北京发布2025年积分落户名单，6000余人入围",
	"机器人“上岗”、无人机“送货”：快递行业的新变化",
	"五一假期首日全国道路客流预计超过2.8亿人次",
}

func BenchmarkFit(b *testing.B) {
	s := NewShaper(fonts.Builtin())
	st := headlineStyle(64, 104, 3)
	b.ReportAllocs()
	for b.Loop() {
		for _, h := range newsHeadlines {
			s.NewParagraph(st, []Item{{Kind: Run, Text: h}}).Layout(936, layout.Bounds{})
		}
	}
}
