package main

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever lacks a cover because its host may not be asked learns what lets it.
func TestBlockedCoverNamesTheFlag(t *testing.T) {
	const article = `{"id":"a1","title":"城市书房夜间开放","cover":{"url":"http://127.0.0.1:1/a.jpg"}}`
	file := filepath.Join(t.TempDir(), "article.json")
	if err := os.WriteFile(file, []byte(article), 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, stderr := run(t, "render", "--template", "poster", file, "-o", filepath.Join(t.TempDir(), "a.jpg"))
	if status != 0 || !strings.Contains(stderr, "cover=blocked") || !strings.Contains(stderr, "--allow-fetch") {
		t.Errorf("render: %d %s", status, stderr)
	}
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	request, err := http.NewRequestWithContext(t.Context(), "POST", address+"/v1/cards",
		strings.NewReader(`{"template":"poster","article":`+article+`}`))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 424 || !strings.Contains(string(body), "--allow-fetch") {
		t.Errorf("an order: %d %s %v", response.StatusCode, body, err)
	}
}
