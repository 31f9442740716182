package batch_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/batch"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// folder is a batch's folder, and a service that draws titles as text.
type folder struct {
	t     *testing.T
	dir   string
	state string
	draw  func(context.Context, card.Request) (*card.Result, error) // where not nil: instead

	mu    sync.Mutex
	drawn []string // titles
	told  []string
}

func newFolder(t *testing.T) *folder { return &folder{t: t, dir: t.TempDir(), state: "1"} }

func (f *folder) Skip(n int)       { f.tell(fmt.Sprint("skip ", n)) }
func (f *folder) Step(note string) { f.tell(note) }
func (f *folder) Fail(line string) { f.tell(line) }
func (f *folder) tell(s string)    { f.mu.Lock(); defer f.mu.Unlock(); f.told = append(f.told, s) }

func (f *folder) card(ctx context.Context, r card.Request) (*card.Result, error) {
	f.mu.Lock()
	f.drawn = append(f.drawn, r.Article.Title)
	f.mu.Unlock()
	if f.draw != nil {
		return f.draw(ctx, r)
	}
	result := &card.Result{
		Template: r.Template, Bytes: []byte(r.Template + " " + r.Article.Title), MIME: "image/jpeg",
		SHA256: "5a", Width: 3, Height: 4, Alt: r.Article.Title,
	}
	switch r.Article.Title {
	case "bad":
		return nil, errors.New("cannot be drawn")
	case "late":
		result.Degraded = true
		result.Codes = card.Codes{{Name: "degraded"}, {Name: "cover", Value: "timeout"}}
	}
	if r.Template == "link" {
		result.MIME = "image/png"
	}
	return result, nil
}

// run runs jobs; what was drawn before is forgotten.
func (f *folder) run(ctx context.Context, jobs string) (batch.Outcome, error) {
	f.t.Helper()
	f.drawn, f.told = nil, nil
	outcome, err := batch.Run(ctx, strings.NewReader(jobs), batch.Options{
		Dir: f.dir, MaxLine: 200, Workers: 3, Draw: f.card,
		Read: func(line []byte) (jobs []*job.Job, err error) {
			var read struct {
				Name, Template, Title string
				Platforms             []string
			}
			if err := json.Unmarshal(line, &read); err != nil {
				return nil, err
			}
			j := job.Job{Name: read.Name, Request: card.Request{Template: read.Template, Article: &article.Article{Title: read.Title}}}
			if len(read.Platforms) == 0 {
				return []*job.Job{&j}, nil
			}
			for _, platform := range read.Platforms {
				of := j
				of.Platform, of.Request.Template = platform, "for "+platform
				jobs = append(jobs, &of)
			}
			return jobs, nil
		},
		State:    func(_ context.Context, r card.Request) (string, error) { return f.state, nil },
		Progress: func(int) batch.Progress { return f },
	})
	slices.Sort(f.drawn)
	return outcome, err
}

// manifest returns the entries by name.
func (f *folder) manifest() map[string]batch.Entry {
	f.t.Helper()
	text, err := os.ReadFile(filepath.Join(f.dir, batch.ManifestFile))
	if err != nil {
		f.t.Fatal(err)
	}
	entries := map[string]batch.Entry{}
	for line := range strings.Lines(string(text)) {
		var e batch.Entry
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			f.t.Fatalf("%v in %q", err, line)
		}
		key := e.Name
		if e.Error != nil {
			key = fmt.Sprint("line ", e.Line)
		}
		if _, twice := entries[key]; twice {
			f.t.Errorf("two entries of %s", key)
		}
		entries[key] = e
	}
	return entries
}

func (f *folder) want(outcome batch.Outcome, err error, want batch.Outcome, drawn ...string) {
	f.t.Helper()
	if err != nil || outcome != want || !slices.Equal(f.drawn, drawn) {
		f.t.Errorf("%+v, %v, drew %q; want %+v, %q", outcome, err, f.drawn, want, drawn)
	}
}

const jobs = `{"name":"a1","template":"poster","title":"one"}

{"template":"link","title":"two"}
  {"name":"a3","template":"poster","title":"bad"}
not JSON
{"name":"../../etc/a","template":"poster","title":"x"}
{"name":"a1","template":"poster","title":"again"}
{"name":"a4","template":"poster","title":"late"}`

