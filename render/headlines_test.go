package render

import (
	"bufio"
	"encoding/json"
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
			a, b := partedWords(headlineLines(p))
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

// headlineLines are the lines of a card's headline.
func headlineLines(p *state) []string {
	var lines []string
	y := -1.0
	walkBoxes(p.root, func(b *layout.Box) {
		if b.Inline == nil || b.Hidden || b.Node == nil || b.Node.Elem == nil || !strings.HasPrefix(describe(b.Node.Elem), "h1") {
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
