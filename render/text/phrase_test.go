package text

import (
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/style"
)

func TestTitlesBreakBetweenWords(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := with(chinese(20), func(c *style.Style) {
		c.TextWrap, c.WordBreak = style.TextWrapBalance, style.WordBreakAutoPhrase
	})
	for _, c := range []struct {
		text string
		em   float64
		want string
	}{
		{"推动高质量发展丨发展新质生产力 看北上广的创新实践", 8, "推动高质量发展丨|发展新质生产力|看北上广的|创新实践"},
		{"国家统计局：2024年一季度GDP同比增长5.3%，经济运行开局良好", 10, "国家统计局：|2024年一季度GDP|同比增长5.3%，|经济运行开局良好"},
		{"神舟十八号载人飞船与空间站组合体完成自主快速交会对接", 10, "神舟十八号载人飞船|与空间站组合体完成|自主快速交会对接"},
		{"从一粒种子看中国农业科技创新的力量", 8, "从一粒种子|看中国农业科技|创新的力量"},
		{"一二三四五六七八九十甲", 10, "一二三四五|六七八九十甲"},
		// what marks enclose, and the ends of clauses
		{"我国首个深海浮式风电平台“扶摇号”并网发电", 9, "我国首个深海|浮式风电平台|“扶摇号”并网发电"},
		{"一碗面的三十年：老街坊口中的“王记”为什么不涨价", 9.5, "一碗面的三十年：|老街坊口中的“王记”|为什么不涨价"},
		{"米德索莫诺顿（Midsomer Norton）袭击事件", 10, "米德索莫诺顿|（Midsomer Norton）|袭击事件"},
		{"九旬院士捐出毕生积蓄：把钱留给年轻人做实验", 9, "九旬院士捐出|毕生积蓄：把钱留给|年轻人做实验"},
		// who speaks goes with what is said
		{"城市公园里的旋木雀多了三成，专家：先别急着高兴", 9, "城市公园里的|旋木雀多了三成，|专家：先别急着高兴"},
		// numbers, their measure words and what is counted
		{"灯塔守望者站好最后一班岗交出钥匙", 11, "灯塔守望者站好|最后一班岗交出钥匙"},
		{"江城女足三比二逆转夺冠", 6, "江城女足|三比二逆转|夺冠"},
		{"轮渡末班提前到二十一点，请提前安排", 9, "轮渡末班提前|到二十一点，|请提前安排"},
		{"我们只是把灯一盏一盏地重新点亮", 10, "我们只是把灯|一盏一盏地重新点亮"},
		{"新一轮公交线网调整下周启用", 8, "新一轮公交线网|调整下周启用"},
		{"我国可再生能源装机突破20亿千瓦", 7.2, "我国可再生能源|装机突破|20亿千瓦"},
		{"县里今年要修三百二十条乡村公路", 9, "县里今年要修|三百二十条乡村公路"},
		{"一根竹篾编出一个村的好日子", 9, "一根竹篾编出|一个村的好日子"},
		{"《更新办法》12月1日起施行，逐年投入", 9, "《更新办法》|12月1日起施行，|逐年投入"},
		// the writer's own break, beside a number too
		{"前三季度新能源汽车出口增长37.2% 十月单月首破300亿元", 11.6, "前三季度新能源|汽车出口增长37.2%|十月单月首破300亿元"},
		{"我们用 Python 写了一个新的排版程序", 9, "我们用 Python 写了|一个新的排版程序"},
		// prepositions, determiners and adverbs lead to what follows
		{"县城里的年轻人把旧粮仓改成了书店", 9.2, "县城里的年轻人|把旧粮仓改成了书店"},
		{"山里的孩子第一次把信寄到了北极", 7, "山里的|孩子第一次|把信寄到了北极"},
		{"雪落在没有人的车站", 4.5, "雪落在|没有人的|车站"},
		// endings of words that the list lacks
		{"新一代接触网检修工在凌晨三点上岗", 11, "新一代接触网检修工|在凌晨三点上岗"},
		{"今年起公交车票可以在任何一站退", 10, "今年起公交车票|可以在任何一站退"},
		{"干涸的游泳池底还留着孩子们的涂鸦", 7, "干涸的|游泳池底还留着|孩子们的涂鸦"},
		// words that lean on others
		{"有一群少年在村口沙漠里种出了一片梭梭林", 12, "有一群少年在村口沙漠里|种出了一片梭梭林"},
		{"贝尔法斯特面临餐厅内持刀杀人未遂指控", 8, "贝尔法斯特面临|餐厅内持刀|杀人未遂指控"},
	} {
		expectLines(t, s, st, c.text, c.em*20, c.want)
	}
}

func TestKeep(t *testing.T) {
	s := NewShaper(fonts.Builtin())
	st := chinese(20)
	expectLines(t, s, st, "发展新质生产力", 100, "发展新质|生产力")
	s.Keep([]string{"新质生产力", "力"})
	expectLines(t, s, st, "发展新质生产力", 100, "发展|新质生产力")
	expectLines(t, s, st, "发展<b>新质</b>生产力", 100, "发展|新质生产力")
	expectLines(t, s, st, "发展新质生产力", 80, "发展|新质生产|力") // wider than the line
	s.Keep(nil)
	expectLines(t, s, st, "发展新质生产力", 100, "发展新质|生产力")
	if other := s.Fork(); len(other.keep) != 0 {
		t.Error("a fork starts with the words of another render")
	}
}

// Over real titles, few breaks fall inside a word.
func TestFewWordsAreParted(t *testing.T) {
	corpus := headlines(t, "zh-title-summary.jsonl", 300)
	s := NewShaper(fonts.Builtin())
	parted := func(wb style.WordBreak) (inWord, breaks int) {
		st := with(chinese(20), func(c *style.Style) { c.TextWrap, c.WordBreak = style.TextWrapBalance, wb })
		judge := with(st, func(c *style.Style) { c.WordBreak = style.WordBreakAutoPhrase })
		for _, h := range corpus {
			list := []Item{{Kind: Run, Text: strings.TrimSpace(h.Headline)}}
			penalties := s.NewParagraph(judge, list).phrasePenalties()
			p := s.NewParagraph(st, list)
			lines := p.breakLines(p.measure(220), 220)
			for _, l := range lines[:len(lines)-1] {
				breaks++
				if at := p.units[l.b].start; penalties != nil && penalties[at] >= penaltyInWord {
					inWord++
				}
			}
		}
		return inWord, breaks
	}
	plainIn, plainAll := parted(style.WordBreakNormal)
	in, all := parted(style.WordBreakAutoPhrase)
	t.Logf("breaks inside a word: %d of %d without auto-phrase, %d of %d with it", plainIn, plainAll, in, all)
	if all == 0 || in*20 > all {
		t.Errorf("%d of %d breaks fall inside a word", in, all)
	}
}