func TestRun(t *testing.T) {
	f := newFolder(t)
	outcome, err := f.run(t.Context(), jobs)
	f.want(outcome, err, batch.Outcome{Drawn: 3, Failed: 4}, "bad", "late", "one", "two")
	for file, want := range map[string]string{"a1.jpg": "poster one", "000003.png": "link two", "a4.jpg": "poster late"} {
		if got, err := os.ReadFile(filepath.Join(f.dir, file)); err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", file, got, err)
		}
	}
	m := f.manifest()
	if len(m) != 7 {
		t.Errorf("%d entries: %+v", len(m), m)
	}
	a1 := m["a1"]
	if a1.Line != 1 || a1.File != "a1.jpg" || a1.Template != "poster" || a1.Bytes != 10 || a1.SHA256 != "5a" || a1.Width != 3 ||
		a1.Height != 4 || a1.MIME != "image/jpeg" || a1.Alt != "one" || a1.Report == nil || len(a1.Report) > 0 || len(a1.Input) != 64 {
		t.Errorf("%+v", a1)
	}
	if e := m["a4"]; e.Input != "" || e.Report.String() != "degraded, cover=timeout" {
		t.Errorf("%+v", e)
	}
	for line, want := range map[string]card.Failure{
		"line 4": {Code: "internal", Detail: "cannot be drawn"},
		"line 5": {Code: "internal", Detail: "invalid character"},
		"line 6": {Code: "invalid_parameter", Detail: "name must be"},
		"line 7": {Code: "invalid_parameter", Detail: "name is that of line 1"},
	} {
		if e := m[line].Error; e == nil || e.Code != want.Code || !strings.Contains(e.Detail, want.Detail) {
			t.Errorf("%s: %+v, want %+v", line, e, want)
		}
	}
	if !slices.Contains(f.told, "a1.jpg 1 KB") || !slices.Contains(f.told, "line 4: cannot be drawn") {
		t.Errorf("told %q", f.told)
	}
}

// What is done is not drawn again: only what failed, what lacked something, and
// what has changed, be it the line, its surroundings or the file.
func TestResume(t *testing.T) {
	f := newFolder(t)
	if _, err := f.run(t.Context(), jobs); err != nil {
		t.Fatal(err)
	}
	before := f.manifest()
	outcome, err := f.run(t.Context(), jobs)
	f.want(outcome, err, batch.Outcome{Drawn: 1, Failed: 4, Kept: 2}, "bad", "late")
	if f.told[0] != "skip 2" {
		t.Errorf("told %q", f.told)
	}
	if after := f.manifest(); len(after) != 7 || fmt.Sprint(after["a1"]) != fmt.Sprint(before["a1"]) {
		t.Errorf("%+v", after)
	}

	// A line of its own before the others: lines have other numbers, and one
	// without a name has another name.
	moved := `{"name":"a0","template":"poster","title":"zero"}` + "\n" + jobs
	outcome, err = f.run(t.Context(), moved)
	f.want(outcome, err, batch.Outcome{Drawn: 3, Failed: 4, Kept: 1}, "bad", "late", "two", "zero")
	if e := f.manifest()["a1"]; e.Line != 2 {
		t.Errorf("%+v", e)
	}

	one := `{"name":"a1","template":"poster","title":"one"}`
	for name, change := range map[string]func() string{
		"the line":      func() string { return `{"name":"a1","template":"link","title":"one"}` },
		"the templates": func() string { f.state = "2"; return one },
		"the file is gone": func() string {
			if err := os.Remove(filepath.Join(f.dir, "a1.jpg")); err != nil {
				t.Fatal(err)
			}
			return one
		},
		"the file is cut": func() string {
			if err := os.WriteFile(filepath.Join(f.dir, "a1.jpg"), []byte("p"), 0o644); err != nil {
				t.Fatal(err)
			}
			return one
		},
	} {
		if _, err := f.run(t.Context(), one); err != nil {
			t.Fatal(err)
		}
		if outcome, err = f.run(t.Context(), one); err != nil || outcome.Kept != 1 {
			t.Fatalf("before %s: %+v, %v", name, outcome, err)
		}
		if outcome, err = f.run(t.Context(), change()); err != nil || outcome.Drawn != 1 {
			t.Errorf("%s: %+v, %v", name, outcome, err)
		}
	}
}

