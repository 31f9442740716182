package extract_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article/extract"
)

// streaming makes the test binary answer as the scoring program asks: a line
// {"file", "url"} for each page, answered by a line with its article.
const streaming = "SHARECARD_EXTRACT_STREAM"

func TestMain(m *testing.M) {
	if os.Getenv(streaming) != "" {
		stream()
		return
	}
	os.Exit(m.Run())
}

func stream() {
	in, out := bufio.NewScanner(os.Stdin), json.NewEncoder(os.Stdout)
	for in.Scan() {
		var page struct{ File, URL string }
		var answer any = map[string]string{"error": "bad line"}
		if json.Unmarshal(in.Bytes(), &page) == nil {
			html, err := os.ReadFile(page.File)
			if err == nil {
				answer, err = extract.Extract(context.Background(), extract.Page{HTML: html, Address: page.URL})
			}
			if err != nil {
				answer = map[string]string{"error": err.Error()}
			}
		}
		if out.Encode(answer) != nil {
			return
		}
	}
}

// scoreLine is a line of the scores of all pages: the field, how many pages have
// it, what was right, wrong, missing, rightly empty and invented, and percents.
var scoreLine = regexp.MustCompile(`(?m)^all +(\w+) +\d+ +\d+ +\d+ +\d+ +\d+ +(\d+) +([\d.]+)% +([\d.]+)%`)

// Real pages are read as well as they have been, each field by its accuracy and
// precision in percent.
func TestScores(t *testing.T) {
	dir := os.Getenv("SHARECARD_PAGES")
	if dir == "" {
		t.Skip("SHARECARD_PAGES names no folder of pages with their expected fields")
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("the scores need python3")
	}
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), python, filepath.Join(dir, "score.py"), "--stream", "extract="+binary)
	cmd.Env = append(os.Environ(), streaming+"=1")
	table, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	goals := map[string][2]float64{
		"title": {92, 92}, "author": {75, 90}, "site": {90, 96}, "day": {93, 96}, "time": {92, 95}, "image": {96, 96}, "excerpt": {93, 93},
	}
	const mostInvented = 10 // authors of pages that name none
	found := 0
	for _, m := range scoreLine.FindAllStringSubmatch(string(table), -1) {
		goal, known := goals[m[1]]
		if !known {
			continue
		}
		found++
		accuracy, precision := percent(t, m[3]), percent(t, m[4])
		if accuracy < goal[0] || precision < goal[1] {
			t.Errorf("%s is right on %.1f%% of the pages and in %.1f%% of the answers, want %.0f%% and %.0f%%", m[1], accuracy, precision, goal[0], goal[1])
		}
		if invented, _ := strconv.Atoi(m[2]); m[1] == "author" && invented > mostInvented {
			t.Errorf("%d authors are invented, at most %d may be", invented, mostInvented)
		}
	}
	if found != len(goals) || strings.Contains(string(table), "no article on") {
		t.Errorf("the scores are not as expected:\n%s", table)
	}
}

func percent(t *testing.T, s string) float64 {
	t.Helper()
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
