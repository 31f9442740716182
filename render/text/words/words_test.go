package words

import (
	"strings"
	"testing"
	"time"
)

func cut(s string) string {
	var out strings.Builder
	text := []rune(s)
	for i, start := range Starts(text) {
		if start && i > 0 {
			out.WriteByte('/')
		}
		out.WriteRune(text[i])
	}
	return out.String()
}

func TestStarts(t *testing.T) {
	for _, want := range []string{
		"经济运行/开局/良好",
		"国家统计局/发布/数据",
		"全国/铁路/预计/发送/旅客",
		"研究/生命/的/起源",
		"高质量/发展/新质生产力",
		"龘/龘",
	} {
		if got := cut(strings.ReplaceAll(want, "/", "")); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if len(Starts(nil)) != 0 {
		t.Error("no text has a word")
	}
}

func TestListIsSmallAndFast(t *testing.T) {
	if len(packed) > 2<<20 {
		t.Errorf("the list takes %d bytes of the program", len(packed))
	}
	start := time.Now()
	l, err := read(packed)
	if err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 500*time.Millisecond {
		t.Logf("read in %v", took)
	}
	if heap := 2*cap(l.text) + 4*cap(l.ends) + cap(l.logs); heap > 15<<20 {
		t.Errorf("the list takes %d bytes of memory", heap)
	}
	for i := 1; i < len(l.ends); i++ {
		if a, b := l.word(i-1), l.word(i); len(b) == 0 || len(b) > MaxLength || compare(a, b) >= 0 {
			t.Fatalf("word %d out of order", i)
		}
	}
}

func compare(a, b []uint16) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

func TestReadRefusesRubbish(t *testing.T) {
	for _, b := range [][]byte{nil, {1, 2, 3}, packed[:len(packed)/2]} {
		if _, err := read(b); err == nil {
			t.Errorf("%d bytes were read", len(b))
		}
	}
}

func BenchmarkStarts(b *testing.B) {
	text := []rune("推动高质量发展发展新质生产力看北上广的创新实践")
	b.ReportAllocs()
	for b.Loop() {
		Starts(text)
	}
}

func BenchmarkRead(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(packed); err != nil {
			b.Fatal(err)
		}
	}
}