// A run that is stopped in the middle loses nothing that was done, and records
// no job as failed that was only cut off.
func TestStopped(t *testing.T) {
	f := newFolder(t)
	var all bytes.Buffer
	for i := range 50 {
		fmt.Fprintf(&all, `{"name":"a%d","template":"poster","title":"%02d"}`+"\n", i, i)
	}
	ctx, cancel := context.WithCancel(t.Context())
	f.draw = func(ctx context.Context, r card.Request) (*card.Result, error) {
		if r.Article.Title >= "20" {
			cancel()
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return &card.Result{Template: r.Template, Bytes: []byte(r.Article.Title), MIME: "image/jpeg"}, nil
	}
	outcome, err := f.run(ctx, all.String())
	if !errors.Is(err, context.Canceled) || outcome.Failed != 0 || outcome.Drawn == 0 || outcome.Drawn > 20 {
		t.Fatalf("%+v, %v", outcome, err)
	}
	// As if the process had been killed while it wrote the next entry.
	manifest, err := os.OpenFile(filepath.Join(f.dir, batch.ManifestFile), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(manifest, `{"line":21,"na`); err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(f.dir, ".sharecard-1")
	if err := os.WriteFile(cut, []byte("\xff\xd8"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := manifest.Close(); err != nil {
		t.Fatal(err)
	}
	f.draw = nil
	again, err := f.run(t.Context(), all.String())
	if err != nil || again.Kept != outcome.Drawn || again.Kept+again.Drawn != 50 || len(f.manifest()) != 50 {
		t.Errorf("%+v after %+v, %v", again, outcome, err)
	}
	if _, err := os.Stat(cut); err == nil {
		t.Error("half a file stays")
	}
}

func TestWhatEndsARun(t *testing.T) {
	f := newFolder(t)
	if err := os.Mkdir(filepath.Join(f.dir, "a1.jpg"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.dir, "a1.jpg", "x"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := f.run(t.Context(), jobs); err == nil || !strings.Contains(err.Error(), "a1.jpg") {
		t.Errorf("a card that cannot be written: %v", err)
	}
	f.dir = filepath.Join(f.dir, "none")
	if _, err := f.run(t.Context(), jobs); err == nil {
		t.Error("no folder")
	}
}

func TestLongLines(t *testing.T) {
	f := newFolder(t)
	fits := `{"name":"fits","template":"poster","title":"one"}`
	fits += strings.Repeat(" ", 200-len(fits))
	outcome, err := f.run(t.Context(), fits+"\n"+`{"name":"long","title":"`+strings.Repeat("x", 1<<20)+`"}`+"\n"+`{"name":"b","template":"poster","title":"two"}`+"\r\n")
	f.want(outcome, err, batch.Outcome{Drawn: 2, Failed: 1}, "one", "two")
	if e := f.manifest()["line 2"].Error; e == nil || e.Detail != "the line is too long: a job has at most 200 bytes" {
		t.Errorf("%+v", e)
	}
}

// A line for several platforms gives a file and an entry for each. A second run draws
// only what is not done.
func TestPlatforms(t *testing.T) {
	f := newFolder(t)
	const lines = `{"name":"a","title":"t","platforms":["weibo","x"]}` + "\n" + `{"title":"u","platforms":["x"]}`
	if o, err := f.run(t.Context(), lines); err != nil || o.Drawn != 3 || o.Failed != 0 {
		t.Fatalf("%+v %v", o, err)
	}
	m := f.manifest()
	for _, name := range []string{"a-weibo", "a-x", "000002-x"} {
		_, platform, _ := strings.Cut(name, "-")
		if e := m[name]; e.File != name+".jpg" || e.Platform != platform {
			t.Errorf("%s: %+v", name, e)
		}
	}
	if err := os.Remove(filepath.Join(f.dir, "a-x.jpg")); err != nil {
		t.Fatal(err)
	}
	if o, err := f.run(t.Context(), lines); err != nil || o.Drawn != 1 || o.Kept != 2 || len(f.drawn) != 1 {
		t.Errorf("again: %+v %v, drawn %v", o, err, f.drawn)
	}
}
