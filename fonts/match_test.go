package fonts

import (
	"fmt"
	"testing"
	"testing/fstest"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"
)

var goFonts = fstest.MapFS{
	"go/Go-Bold.ttf":    {Data: gobold.TTF},
	"go/Go-Italic.ttf":  {Data: goitalic.TTF},
	"go/Go-Regular.ttf": {Data: goregular.TTF},
}

func goFaces(t *testing.T) (bold, italic, regular *Face) {
	t.Helper()
	faces, problems, err := Load(goFonts)
	if err != nil || len(problems) > 0 || len(faces) != 3 {
		t.Fatalf("Load: %d faces, %v, %v", len(faces), problems, err)
	}
	return faces[0], faces[1], faces[2]
}

func TestWeightMatching(t *testing.T) {
	_, _, regular := goFaces(t)
	tests := []struct {
		have       []int
		want, pick int
	}{
		{[]int{400, 700}, 400, 400},
		{[]int{400, 700}, 500, 400},
		{[]int{400, 700}, 600, 700},
		{[]int{400, 700}, 900, 700},
		{[]int{400, 700}, 100, 400},
		{[]int{400, 500, 700}, 450, 500},
		{[]int{300, 500}, 400, 500},
		{[]int{300, 600}, 400, 300},
		{[]int{300, 600}, 500, 300},
		{[]int{600, 900}, 400, 600},
		{[]int{100, 300, 400}, 350, 300},
		{[]int{400, 500}, 300, 400},
		{[]int{100, 900}, 800, 900},
		{[]int{100, 500}, 600, 500},
		{[]int{700}, 400, 700},
		{[]int{350, 520}, 400, 350},
	}
	for _, tt := range tests {
		var family []*Face
		for _, w := range tt.have {
			family = append(family, weighing(regular, "x", float64(w)))
		}
		if got := match(family, &Query{Weight: tt.want}); got.Weight != tt.pick {
			t.Errorf("of %v for %d: %d, want %d", tt.have, tt.want, got.Weight, tt.pick)
		}
	}
}

func weighing(f *Face, family string, weight float64) *Face {
	return f.As(Rule{Family: family, Weight: &Span{weight, weight}})
}

// Of a family with a condensed and a wide face, a style gets the nearest by CSS Fonts 4
// §5.2: up to normal narrower ones first, above it wider ones first.
func TestWidthMatching(t *testing.T) {
	_, _, regular := goFaces(t)
	tests := []struct {
		have       []float64
		want, pick float64
	}{
		{[]float64{75, 100, 125}, 0, 100},
		{[]float64{75, 100, 125}, 80, 75},
		{[]float64{75, 100, 125}, 60, 75},
		{[]float64{75, 100, 125}, 110, 125},
		{[]float64{75, 100, 125}, 200, 125},
		{[]float64{75, 125}, 100, 75},
		{[]float64{150, 112.5}, 100, 112.5},
	}
	for _, tt := range tests {
		var family []*Face
		for _, w := range tt.have {
			family = append(family, regular.As(Rule{Family: "x", Width: &Span{w, w}}))
		}
		if got := match(family, &Query{Width: tt.want}); got.Width != tt.pick {
			t.Errorf("of %v for %g: %g, want %g", tt.have, tt.want, got.Width, tt.pick)
		}
	}
}

func TestStyleBeforeWeight(t *testing.T) {
	_, _, regular := goFaces(t)
	upright, slanted := weighing(regular, "x", 700), regular.As(Rule{Family: "x", Slant: &Span{Italic, Italic}})
	family := []*Face{upright, slanted}
	if got := match(family, &Query{Weight: 700, Slant: Italic}); got != slanted {
		t.Error("an italic of another weight loses against an upright")
	}
	if got := match(family, &Query{}); got != upright {
		t.Error("an upright of another weight loses against an italic")
	}
	condensed := regular.As(Rule{Family: "x", Width: &Span{75, 75}})
	if got := match([]*Face{condensed, upright}, &Query{}); got != upright {
		t.Error("a condensed face wins against a normal one")
	}
}

func TestFamilies(t *testing.T) {
	bold, italic, regular := goFaces(t)
	c := Builtin().WithFallback(bold, italic, regular)
	tests := []struct {
		families []string
		weight   int
		italic   bool
		want     string // file, b for synthetic bold, i for italic
	}{
		{[]string{"Noto Sans SC"}, 400, false, "NotoSansSC-Regular.otf"},
		{[]string{"noto  sans cjk SC"}, 700, false, "NotoSansSC-Bold.otf"},
		{[]string{"Noto Sans TC"}, 400, false, "NotoSansSC-Regular.otf"},
		{[]string{"Noto Sans CJK JP"}, 900, false, "NotoSansSC-Bold.otf"},
		{[]string{"Noto Serif CJK SC"}, 400, false, "NotoSerifSC-Bold.otf"},
		{[]string{"Noto Serif KR"}, 700, true, "NotoSerifSC-Bold.otf i"},
		{[]string{"sans-serif"}, 600, false, "NotoSansSC-Bold.otf"},
		{[]string{"system-ui"}, 500, false, "NotoSansSC-Regular.otf"},
		{[]string{"serif"}, 700, false, "NotoSerifSC-Bold.otf"},
		{[]string{"monospace"}, 400, false, "NotoSansSC-Regular.otf"},
		{[]string{"emoji"}, 700, true, "NotoColorEmoji.ttf"},
		{[]string{"Nowhere", "GO"}, 400, false, "go/Go-Regular.ttf"},
		{[]string{"go"}, 400, true, "go/Go-Italic.ttf"},
		{[]string{"go"}, 700, true, "go/Go-Italic.ttf b"},
		{[]string{"go"}, 700, false, "go/Go-Bold.ttf"},
		{[]string{"Nowhere"}, 700, false, "NotoSansSC-Bold.otf"},
		{[]string{"Noto Sans Thai"}, 400, false, "NotoSansSC-Regular.otf"},
		{nil, 0, false, "NotoSansSC-Regular.otf"},
	}
	for _, tt := range tests {
		q := Query{Families: tt.families, Weight: tt.weight}
		if tt.italic {
			q.Slant = Italic
		}
		m := c.Chain(q).Primary()
		if got := matchString(m); got != tt.want {
			t.Errorf("%q %d %v: %s, want %s", tt.families, tt.weight, tt.italic, got, tt.want)
		}
	}
}

