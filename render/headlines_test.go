package render

import (
	"bufio"
	"encoding/json"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"sharecard/render/layout"
	"sharecard/render/text/words"
)

const (
	// maxParted is how many of the line ends of headlines may stand inside a word.
	maxParted = .01
	// headlineStep takes every so manieth headline of the corpus.
	headlineStep = 10
)

// TestHeadlinesEndLinesBetweenWords sets headlines that nobody here wrote on every
// card that sets one large, without a picture and beside an upright one.
func TestHeadlinesEndLinesBetweenWords(t *testing.T) {
	titles := corpusTitles(t)
	r := newTestRenderer()
	parted, ends := 0, 0
	for _, name := range allCards() {
		if name == "link" || name == "thumb" {
			continue // set at the size that a chat has; a word or two
		}
		tmpl := loadCard(t, name)
		in, of := 0, 0
		for i, title := range titles {
			f := fixtures()[0]
			f.data.Title, f.data.Quote = title, ""
			f.data.Cover, f.data.CoverInfo.Width, f.data.CoverInfo.Height = "", 0, 0
			if i%2 == 1 {
				f.data.Cover, f.data.CoverInfo.Width, f.data.CoverInfo.Height = "cover", 600, 900
			}
			p := laidOut(t, r, Job{Template: tmpl, Data: &f.data, Images: fixtureImages()})
			p.release()
			a, b := partedWords(linesOf(p, "h1"))
			in, of = in+a, of+b
		}
		t.Logf("%s: %d of %d", name, in, of)
		parted, ends = parted+in, ends+of
	}
	if share := float64(parted) / float64(ends); share > maxParted {
		t.Errorf("%d of %d lines end inside a word, %.2f %%", parted, ends, 100*share)
	}
}

func corpusTitles(t *testing.T) []string {
	t.Helper()
	dir := os.Getenv("SHARECARD_CORPORA")
	if dir == "" {
		t.Skip("SHARECARD_CORPORA names no folder of corpora")
	}
	f, err := os.Open(filepath.Join(dir, "zh-title-summary.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var titles []string
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for n := 0; lines.Scan(); n++ {
		var article struct{ Headline string }
		if err := json.Unmarshal(lines.Bytes(), &article); err != nil {
			t.Fatal(err)
		}
		if n%headlineStep == 0 {
			titles = append(titles, strings.TrimSpace(article.Headline))
		}
	}
	return titles
}

// summaries fill the lines that cards have for them, more or less.
var summaries = []string{
	"云岭大桥昨日通车。大桥通车后，山里的孩子上学从一个半小时缩短到十分钟，村里的茶叶也能当天送到县城。建设者说，最难的一段是在峡谷上空合龙。",
	"夏天的热浪过去后，社区游泳池放干了水，池底还留着孩子们画的鲸鱼和海星。居委会决定不再粉刷，把它改成一座下沉式的小剧场，志愿者每周六晚上在这里放电影。",
	"志愿者每周给独居老人送一次热饭，三年里没有断过。食物由附近的餐馆轮流准备，送饭的人里有退休教师、外卖骑手和高中生。一位老人说，等的不是饭，是有人敲门。",
	"停产二十年的纺织厂改成了菜市场。设计师保留了锯齿形屋顶和一排老机床，摊主们大多是附近的老街坊。开业一个月，每天有八千多人来买菜，年轻人也在这里拍照。",
	"在稻田中央，一座由粮仓改建的图书馆开门迎客。为了让村民在农忙时也能来，图书馆一直开到晚上十点。孩子们放学后在这里写作业，老人们在这里学用智能手机。",
	"县城唯一的灯光球场，每晚有上千人来看村里的篮球赛。没有票，没有广告，奖品是两头羊和一百斤大米。镇里的干部说，比赛让在外打工的年轻人又回来了。",
}

// TestSummariesEndLinesBetweenWords sets summaries on every card that has room for one.
func TestSummariesEndLinesBetweenWords(t *testing.T) {
	r := newTestRenderer()
	for _, name := range []string{"cover", "poster", "xhs", "quote", "photo", "square"} {
		tmpl := loadCard(t, name)
		ends := 0
		for _, summary := range summaries {
			for _, size := range []image.Point{{}, {1600, 1000}, {800, 1200}} {
				f := fixtures()[0]
				f.data.Summary = summary
				if f.data.CoverInfo.Width, f.data.CoverInfo.Height = size.X, size.Y; size.X == 0 {
					f.data.Cover = ""
				}
				p := laidOut(t, r, Job{Template: tmpl, Data: &f.data, Images: fixtureImages()})
				p.release()
				lines := linesOf(p, "p.summary")
				parted, of := partedWords(lines)
				if ends += of; parted > 0 {
					t.Errorf("%s beside a picture of %v: %s", name, size, strings.Join(lines, "|"))
				}
			}
		}
		if ends == 0 {
			t.Errorf("%s sets no summary in two lines", name)
		}
	}
}

// linesOf are the lines of the elements of a card whose description begins so.
func linesOf(p *state, element string) []string {
	var lines []string
	y := -1.0
	walkBoxes(p.root, func(b *layout.Box) {
		if b.Inline == nil || b.Hidden || b.Node == nil || b.Node.Elem == nil || !strings.HasPrefix(describe(b.Node.Elem), element) {
			return
		}
		for _, run := range runsOf(b) {
			if run.Rect.Y > y+run.Rect.H/2 || len(lines) == 0 {
				lines, y = append(lines, ""), run.Rect.Y
			}
			lines[len(lines)-1] += run.Text
		}
	})
	return lines
}

// partedWords counts the line ends, and those that stand inside a Chinese word.
func partedWords(lines []string) (parted, ends int) {
	for i := range len(lines) - 1 {
		before, after := []rune(lines[i]), []rune(lines[i+1])
		ends++
		from, to := len(before), 0
		for from > 0 && unicode.Is(unicode.Han, before[from-1]) {
			from--
		}
		for to < len(after) && unicode.Is(unicode.Han, after[to]) {
			to++
		}
		if at := len(before) - from; at > 0 && to > 0 {
			if starts := words.Starts(append(before[from:len(before):len(before)], after[:to]...)); !starts[at] {
				parted++
			}
		}
	}
	return parted, ends
}
