package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"sharecard/cmd/sharecard/internal/storetest"
)

// A dump of the database and, after it, a copy of the bucket are restored to others: what
// was kept before the dump is there, and what came between the two does no harm.
func TestClusterBackup(t *testing.T) {
	t.Parallel()
	for _, program := range []string{"pg_dump", "psql"} {
		if _, err := exec.LookPath(program); err != nil {
			storetest.Missing(t, "there is no %s: apt-get install postgresql-client", program)
		}
	}
	c := newCluster(t)
	r := c.start(t)
	r.want(201, "PUT", "/v1/articles/"+metroID, metroArticle)
	path := r.keep(`{"article_id":"` + metroID + `","template":"thumb"}`)
	want := r.want(200, "GET", path, "").body
	r.want(201, "PUT", "/v1/articles/gone", `{"title":"撤下的稿件"}`)
	r.want(204, "DELETE", "/v1/articles/gone", "")
	var dump, errs bytes.Buffer
	save := exec.Command("pg_dump", "--dbname", c.database)
	save.Stdout, save.Stderr = &dump, &errs
	if err := save.Run(); err != nil {
		t.Fatalf("%v: %s", err, errs.Bytes())
	}
	between := r.keep(`{"article":{"title":"备份之后"},"template":"thumb"}`)
	saved := t.TempDir()
	if err := os.CopyFS(saved, os.DirFS(filepath.Join(c.gateway.Dir, "newsroom"))); err != nil {
		t.Fatal(err)
	}
	r.kill()

	restored := *c
	restored.database, restored.bucket = storetest.Database(t), c.gateway.NewBucket(t, "restored", "")
	load := exec.Command("psql", "--quiet", "--set", "ON_ERROR_STOP=1", "--dbname", restored.database)
	load.Stdin, load.Stderr = &dump, &errs
	if err := load.Run(); err != nil {
		t.Fatalf("%v: %s", err, errs.Bytes())
	}
	if err := os.CopyFS(filepath.Join(c.gateway.Dir, "restored"), os.DirFS(saved)); err != nil {
		t.Fatal(err)
	}
	r = restored.start(t)
	if got := r.want(200, "GET", path, "").body; !bytes.Equal(got, want) {
		t.Errorf("%d bytes, not the %d that were kept", len(got), len(want))
	}
	r.want(410, "GET", "/v1/articles/gone", "")
	r.want(404, "GET", between, "")
	if again := r.keep(`{"article":{"title":"备份之后"},"template":"thumb"}`); again != between {
		t.Errorf("kept again at %s, not %s", again, between)
	}
	r.want(200, "GET", between, "")
}
