package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/datadir"
)

// TestAttackSecondServer: a folder belongs to one server. A second one fails at start with
// one line; a backup and other commands work beside it, and the next one starts once it
// has ended.
func TestAttackSecondServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	t.Run("first", func(t *testing.T) {
		serve(t, "--data", data)
		var out, errs bytes.Buffer
		status := Main{Args: []string{"serve", "--listen", "127.0.0.1:0", "--data", data}, Stdout: &out, Stderr: &errs}.Run(t.Context())
		if said := errs.String(); status != exitError || strings.Count(said, "\n") != 1 ||
			!strings.Contains(said, "another server works in this folder") || out.Len() > 0 {
			t.Errorf("a second server: %d %s%s", status, said, out.String())
		}
		file := filepath.Join(t.TempDir(), "backup.tar")
		status = Main{Args: []string{"backup", "--data", data, "-o", file}, Stdout: &out, Stderr: &errs}.Run(t.Context())
		if status != 0 {
			t.Errorf("a backup: %d %s", status, errs.String())
		}
		jobs := strings.NewReader(`{"name":"a1","template":"thumb","article_id":"lighthouse"}`)
		errs.Reset()
		status = Main{
			Args: []string{"batch", "-", "-o", filepath.Join(t.TempDir(), "cards"), "--data", data}, Stdin: jobs, Stdout: &out, Stderr: &errs,
		}.Run(t.Context())
		if status != 0 {
			t.Errorf("a batch: %d %s", status, errs.String())
		}
	})
	t.Run("next", func(t *testing.T) { serve(t, "--data", data) })
}

// A database that was emptied or lost is not begun anew: what was withdrawn would come back.
func TestAttackEmptyDatabase(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	t.Run("before", func(t *testing.T) { send(t, "DELETE", serve(t, "--data", data)+"/v1/articles/lighthouse", "", "", 204) })
	file := filepath.Join(data, datadir.File)
	for what, harm := range map[string]func() error{
		"empty":   func() error { return os.Truncate(file, 0) },
		"missing": func() error { return os.Remove(file) },
	} {
		if err := harm(); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		status := Main{Args: []string{"serve", "--listen", "127.0.0.1:0", "--data", data}, Stdout: &out, Stderr: &errs}.Run(t.Context())
		if said := errs.String(); status != exitError || !strings.Contains(said, "missing or empty") ||
			!strings.Contains(said, "Restore the last backup") {
			t.Errorf("%s: %d %s", what, status, said)
		}
	}
}

// A database that is damaged where no request looks does not keep the server from
// starting; it finds the damage beside its requests and says that it is not ready.
func TestDamageIsFoundBesideRequests(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	t.Run("before", func(t *testing.T) {
		address := serve(t, "--data", data)
		for i := range 40 {
			send(t, "PUT", fmt.Sprint(address, "/v1/articles/a", i), "application/json",
				`{"title":"题","summary":"`+strings.Repeat("长", 900)+`"}`, 201)
		}
	})
	file := filepath.Join(data, datadir.File)
	database, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	page := bytes.Index(database, []byte(`"id":"a33"`)) &^ 4095
	copy(database[page:][:100], strings.Repeat("☃★", 100))
	if err := os.WriteFile(file, database, 0o600); err != nil {
		t.Fatal(err)
	}
	address := serve(t, "--data", data)
	waitFor(t, "a word about the damage", func() bool {
		status, body := get(t, address+"/readyz")
		return status == http.StatusServiceUnavailable && bytes.Contains(body, []byte("database"))
	})
	if status, _ := get(t, address+"/v1/articles/lighthouse/cards/thumb.jpg"); status != 200 {
		t.Errorf("a card of what is whole: %d", status)
	}
}

// A server whose folder is removed or replaced while it works keeps nothing and says so,
// and shows what it knows.
func TestAttackLostFolder(t *testing.T) {
	for what, lose := range map[string]func(data string) error{
		"removed": os.RemoveAll,
		"moved away": func(data string) error {
			if err := os.Rename(data, data+".old"); err != nil {
				return err
			}
			return os.Mkdir(data, 0o755)
		},
	} {
		t.Run(what, func(t *testing.T) {
			data := filepath.Join(t.TempDir(), "data")
			address := serve(t, "--data", data)
			send(t, "PUT", address+"/v1/articles/a", "application/json", `{"title":"题"}`, 201)
			if status, body := get(t, address+"/readyz"); status != 200 {
				t.Errorf("before: %d %s", status, body)
			}
			if err := lose(data); err != nil {
				t.Fatal(err)
			}
			send(t, "PUT", address+"/v1/articles/b", "application/json", `{"title":"题"}`, http.StatusServiceUnavailable)
			send(t, "DELETE", address+"/v1/articles/a", "", "", http.StatusServiceUnavailable)
			if status, _ := get(t, address+"/v1/articles/a/cards/thumb.jpg"); status != 200 {
				t.Errorf("a known article: %d", status)
			}
			if status, body := waitReady(t, address, 503); status != 503 || !strings.Contains(string(body), "cards are drawn and served") {
				t.Errorf("/readyz: %d %s", status, body)
			}
		})
	}
}

// waitReady asks for readiness until the answer is not remembered any more.
func waitReady(t *testing.T, address string, want int) (status int, body []byte) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		if status, body = get(t, address+"/readyz"); status == want {
			break
		}
	}
	return status, body
}
