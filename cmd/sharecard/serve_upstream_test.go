package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// newsroom is a stand-in for a publisher's content management system.
func newsroom(t *testing.T) *httptest.Server {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimPrefix(r.URL.Path, "/api/articles/")
		if r.Header.Get("Authorization") != "Bearer of-the-newsroom" || strings.HasPrefix(id, "nobody") {
			http.NotFound(w, r)
			return
		}
		if id == "broken" {
			_, _ = io.WriteString(w, `{"code":0,"data":{"headline":{"text":"secret detail"}}}`)
			return
		}
		fmt.Fprintf(w, `{"code":0,"data":{"headline":"%s 号大桥通车","publish_time":"2024-05-01 09:30:00"}}`, id)
	}))
	t.Cleanup(s.Close)
	return s
}

func upstreamFlags(cms, data string) []string {
	return []string{
		"--data", data, "--article-url", cms + "/api/articles/{id}", "--article-header", "Authorization: Bearer of-the-newsroom",
		"--article-fields", `title=data.headline, published_at=data.publish_time, source.name="江城晚报"`,
	}
}

// Articles of a publisher's own system are drawn; once drawn they go on being
// drawn while that system is down and across a restart; what was withdrawn is
// gone in each case.
func TestServeUpstream(t *testing.T) {
	cms := newsroom(t)
	data := filepath.Join(t.TempDir(), "data")
	const known = 12
	card := func(i int) string { return fmt.Sprintf("/v1/articles/b-%d/cards/og.png", i) }
	want := map[int][]byte{}
	t.Run("up", func(t *testing.T) {
		address := serve(t, upstreamFlags(cms.URL, data)...)
		for i := range known {
			status, body := get(t, address+card(i))
			if status != 200 || !bytes.HasPrefix(body, []byte("\x89PNG")) {
				t.Fatalf("%d %.200s", status, body)
			}
			want[i] = body
		}
		if bytes.Equal(want[0], want[1]) {
			t.Error("two articles have one card")
		}
		if status, _ := get(t, address+"/v1/articles/nobody-knows/cards/thumb.jpg"); status != 404 {
			t.Errorf("an article that the upstream has not: %d", status)
		}
		if status, body := get(t, address+"/v1/articles/broken/cards/thumb.jpg"); status != 502 || !bytes.Contains(body, []byte("upstream_document")) || bytes.Contains(body, []byte("headline")) {
			t.Errorf("a document that is no article: %d %s", status, body)
		}
		for _, id := range []string{"b-3", "b-never-drawn"} {
			req, _ := http.NewRequest("DELETE", address+"/v1/articles/"+id, nil)
			if resp, err := http.DefaultClient.Do(req); err != nil || resp.StatusCode != 204 {
				t.Fatalf("DELETE: %v %v", resp, err)
			}
		}
	})
	cms.Close()
	t.Run("down", func(t *testing.T) {
		address := serve(t, upstreamFlags(cms.URL, data)...)
		var all sync.WaitGroup
		for i := range known {
			all.Go(func() {
				status, body := get(t, address+card(i))
				switch {
				case i == 3 && status != 410:
					t.Errorf("withdrawn: %d", status)
				case i != 3 && (status != 200 || !bytes.Equal(body, want[i])):
					t.Errorf("card %d: %d, %d bytes of %d", i, status, len(body), len(want[i]))
				}
			})
		}
		all.Wait()
		for path, want := range map[string]int{
			"/v1/articles/b-never-drawn/cards/thumb.jpg": 410,
			"/v1/articles/b-99/cards/thumb.jpg":          503,
			"/v1/articles/dawn-birds/cards/thumb.jpg":    200, // stored here
			"/readyz": 200,
		} {
			if status, body := get(t, address+path); status != want {
				t.Errorf("%s: %d %.200s", path, status, body)
			}
		}
	})
}

// run runs the program in this process.
func run(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = Main{Args: args, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &errs}.Run(t.Context())
	return status, out.String(), errs.String()
}

