package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

func TestHealth(t *testing.T) {
	run := func(args ...string) (status int, said string) {
		var out, errs bytes.Buffer
		status = Main{Args: append([]string{"health"}, args...), Stdout: &out, Stderr: &errs}.Run(t.Context())
		return status, out.String() + errs.String()
	}
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	port := address[strings.LastIndexByte(address, ':'):]
	for _, args := range [][]string{
		{"--url", address}, {"--url", address + "/"}, {"--listen", "127.0.0.1" + port}, {"--listen", port}, {"--listen", "0.0.0.0" + port},
	} {
		if status, said := run(args...); status != 0 || said != "" {
			t.Errorf("%q: %d %s", args, status, said)
		}
	}
	sick := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved/readyz" {
			http.Redirect(w, r, address+"/readyz", http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte(`{"code":"not_ready"}`))
	}))
	defer sick.Close()
	gone := httptest.NewServer(nil)
	gone.Close()
	for want, args := range map[string][]string{
		`503 Service Unavailable {"code":"not_ready"}`: {"--url", sick.URL},
		"302 Found":       {"--url", sick.URL + "/moved"},
		"connect":         {"--url", gone.URL},
		"--url must be":   {"--url", "readyz"},
		`--listen "8080"`: {"--listen", "8080"},
		"give --url":      {"--listen", "127.0.0.1:0"},
	} {
		status, said := run(args...)
		wantStatus := exitError
		if strings.HasPrefix(want, "--") || want == "give --url" {
			wantStatus = exitUsage
		}
		if status != wantStatus || !strings.Contains(said, want) {
			t.Errorf("%q: %d %s", args, status, said)
		}
	}
}
