package main

import (
	"bytes"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What one machine kept is there on several, with what was withdrawn, also where the
// first attempt to move it broke off; files that are damaged are told of.
func TestMove(t *testing.T) {
	t.Parallel()
	c := newCluster(t)
	data := filepath.Join(t.TempDir(), "data")
	cmd, address := startBinary(t, data)
	alone := &replica{t: t, cmd: cmd, address: address}
	alone.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	alone.want(201, "PUT", "/v1/articles/gone", `{"title":"撤下的稿件","url":"https://news.example/gone"}`)
	paths := []string{"/v1/articles/" + metroID, alone.keep(`{"article_id":"` + metroID + `","template":"thumb"}`)}
	damaged := alone.keep(`{"article":{"title":"坏掉的卡片"},"template":"thumb"}`)
	gone := []string{"/v1/articles/gone", alone.keep(`{"article":{"title":"题","url":"https://news.example/gone"},"template":"thumb"}`)}
	alone.want(204, "DELETE", "/v1/articles/gone", "")
	want := map[string][]byte{}
	for _, path := range paths {
		want[path] = alone.want(200, "GET", path, "").body
	}
	move := func(bucket string) (status int, told string) {
		var errs bytes.Buffer
		m := Main{Args: []string{
			"move", "--data", data, "--database", c.database, "--bucket", bucket, "--bucket-credentials", c.gateway.Credentials,
		}, Stdout: io.Discard, Stderr: &errs}
		return m.Run(t.Context()), errs.String()
	}
	if status, told := move(c.bucket); status != 1 || !strings.Contains(told, "another server works in this folder") {
		t.Errorf("beside a server: %d %s", status, told)
	}
	alone.kill()
	u, err := url.Parse(c.bucket)
	if err != nil {
		t.Fatal(err)
	}
	// It opens the bucket, and breaks off when it is to write the first object.
	if err := os.WriteFile(filepath.Join(c.gateway.Dir, u.Host, "cards"), []byte("in the way"), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, told := move(c.bucket); status != 1 || !strings.Contains(told, "run it again") {
		t.Errorf("with something in the way: %d %s", status, told)
	}
	if err := os.Remove(filepath.Join(c.gateway.Dir, u.Host, "cards")); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	early := Main{Args: []string{
		"serve", "--listen", "127.0.0.1:0", "--database", c.database, "--bucket", c.bucket, "--bucket-credentials", c.gateway.Credentials,
	}, Stdout: io.Discard, Stderr: &errs}
	if status := early.Run(t.Context()); status != 1 || !strings.Contains(errs.String(), "not finished") {
		t.Errorf("a server on half of it: %d %s", status, errs.String())
	}
	flipObject(t, data, damaged)
	status, told := move(c.bucket)
	if status != 1 || !strings.Contains(told, "is missing or damaged") || !strings.Contains(told, "Moved ") {
		t.Errorf("%d %s", status, told)
	}
	r := c.start(t)
	for _, path := range paths {
		if got := r.want(200, "GET", path, ""); !bytes.Equal(got.body, want[path]) {
			t.Errorf("%s is another one: %.100s", path, got.body)
		}
	}
	for _, path := range gone {
		r.want(410, "GET", path, "")
	}
	r.want(404, "GET", damaged, "")
	if status, told := move(c.bucket); status != 1 || !strings.Contains(told, "already") {
		t.Errorf("onto what is in use: %d %s", status, told)
	}
}

// flipObject changes a byte of the file of a kept card.
func flipObject(t *testing.T, data, path string) {
	t.Helper()
	hash := strings.Split(path, "/")[2]
	file := filepath.Join(data, "objects", "cards", hash[:2], hash+".jpg")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2] ^= 1
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
}
