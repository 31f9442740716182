package text

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"unicode"

	"sharecard/fonts"
	"sharecard/render/layout"
	"sharecard/render/style"
)

type rule struct {
	Rule   string  `json:"rule"`
	Text   string  `json:"text"`
	Em     float64 `json:"em"`
	Expect any     `json:"expect"`
}

// TestChineseRules runs the table of rules and prints it family by family.
func TestChineseRules(t *testing.T) {
	f, err := os.Open(filepath.Join(conformance(t), "zh-rules.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := NewShaper(fonts.Builtin())
	passed, total := map[string]int{}, map[string]int{}
	sum, n := 0, 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var r rule
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		family := r.Rule[:1]
		total[family]++
		n++
		plain, ok := checkRule(s, &r, items)
		spans, inSpans := checkRule(s, &r, everyOtherInSpan)
		if ok && inSpans {
			passed[family]++
			sum++
		} else {
			t.Errorf("%s %q in %g em: got %s, with spans %s, want %v", r.Rule, r.Text, r.Em, plain, spans, r.Expect)
		}
	}
	families := make([]string, 0, len(total))
	for k := range total {
		families = append(families, k)
	}
	sort.Strings(families)
	for _, k := range families {
		t.Logf("%s %d/%d", k, passed[k], total[k])
	}
	t.Logf("all %d/%d", sum, n)
}

// everyOtherInSpan puts every other character in a span of the same style: no
// rule stops at the edge of a span.
func everyOtherInSpan(st *style.Style, text string) []Item {
	var out []Item
	for i, r := range []rune(text) {
		run := Item{Kind: Run, Text: string(r)}
		if i%2 == 1 {
			out = append(out, Item{Kind: Open, Style: st}, run, Item{Kind: Close})
		} else {
			out = append(out, run)
		}
	}
	return out
}

func checkRule(s *Shaper, r *rule, items func(*style.Style, string) []Item) (string, bool) {
	const size = 20
	st := chinese(size)
	in := s.NewParagraph(st, items(st, r.Text)).Layout(r.Em*size, layout.Bounds{})
	lines := lineTexts(in)
	em := func(i int) float64 { return in.Lines[i].W / size }
	near := func(a, b float64) bool { return a > b-0.01 && a < b+0.01 }
	switch e := r.Expect.(type) {
	case float64:
		return lines + " " + ftoa(em(0)), len(in.Lines) == 1 && near(em(0), e)
	case string:
		plain := with(st, func(c *style.Style) { c.Autospace = false })
		natural := s.NewParagraph(plain, items(plain, r.Text)).Layout(r.Em*size, layout.Bounds{}).Lines[0].W / size
		last := in.Lines[len(in.Lines)-1].Text
		switch {
		case strings.HasPrefix(e, "W2:"):
			return lines, len(in.Lines) == 2 && ftoa(em(1)) == e[3:]
		case strings.HasPrefix(e, "NOSPLIT:"):
			return lines, strings.Contains(lines, e[8:])
		case strings.HasPrefix(e, "LAST>=2"):
			return lines, hanCount(last) >= 2
		case e == ">base":
			return ftoa(em(0)), em(0) > natural+0.1
		case e == "=base":
			return ftoa(em(0)), near(em(0), natural)
		}
		return lines, lines == e
	}
	return lines, false
}

func hanCount(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

func ftoa(f float64) string {
	b, err := json.Marshal(float64(int(f*1000+0.5)) / 1000)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
