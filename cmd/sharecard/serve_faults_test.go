package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"image"
	"image/jpeg"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/datadir"
)

// silent is a host that accepts connections and then says nothing.
func silent(t *testing.T) (address string, connections *atomic.Int64) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	connections = new(atomic.Int64)
	var accepting sync.WaitGroup
	var open []net.Conn
	accepting.Go(func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			open = append(open, c)
			connections.Add(1)
		}
	})
	t.Cleanup(func() {
		_ = ln.Close()
		accepting.Wait()
		for _, c := range open {
			_ = c.Close()
		}
	})
	return ln.Addr().String(), connections
}

// While dozens of articles wait for covers of a host that is silent, those of
// another host have theirs at once; and the former get their card without.
func TestSlowCoverHost(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewYCbCr(image.Rect(0, 0, 320, 200), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	good := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(photo.Bytes()) }))
	t.Cleanup(good.Close)
	slow, connections := silent(t)
	cms := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := strings.TrimPrefix(r.URL.Path, "/")
		host := slow
		if strings.HasPrefix(id, "good") {
			host = strings.TrimPrefix(good.URL, "http://")
		}
		fmt.Fprintf(w, `{"title":"大桥通车","cover":{"url":"http://%s/%s.jpg"}}`, host, id)
	}))
	t.Cleanup(cms.Close)
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--article-url", cms.URL+"/{id}", "--allow-fetch", "127.0.0.0/8")
	report := func(id string) (int, string) {
		resp, err := http.Get(address + "/v1/articles/" + id + "/cards/thumb.jpg")
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer resp.Body.Close()
		return resp.StatusCode, resp.Header.Get("Sharecard-Report")
	}

	var waiting sync.WaitGroup
	for i := range 48 {
		waiting.Go(func() {
			if status, got := report(fmt.Sprint("slow-", i)); status != 200 || !strings.Contains(got, "cover=timeout") {
				t.Errorf("with a slow cover: %d, report %q", status, got)
			}
		})
	}
	for end := time.Now().Add(patience); connections.Load() == 0; time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nobody asks the slow host")
		}
	}
	for i := range 8 {
		if status, got := report(fmt.Sprint("good-", i)); status != 200 || strings.Contains(got, "degraded") {
			t.Errorf("with a good cover: %d, report %q", status, got)
		}
	}
	waiting.Wait()
}

// While another process has the store locked, cards are served and writes are
// told to come again.
func TestLockedStore(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	address := serve(t, "--data", data)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(data, datadir.File)+"?_txlock=immediate&_pragma=busy_timeout(10000)") // the service may still be writing
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), "PUT", address+"/v1/articles/a", strings.NewReader(`{"title":"题"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
		t.Errorf("PUT: %d, Retry-After %q", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	if status, _ := get(t, address+"/v1/articles/dawn-birds/cards/thumb.jpg"); status != 200 {
		t.Errorf("a card: %d", status)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	send(t, "PUT", address+"/v1/articles/a", "application/json", `{"title":"题"}`, 201)
}
