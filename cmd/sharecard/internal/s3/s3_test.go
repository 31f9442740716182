package s3_test

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/s3"
	"sharecard/cmd/sharecard/internal/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A bucket does what a folder does, and its kinds do not meet.
func TestObjects(t *testing.T) {
	gateway := storetest.StartGateway(t)
	address := gateway.NewBucket(t, "newsroom", "")
	storetest.Objects(t, func() publish.Objects { return gateway.OpenBucket(t, address).Objects("cards") })
	address = strings.Replace(address, "newsroom", "newsroom/shared", 1)
	storetest.Objects(t, func() publish.Objects { return gateway.OpenBucket(t, address).Objects("covers") })
	if err := gateway.OpenBucket(t, address).Check(t.Context()); err != nil {
		t.Error(err)
	}
}

// What is written lies under the names that the package doc tells.
func TestKeys(t *testing.T) {
	gateway := storetest.StartGateway(t)
	cards := gateway.OpenBucket(t, gateway.NewBucket(t, "newsroom", "")).Objects("cards")
	const name = "3fb2c4d05e6f708192a3b4c5d6e7f809.jpg"
	if err := cards.Put(t.Context(), name, []byte("card")); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(gateway.Dir, "newsroom", "cards", "3f", name)); err != nil || string(got) != "card" {
		t.Errorf("%q, %v", got, err)
	}
	if err := cards.SetAside(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(gateway.Dir, "newsroom", "damaged", "cards", name)); err != nil || string(got) != "card" {
		t.Errorf("set aside: %q, %v", got, err)
	}
}

// A store that is away, silent or without the bucket says so, and in time.
func TestAway(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	keys := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(keys, []byte("[default]\naws_access_key_id = a\naws_secret_access_key = b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for what, at := range map[string]string{"nobody listens": "127.0.0.1:1", "nobody answers": silent.Addr().String()} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			c, err := s3.Parse("s3://newsroom?endpoint=http://" + at + "&path-style=1")
			if err != nil {
				t.Fatal(err)
			}
			c.Credentials = keys
			b, err := s3.Open(c)
			if err != nil {
				t.Fatal(err)
			}
			defer b.Close()
			began := time.Now()
			if _, err := b.Objects("cards").Open(t.Context(), "3fb2c4d05e6f708192a3b4c5d6e7f809.jpg"); !errors.Is(err, objects.ErrAway) {
				t.Errorf("got %v", err)
			}
			if took := time.Since(began); took > 15*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func TestParse(t *testing.T) {
	c, err := s3.Parse("s3://newsroom/a/b/?endpoint=http://127.0.0.1:7070&region=cn-north-1&path-style=1")
	if err != nil || c.Name != "newsroom" || c.Prefix != "a/b/" || c.Endpoint.String() != "http://127.0.0.1:7070" ||
		c.Region != "cn-north-1" || !c.PathStyle {
		t.Errorf("%+v, %v", c, err)
	}
	if c, err := s3.Parse("s3://newsroom"); err != nil || c.Endpoint.Host != "s3.amazonaws.com" || c.PathStyle {
		t.Errorf("%+v, %v", c, err)
	}
	for address, want := range map[string]string{
		"newsroom":                          "s3://NAME",
		"https://newsroom":                  "s3://NAME",
		"s3://key:secret@newsroom":          "s3://NAME",
		"s3://newsroom?endpoint=127.0.0.1":  "endpoint",
		"s3://newsroom?endpoint=http://h/p": "endpoint",
		"s3://newsroom?path-style=yes":      "path-style",
		"s3://newsroom?pathstyle=1":         "pathstyle",
	} {
		if _, err := s3.Parse(address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Without keys it does not open, and says how to give them.
func TestNoCredentials(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SHARED_CREDENTIALS_FILE"} {
		t.Setenv(name, "")
	}
	c, err := s3.Parse("s3://newsroom")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s3.Open(c); err == nil || !strings.Contains(err.Error(), "AWS_ACCESS_KEY_ID") {
		t.Errorf("none: %v", err)
	}
	c.Credentials = filepath.Join(t.TempDir(), "missing")
	if _, err := s3.Open(c); err == nil || !strings.Contains(err.Error(), "aws_access_key_id") {
		t.Errorf("a file that is missing: %v", err)
	}
}
