package storetest

import (
	"bytes"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/s3"
)

// Gateway is a running S3 server over a folder.
type Gateway struct {
	Dir         string // with a folder for each bucket
	Credentials string // a file of keys
	address     string
	program     string
	process     *exec.Cmd
	log         bytes.Buffer
}

// StartGateway starts an S3 server, which ends with the test. Where there is no program
// for that, the test is skipped, or fails where that must not be.
func StartGateway(t testing.TB) *Gateway {
	t.Helper()
	g := &Gateway{Dir: t.TempDir(), program: gatewayProgram(t)}
	g.Credentials = filepath.Join(t.TempDir(), "credentials")
	if err := os.WriteFile(g.Credentials, []byte("[default]\naws_access_key_id = desk\naws_secret_access_key = press-room\n"),
		0o600); err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g.address = ln.Addr().String()
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	g.Start(t)
	t.Cleanup(func() { g.Kill() })
	return g
}

// gatewayProgram finds versitygw.
var gatewayPath = sync.OnceValue(func() string {
	if path, err := exec.LookPath("versitygw"); err == nil {
		return path
	}
	gopath, err := exec.Command("go", "env", "GOPATH").Output()
	if err != nil {
		return ""
	}
	path := filepath.Join(string(bytes.TrimSpace(gopath)), "bin", "versitygw")
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
})

func gatewayProgram(t testing.TB) string {
	t.Helper()
	path := gatewayPath()
	if path == "" {
		Missing(t, "there is no S3 server: go install github.com/versity/versitygw/cmd/versitygw@v1.8.0")
	}
	return path
}

// Start starts the server where it was killed, and waits for it.
func (g *Gateway) Start(t testing.TB) {
	t.Helper()
	g.process = exec.Command(g.program, "--access", "desk", "--secret", "press-room", "--port", g.address, "--quiet", "posix", g.Dir)
	g.process.Stdout, g.process.Stderr = &g.log, &g.log
	if err := g.process.Start(); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		answer, err := http.Get("http://" + g.address + "/")
		if err == nil {
			if err := answer.Body.Close(); err != nil {
				t.Fatal(err)
			}
			return
		}
		if time.Now().After(end) {
			g.Kill()
			t.Fatalf("the S3 server does not answer: %v\n%s", err, g.log.Bytes())
		}
	}
}

// Kill ends the server at once.
func (g *Gateway) Kill() {
	_ = g.process.Process.Kill()
	_ = g.process.Wait()
}

// Address is where the server listens.
func (g *Gateway) Address() string { return g.address }

// NewBucket makes a bucket and returns its address, with the server at another one if it
// is not "".
func (g *Gateway) NewBucket(t testing.TB, name, at string) string {
	t.Helper()
	if err := os.Mkdir(filepath.Join(g.Dir, name), 0o700); err != nil {
		t.Fatal(err)
	}
	if at == "" {
		at = g.address
	}
	return "s3://" + name + "?endpoint=http://" + at + "&path-style=1"
}

// OpenBucket opens a bucket by its address.
func (g *Gateway) OpenBucket(t testing.TB, address string) *s3.Bucket {
	t.Helper()
	c, err := s3.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	c.Credentials = g.Credentials
	b, err := s3.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.Close)
	return b
}