// The settings of an upstream can be tried out, and what is wrong with them is
// named.
func TestArticleFetch(t *testing.T) {
	cms := newsroom(t)
	flags := upstreamFlags(cms.URL, "")[2:]
	status, out, errs := run(t, append([]string{"article", "fetch", "b-1"}, flags...)...)
	if status != 0 || !strings.Contains(out, `"published_at": "2024-05-01T09:30:00+08:00"`) || !strings.Contains(out, `"name": "江城晚报"`) {
		t.Errorf("%d %s %s", status, out, errs)
	}
	file := filepath.Join(t.TempDir(), "map.json")
	if err := os.WriteFile(file, []byte(`{"title": "data.code"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	asked := []string{"--article-url", cms.URL + "/api/articles/{id}", "--article-header", "Authorization: Bearer of-the-newsroom"}
	for what, test := range map[string]struct {
		args   []string
		status int
		says   string
	}{
		"no such article": {append([]string{"nobody"}, flags...), 1, "article not found"},
		"no upstream":     {[]string{"b-1"}, 2, "--article-url"},
		"map":             {append([]string{"b-1", "--article-map", file}, asked...), 1, "data.code is required"},
		"own form":        {append([]string{"b-1"}, asked...), 1, "title is required"},
		"unknown field":   {append([]string{"b-1", "--article-fields", "titel=a"}, asked...), 2, "titel"},
		"both":            {append([]string{"b-1", "--article-fields", "title=a", "--article-map", file}, asked...), 2, "--article-map"},
		"address":         {[]string{"b-1", "--article-url", "https://cms.example/"}, 2, "{id}"},
		"zone":            {append([]string{"b-1", "--article-zone", "Mars/Olympus"}, asked...), 2, "Mars/Olympus"},
		"timeout":         {append([]string{"b-1", "--article-timeout", "1h"}, asked...), 2, "--article-timeout"},
		"fresh":           {append([]string{"b-1", "--article-fresh", "1ms"}, asked...), 2, "--article-fresh"},
		"header":          {[]string{"b-1", "--article-url", cms.URL + "/{id}", "--article-header", "s3cr3t"}, 2, "number 1"},
		"of what":         {[]string{"b-1", "--article-header", "A: s3cr3t"}, 2, "need --article-url"},
	} {
		status, _, errs := run(t, append([]string{"article", "fetch"}, test.args...)...)
		if status != test.status || !strings.Contains(errs, test.says) || strings.Contains(errs, "s3cr3t") {
			t.Errorf("%s: %d %s", what, status, errs)
		}
	}
}

// A data folder is backed up while it is served and restored elsewhere; a
// damaged one is refused with a word on how to restore it.
func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	data, saved, restored := filepath.Join(dir, "data"), filepath.Join(dir, "saved.tar"), filepath.Join(dir, "restored")
	const card = "/v1/articles/with-cover/cards/thumb.jpg"
	var want []byte
	t.Run("save", func(t *testing.T) {
		address := serve(t, "--data", data)
		var picture bytes.Buffer
		if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 600, 600))); err != nil {
			t.Fatal(err)
		}
		send(t, "PUT", address+"/v1/articles/with-cover", "application/json", `{"title":"大桥通车"}`, 201)
		send(t, "PUT", address+"/v1/articles/with-cover/cover", "image/png", picture.String(), 200)
		send(t, "DELETE", address+"/v1/articles/dawn-birds", "", "", 204)
		var status int
		if status, want = get(t, address+card); status != 200 {
			t.Fatalf("%d %s", status, want)
		}
		if status, _, errs := run(t, "backup", "--data", data, "-o", saved); status != 0 || !strings.Contains(errs, "Saved") {
			t.Fatalf("%d %s", status, errs)
		}
		if status, _, errs := run(t, "backup", "--data", data, "-o", saved); status != 1 || !strings.Contains(errs, "exists") {
			t.Errorf("over the first: %d %s", status, errs)
		}
	})
	untar(t, saved, restored)
	t.Run("restore", func(t *testing.T) {
		address := serve(t, "--data", restored)
		if status, got := get(t, address+card); status != 200 || !bytes.Equal(got, want) {
			t.Errorf("%d, %d bytes of %d", status, len(got), len(want))
		}
		if status, _ := get(t, address+"/v1/articles/dawn-birds"); status != 410 {
			t.Errorf("withdrawn before the backup: %d", status)
		}
	})
	t.Run("damage", func(t *testing.T) {
		file := filepath.Join(restored, "sharecard.db")
		whole, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file, whole[:len(whole)/3], 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		status, _, errs := run(t, "serve", "--listen", "127.0.0.1:0", "--data", restored)
		if status != 1 || !strings.Contains(errs, "damaged") || !strings.Contains(errs, "Restore the last backup") {
			t.Errorf("%d %s", status, errs)
		}
	})
}

func send(t *testing.T, method, address, contentType, body string, want int) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", contentType)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if text, _ := io.ReadAll(resp.Body); resp.StatusCode != want {
		t.Fatalf("%s %s: %d %s", method, address, resp.StatusCode, text)
	}
}

// untar does what tar -xf does.
func untar(t *testing.T, file, dir string) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := tar.NewReader(f); ; {
		header, err := in.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		var content []byte
		if err == nil {
			content, err = io.ReadAll(in)
		}
		path := filepath.Join(dir, header.Name)
		if err := errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}
