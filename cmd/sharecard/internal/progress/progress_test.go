package progress_test

import (
	"os"
	"strings"
	"sync"
	"testing"

	"sharecard/cmd/sharecard/internal/progress"
)

// Where nobody draws, each step is a line, and faults too.
func TestLines(t *testing.T) {
	var b strings.Builder
	bar := progress.New(&b, 3)
	bar.Skip(1)
	bar.Step("a.jpg 12 KB")
	bar.Fail("b: too large")
	bar.Close()
	if got, want := b.String(), "a.jpg 12 KB\nb: too large\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if null, err := os.Open(os.DevNull); err != nil || progress.IsTerminal(null) {
		t.Errorf("%s is a terminal (%v)", os.DevNull, err)
	}
}

// screen plays a terminal: what a person sees.
func screen(written string) []string {
	var lines []string
	for line := range strings.SplitSeq(written, "\n") {
		parts := strings.Split(line, "\r\x1b[K")
		lines = append(lines, parts[len(parts)-1])
	}
	return lines
}

func TestBar(t *testing.T) {
	var b strings.Builder
	bar := progress.NewDrawn(&b, 12)
	for _, c := range []struct {
		do   func()
		want string // the last line
	}{
		{func() {}, strings.Repeat("░", 24) + "   0 of 12  "},
		{func() { bar.Step("poster.jpg") }, "██" + strings.Repeat("░", 22) + "   1 of 12  poster.jpg"},
		{func() { bar.Skip(10) }, "██" + strings.Repeat("░", 22) + "   1 of 12  poster.jpg"},
		{func() { bar.Fail("one: too large") }, strings.Repeat("█", 24) + "  12 of 12  "},
		{func() { bar.Step(strings.Repeat("长", 30)) }, strings.Repeat("█", 24) + "  13 of 12  " + strings.Repeat("长", 19) + "…"},
		{func() { bar.Step("more than were announced") }, strings.Repeat("█", 24) + "  14 of 12  more than were anno…"},
		{bar.Close, ""},
	} {
		c.do()
		lines := screen(b.String())
		if got := lines[len(lines)-1]; got != c.want {
			t.Errorf("shows %q, want %q", got, c.want)
		}
	}
	if lines := screen(b.String()); len(lines) != 2 || lines[0] != "one: too large" {
		t.Errorf("what stays is %q", lines)
	}
}

func TestBarConcurrently(t *testing.T) {
	var b strings.Builder
	bar := progress.New(&b, 100)
	var all sync.WaitGroup
	for range 100 {
		all.Go(func() { bar.Step("x") })
	}
	all.Wait()
	if got := b.String(); got != strings.Repeat("x\n", 100) {
		t.Errorf("got %q", got)
	}
}
