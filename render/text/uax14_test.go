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

// TestUnicodeLineBreak runs Unicode's LineBreakTest.txt, as it comes with the
// segmenter's module, through our breaker with nothing tailored.
func TestUnicodeLineBreak(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/go-text/typesetting").Output()
	if err != nil {
		t.Skip("the module cache does not hold the segmenter's tests: ", err)
	}
	f, err := os.Open(filepath.Join(strings.TrimSpace(string(dir)), "segmenter", "test", "LineBreakTest.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var seg segmenter.Segmenter
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
		got := lineOpportunities(&seg, text)
		for i := 1; i < len(text); i++ {
			if (got[i] != noBreak) != want[i] {
				t.Errorf("%s: break %v before rune %d", line, got[i] != noBreak, i)
			}
		}
		n++
	}
	if n < 10000 {
		t.Errorf("only %d cases read", n)
	}
}
