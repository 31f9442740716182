package server_test

import (
	"archive/zip"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
)

// manifest is manifest.json as a client reads it.
type manifest struct {
	Cards []struct {
		Name, File string
		Bytes      int
		Error      *struct{ Code string }
	}
}

// unzip returns the files of an archive by name, and its manifest.
func unzip(t *testing.T, archive string) (files map[string]string, m manifest) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(content)
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &m); err != nil {
		t.Fatal(err)
	}
	return files, m
}

func TestKit(t *testing.T) {
	s := start(t)
	a := s.do("GET", "/v1/articles/a/kit.zip?theme=ink", "")
	if a.StatusCode != 200 || a.Header.Get("Content-Type") != "application/zip" ||
		a.Header.Get("Content-Disposition") != `attachment; filename="a.zip"` || a.Header.Get("Cache-Control") != "private, no-cache" {
		t.Fatalf("%d %v", a.StatusCode, a.Header)
	}
	files, m := unzip(t, a.body)
	if len(files) != 3 || files["poster.jpg"] != "poster 题 ink  1" || files["link.png"] != "link 题 ink  1" {
		t.Errorf("files %q", files)
	}
	if len(m.Cards) != 2 || m.Cards[0].File != "poster.jpg" || m.Cards[1].Bytes != len(files["link.png"]) || m.Cards[0].Error != nil {
		t.Errorf("manifest %+v", m)
	}
	if again := s.do("GET", "/v1/articles/a/kit.zip?theme=ink", ""); again.body != a.body || again.Header.Get("ETag") != a.Header.Get("ETag") {
		t.Error("the same kit gives other bytes")
	}
	if same := s.do("GET", "/v1/articles/a/kit.zip?theme=ink", "", "If-None-Match: "+a.Header.Get("ETag")); same.StatusCode != http.StatusNotModified {
		t.Errorf("If-None-Match: %d", same.StatusCode)
	}
	if head := s.do("HEAD", "/v1/articles/a/kit.zip?theme=ink", ""); head.StatusCode != 200 || head.ContentLength != int64(len(a.body)) {
		t.Errorf("HEAD: %d, %d bytes", head.StatusCode, head.ContentLength)
	}
	if r := s.do("GET", "/v1/articles/a/kit.zip?theme=ink&x=1", ""); r.StatusCode != http.StatusPermanentRedirect ||
		r.Header.Get("Location") != "/v1/articles/a/kit.zip?theme=ink" {
		t.Errorf("a word of no meaning: %d %v", r.StatusCode, r.Header)
	}
}

func TestKitFaults(t *testing.T) {
	s := start(t)
	s.put(t, "cut", "不全")
	a := s.do("GET", "/v1/articles/cut/kit.zip", "")
	files, m := unzip(t, a.body)
	if a.StatusCode != 200 || a.Header.Get("Sharecard-Report") != "failed=2" || len(files) != 1 || len(m.Cards) != 2 ||
		m.Cards[0].Error == nil || m.Cards[0].Error.Code != "text_not_whole" {
		t.Errorf("%d %v %+v", a.StatusCode, a.Header, m)
	}
	for path, code := range map[string]string{
		"/v1/articles/none/kit.zip":        "article_not_found",
		"/v1/articles/a/kit.zip?theme=mud": "invalid_parameter",
		"/v1/articles/a/kit.zip?scale=9":   "",
	} {
		a := s.do("GET", path, "")
		if code == "" { // the largest scale is each template's own
			if _, m := unzip(t, a.body); len(m.Cards) != 2 || m.Cards[1].Error == nil {
				t.Errorf("%s: %+v", path, m)
			}
			continue
		}
		if p := a.problem(t); p.Code != code {
			t.Errorf("%s: %+v", path, p)
		}
	}
}

// More kits at once than there is memory for are refused, and later ones are
// not.
func TestKitsAtOnce(t *testing.T) {
	s := start(t)
	s.put(t, "slow", "慢")
	const n = 12
	answers := make(chan answer, n)
	var all sync.WaitGroup
	for range n {
		all.Go(func() { answers <- s.do("GET", "/v1/articles/slow/kit.zip", "") })
	}
	for range n - 4 {
		if a := <-answers; a.StatusCode != http.StatusTooManyRequests || a.Header.Get("Retry-After") == "" {
			t.Errorf("status %d", a.StatusCode)
		}
	}
	close(s.hold)
	all.Wait()
	for range 4 {
		if a := <-answers; a.StatusCode != 200 {
			t.Errorf("status %d", a.StatusCode)
		}
	}
	if a := s.do("GET", "/v1/articles/slow/kit.zip", ""); a.StatusCode != 200 {
		t.Errorf("afterwards: %d", a.StatusCode)
	}
}

// What fits an article is told before anything is drawn, as its kit has it.
func TestChooseTemplates(t *testing.T) {
	s := start(t)
	got := s.do("POST", "/v1/templates", `{"article":{"title":"题"}}`, "Content-Type: application/json")
	if want := `{"templates":[{"name":"poster"},{"name":"link"}]}` + "\n"; got.StatusCode != 200 || got.body != want {
		t.Errorf("%d %s", got.StatusCode, got.body)
	}
	for body, status := range map[string]int{`{}`: 422, `{"article":{}}`: 422, `{"article":{"title":"题"},"template":"poster"}`: 422} {
		if got := s.do("POST", "/v1/templates", body, "Content-Type: application/json"); got.StatusCode != status {
			t.Errorf("%s: %d %s", body, got.StatusCode, got.body)
		}
	}
}