func matchString(m Match) string {
	if m.Face == nil {
		return "none"
	}
	s := m.Face.File()
	if m.SyntheticBold || m.SyntheticItalic {
		s += " "
	}
	if m.SyntheticBold {
		s += "b"
	}
	if m.SyntheticItalic {
		s += "i"
	}
	return s
}

func TestFind(t *testing.T) {
	bold, _, regular := goFaces(t)
	japanese := weighing(regular, "Noto Sans CJK JP", 400)
	c := Builtin().WithFallback(bold, japanese)
	tests := []struct {
		families, lang, cluster string
		emoji                   bool
		want                    string
	}{
		{"go", "zh-CN", "A", false, "go/Go-Bold.ttf"},
		{"go", "zh-CN", "龙", false, "NotoSansSC-Regular.otf"},
		{"go", "zh-CN", "é", false, "go/Go-Bold.ttf"},
		{"serif", "zh-CN", "龙", false, "NotoSerifSC-Bold.otf"},
		{"sans-serif", "zh-CN", "😀", true, "NotoColorEmoji.ttf"},
		{"sans-serif", "zh-CN", "😀", false, "NotoColorEmoji.ttf"},
		{"sans-serif", "zh-CN", "👨‍👩‍👧", true, "NotoColorEmoji.ttf"},
		{"sans-serif", "zh-CN", "1️⃣", true, "NotoColorEmoji.ttf"},
		{"sans-serif", "zh-CN", "1", false, "NotoSansSC-Regular.otf"},
		{"emoji", "zh-CN", "1", false, "NotoSansSC-Regular.otf"},
		{"sans-serif", "zh-CN", "©", false, "NotoSansSC-Regular.otf"},
		{"sans-serif", "zh-CN", "©️", true, "NotoColorEmoji.ttf"},
		{"nowhere", "ja", "A", false, "go/Go-Regular.ttf"},
		{"sans-serif", "ja", "A", false, "go/Go-Regular.ttf"},
		{"sans-serif", "ja-JP", "龙", false, "NotoSansSC-Regular.otf"},
		{"sans-serif", "ko", "A", false, "NotoSansSC-Regular.otf"},
		{"serif", "ja", "A", false, "NotoSerifSC-Bold.otf"},
		{"nowhere", "zh-CN", "A", false, "NotoSansSC-Regular.otf"},
		{"sans-serif", "zh-CN", "\U00020BB7", false, "none"},
		{"sans-serif", "zh-CN", "龙\U00020BB7", false, "none"},
	}
	for _, tt := range tests {
		chain := c.Chain(Query{Families: []string{tt.families}, Weight: 400, Lang: tt.lang})
		m, ok := chain.Find([]rune(tt.cluster), tt.emoji)
		if got := matchString(m); got != tt.want || ok != (tt.want != "none") {
			t.Errorf("%s %s %q (emoji %v): %s, want %s", tt.families, tt.lang, tt.cluster, tt.emoji, got, tt.want)
		}
	}
}

func TestFontFaceHidesInstalledFamily(t *testing.T) {
	bold, _, regular := goFaces(t)
	base := Builtin()
	c := base.With(weighing(regular, "Noto Sans CJK SC", 400), weighing(bold, "Brand", 700), weighing(regular, "Brand", 700))
	first := func(c *Collection, family string) string {
		return c.Chain(Query{Families: []string{family}, Weight: 700}).Primary().Face.File()
	}
	if got := first(c, "Noto Sans SC"); got != "go/Go-Regular.ttf" {
		t.Errorf("the rule's family is served by %s", got)
	}
	if got := first(c, "brand"); got != "go/Go-Regular.ttf" {
		t.Errorf("of two rules of one style %s wins, want the later", got)
	}
	if got := first(base, "Noto Sans SC"); got != "NotoSansSC-Bold.otf" {
		t.Errorf("With changed the collection it extends: %s", got)
	}
	if m, ok := c.Chain(Query{Families: []string{"Noto Sans SC"}}).Find([]rune("龙"), false); !ok || m.Face.Family != "Noto Sans SC" {
		t.Errorf("Han is not served by the built-in face behind the rule: %v", matchString(m))
	}
}

func TestFallbackIsDeterministic(t *testing.T) {
	bold, italic, regular := goFaces(t)
	var faces []*Face
	for i := range 20 {
		for _, f := range []*Face{bold, italic, regular} {
			faces = append(faces, f.As(Rule{Family: fmt.Sprintf("Family %d", i), Weight: &f.weights, Slant: &f.slants}))
		}
	}
	c := Builtin().WithFallback(faces...)
	var first string
	for range 50 {
		m, _ := c.Chain(Query{Families: []string{"none"}, Weight: 450, Lang: "en"}).Find([]rune("ﬁ"), false)
		if first == "" {
			first = m.Face.Family + matchString(m)
		}
		if got := m.Face.Family + matchString(m); got != first {
			t.Fatalf("%s, then %s", first, got)
		}
	}
}
