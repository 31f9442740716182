//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestAttackRestarts restarts a server again and again while clients reconnect for each
// request and others keep their connections. The socket outlives the process, as under
// systemd: a request waits for the next one, and none is lost.
func TestAttackRestarts(t *testing.T) {
	t.Parallel()
	rounds := 30
	if testing.Short() {
		rounds = 3
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	socket, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	program, data := sharecard(t), filepath.Join(t.TempDir(), "data")
	address := "http://" + ln.Addr().String()
	begin := func() (*exec.Cmd, *bytes.Buffer) {
		cmd := exec.Command("sh", "-c", `LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" serve --data "$1" --log-level warn`, program, data)
		errs := new(bytes.Buffer)
		cmd.ExtraFiles, cmd.Stderr = []*os.File{socket}, errs
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = cmd.Process.Kill() })
		return cmd, errs
	}
	cmd, errs := begin()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var clients sync.WaitGroup
	var asked, lost atomic.Int64
	var first sync.Once
	ask := func(client *http.Client) {
		request, err := http.NewRequest(http.MethodGet, address+"/v1/articles/lighthouse/cards/thumb.jpg", nil)
		if err != nil {
			t.Error(err)
			return
		}
		asked.Add(1)
		err = func() error {
			answer, err := client.Do(request)
			if err != nil {
				return err
			}
			defer answer.Body.Close()
			picture, err := io.ReadAll(answer.Body)
			if err == nil && (answer.StatusCode != 200 || !bytes.HasPrefix(picture, []byte("\xff\xd8"))) {
				err = fmt.Errorf("%s %.200q", answer.Status, picture)
			}
			return err
		}()
		if err != nil {
			lost.Add(1)
			first.Do(func() { t.Errorf("the first that was lost: %v", err) })
		}
	}
	for i := range 8 {
		transport := &http.Transport{DisableKeepAlives: i%2 == 0}
		clients.Go(func() {
			defer transport.CloseIdleConnections()
			for ctx.Err() == nil {
				ask(&http.Client{Transport: transport, Timeout: 30 * time.Second})
				time.Sleep(2 * time.Millisecond)
			}
		})
	}
	for range rounds {
		ask(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}) // once it serves
		time.Sleep(150 * time.Millisecond)
		began := time.Now()
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("it ended with %v: %s", err, errs)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("it took %v to end", took)
		}
		cmd, errs = begin()
	}
	ask(&http.Client{Transport: &http.Transport{DisableKeepAlives: true}})
	cancel()
	clients.Wait()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ended with %v: %s", err, errs)
	}
	t.Logf("%d restarts: %d of %d requests were lost", rounds, lost.Load(), asked.Load())
}
