package text

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

type headline struct {
	Headline string `json:"headline"`
	Summary  string `json:"summary"`
	Lang     string `json:"lang"`
}

// text is the field of that name.
func (h *headline) text(field string) string {
	if field == "summary" {
		return h.Summary
	}
	return h.Headline
}

func headlines(t testing.TB, name string, limit int) []headline {
	t.Helper()
	dir := os.Getenv("SHARECARD_CORPORA")
	if dir == "" {
		t.Skip("SHARECARD_CORPORA names no folder of corpora")
	}
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []headline
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() && len(out) < limit {
		var h headline
		if err := json.Unmarshal(sc.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		out = append(out, h)
	}
	return out
}

const (
	neverFirst = "，。、：；？！．）》〉”’」』】〕〗］｝·・‧-–～/／丨｜,.!?:;)]}%％‰℃…⋯"
	neverLast  = "（《〈“‘「『【〔〖［｛￥$€£¥([{"
)

// violations lists the rules that the lines break, as a reader would find them.
func violations(in *layout.Inline, width float64) []string {
	var out []string
	lines := in.Lines
	for i := range lines {
		text := []rune(strings.TrimSpace(lines[i].Text))
		if lines[i].W > width+0.05 {
			out = append(out, fmt.Sprintf("line %d is %.2f wide", i, lines[i].W))
		}
		if len(text) == 0 {
			continue
		}
		if i > 0 {
			if strings.ContainsRune(neverFirst, text[0]) {
				out = append(out, "line starts with "+string(text[0]))
			}
			if text[0] == '—' && (len(text) < 2 || text[1] != '—') {
				out = append(out, "line starts with a single dash")
			}
			prev := []rune(lines[i-1].Text)
			a, b := prev[len(prev)-1], text[0]
			switch {
			case isDigit(a) && (isDigit(b) || strings.ContainsRune("%％‰℃年月日万亿元个名", b)):
				out = append(out, fmt.Sprintf("number split: %c|%c", a, b))
			case a == '第' && isDigit(b):
				out = append(out, "第 parted from its number")
			case asciiLetter(a) && isHan(b) && (len(prev) == 1 || isHan(prev[len(prev)-2])):
				out = append(out, fmt.Sprintf("letter parted from its word: %c|%c", a, b))
			}
		}
		if i < len(lines)-1 && strings.ContainsRune(neverLast, text[len(text)-1]) {
			out = append(out, "line ends with "+string(text[len(text)-1]))
		}
		if i > 0 && i == len(lines)-1 && len(in.Lines) > 1 {
			han, other := hanCount(string(text)), 0
			for _, r := range text {
				if asciiLetter(r) || isDigit(r) || r > 0x370 && r < 0x400 {
					other++
				}
			}
			if han == 1 && other == 0 {
				out = append(out, "last line is "+string(text))
			}
		}
	}
	return out
}

// TestNoViolation sets titles and summaries in five measures each and reads
// the lines as an editor would.
func TestNoViolation(t *testing.T) {
	corpus := headlines(t, "zh-title-summary.jsonl", 1000)
	if testing.Short() {
		corpus = corpus[:100]
	}
	s := NewShaper(fonts.Builtin())
	const size = 20
	for _, kind := range []struct {
		name  string
		style *style.Style
		text  func(headline) string
		ems   []float64
	}{
		{"title", with(chinese(size), func(c *style.Style) { c.TextWrap, c.FontWeight = style.TextWrapBalance, 700 }),
			func(h headline) string { return h.Headline }, []float64{9, 11, 12.5, 14, 18}},
		{"summary", chinese(size), func(h headline) string { return h.Summary }, []float64{12, 15, 18.3, 22, 30}},
	} {
		st := with(kind.style, func(c *style.Style) { c.OverflowWrap = style.OverflowWrapBreakWord })
		found, layouts := 0, 0
		for _, h := range corpus {
			p := s.NewParagraph(st, items(st, strings.ReplaceAll(strings.ReplaceAll(kind.text(h), "|", "｜"), "<", "＜")))
			for _, em := range kind.ems {
				in := p.Layout(em*size, layout.Bounds{})
				layouts++
				if v := violations(in, em*size); len(v) > 0 {
					if found++; found <= 20 {
						t.Errorf("%s in %g em: %s\n%s", kind.name, em, strings.Join(v, "; "), lineTexts(in))
					}
				}
			}
		}
		t.Logf("%s: %d layouts, %d with a violation", kind.name, layouts, found)
	}
}
