package text

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/segmenter"
)

// TestUnicodeLineBreak runs Unicode's LineBreakTest.txt through our breaker with
// nothing tailored.
func TestUnicodeLineBreak(t *testing.T) {
	var seg segmenter.Segmenter
	checkBoundaries(t, "LineBreakTest.txt", 10000, 1, func(text []rune) []bool {
		out := make([]bool, len(text)+1)
		for i, o := range lineOpportunities(&seg, text) {
			out[i] = o != noBreak
		}
		return out
	})
}

// TestUnicodeGraphemes runs Unicode's GraphemeBreakTest.txt through our clusters.
func TestUnicodeGraphemes(t *testing.T) {
	var seg segmenter.Segmenter
	checkBoundaries(t, "GraphemeBreakTest.txt", 500, 0, func(text []rune) []bool {
		return graphemeBoundaries(&seg, text)
	})
}

// checkBoundaries reads a test file as it comes with the segmenter's module, of
// at least that many cases, and compares the boundaries from the first one on.
func checkBoundaries(t *testing.T, name string, cases, first int, boundaries func([]rune) []bool) {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Skip("the module cache does not hold the segmenter's tests: ", err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "segmenter", "test", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line, _, _ := strings.Cut(sc.Text(), "#")
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		var text []rune
		var want []bool
		for i := 0; i+1 < len(fields); i += 2 {
			r, err := strconv.ParseUint(fields[i+1], 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, fields[i] == "÷")
			text = append(text, rune(r))
		}
		got := boundaries(text)
		for i := first; i < len(text); i++ {
			if got[i] != want[i] {
				t.Errorf("%s: boundary %v before rune %d", line, got[i], i)
			}
		}
		n++
	}
	if n < cases {
		t.Errorf("only %d cases read", n)
	}
}
