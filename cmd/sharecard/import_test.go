package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A page is fetched by its address, in its own encoding, from a network that is
// allowed and from no other that is not public.
func TestImportByAddress(t *testing.T) {
	html, err := simplifiedchinese.GBK.NewEncoder().String(`<html><head><title>老城南的灯又亮了</title></head><body>
<h1>老城南的灯又亮了</h1><p>停业七年的油纸伞铺重新开门，第一位客人是住在对面的老邻居。</p></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/lamps", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=gbk")
		_, _ = w.Write([]byte(html))
	})
	mux.HandleFunc("/old", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/lamps", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/picture", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "image/png") })
	site := httptest.NewServer(mux)
	defer site.Close()

	run := func(args ...string) (status int, out, errs string) {
		var stdout, stderr bytes.Buffer
		status = Main{Args: append([]string{"article", "import"}, args...), Stdin: os.Stdin, Stdout: &stdout, Stderr: &stderr}.Run(t.Context())
		return status, stdout.String(), stderr.String()
	}
	status, out, errs := run("--allow-fetch", "127.0.0.0/8", site.URL+"/old")
	if status != 0 || !strings.Contains(out, `"title": "老城南的灯又亮了"`) || !strings.Contains(out, `"url": "`+site.URL+`/lamps"`) {
		t.Errorf("%d %s %s", status, out, errs)
	}
	for want, args := range map[string][]string{
		"blocked":    {site.URL + "/lamps"},
		"not_found":  {"--allow-fetch", "127.0.0.0/8", site.URL + "/none"},
		"media_type": {"--allow-fetch=127.0.0.0/8", site.URL + "/picture"},
	} {
		if status, out, errs := run(args...); status != exitError || out != "" || !strings.Contains(errs, want) {
			t.Errorf("%q: %d %s %s", args, status, out, errs)
		}
	}
	for want, args := range map[string][]string{
		"--url is for a file":                {"--url", "https://news.example.com/a", site.URL + "/lamps"},
		"--allow-fetch":                      {"--allow-fetch", "127.0.0.1", site.URL + "/lamps"},
		"0.0.0.0/0 is too wide: at least /8": {"--allow-fetch", "0.0.0.0/0", site.URL + "/lamps"},
		"::/0 is too wide: at least /16":     {"--allow-fetch", "10.0.0.0/8", "--allow-fetch", "::/0", site.URL + "/lamps"},
	} {
		if status, _, errs := run(args...); status != exitUsage || !strings.Contains(errs, want) {
			t.Errorf("%q: %d %s", args, status, errs)
		}
	}
}
