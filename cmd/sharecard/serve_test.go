package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

// serve runs the program in this process until the test ends, and returns the
// address it prints.
func serve(t *testing.T, args ...string) (address string) {
	t.Helper()
	before := goleak.IgnoreCurrent()
	ctx, stop := context.WithCancel(context.Background())
	listening, ended := make(chan string, 1), make(chan int, 1)
	var out, errs bytes.Buffer
	m := Main{
		Args:   append([]string{"serve", "--listen", "127.0.0.1:0", "--linger", "0s"}, args...),
		Stdout: &out, Stderr: &errs,
		Listening: func(address string) { listening <- address },
	}
	go func() { ended <- m.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if status := <-ended; status != 0 {
			t.Errorf("exit status %d: %s", status, errs.String())
		}
		if got, want := out.String(), "Open "+address+"/\n"; got != want {
			t.Errorf("printed %q, want %q", got, want)
		}
		http.DefaultClient.CloseIdleConnections()
		goleak.VerifyNone(t, before)
	})
	select {
	case address = <-listening:
	case status := <-ended:
		ended <- status
		t.Fatalf("ended with status %d: %s", status, errs.String())
	}
	return address
}

func get(t *testing.T, address string) (status int, body []byte) {
	t.Helper()
	resp, err := http.Get(address)
	if err != nil {
		t.Error(err)
		return 0, nil
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	if err != nil {
		t.Error(err)
	}
	return resp.StatusCode, body
}

// What a newcomer does: start, open the page, take a card; stop and start again
// and find everything as it was.
func TestServeFromNothing(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	t.Run("first start", func(t *testing.T) {
		address := serve(t, "--data", data)
		samples, err := sample.Articles()
		if err != nil {
			t.Fatal(err)
		}
		_, list := get(t, address+"/v1/articles")
		for _, a := range samples {
			if !strings.Contains(string(list), `"`+a.ID+`"`) {
				t.Errorf("sample %s is not stored", a.ID)
			}
		}
		if status, page := get(t, address+"/"); status != 200 || !strings.Contains(string(page), address+"/v1/articles/") {
			t.Errorf("the page: %d", status)
		}
		if status, card := get(t, address+"/v1/articles/"+samples[0].ID+"/cards/og.png"); status != 200 || !bytes.HasPrefix(card, []byte("\x89PNG")) {
			t.Errorf("a card: %d %.100q", status, card)
		}
		req, _ := http.NewRequest("DELETE", address+"/v1/articles/"+samples[0].ID, nil)
		if resp, err := http.DefaultClient.Do(req); err != nil || resp.StatusCode != 204 {
			t.Fatalf("DELETE: %v %v", resp, err)
		}
	})
	t.Run("second start", func(t *testing.T) {
		address := serve(t, "--data", data)
		samples, _ := sample.Articles()
		if status, _ := get(t, address+"/v1/articles/"+samples[0].ID); status != 410 {
			t.Errorf("a withdrawn sample came back: %d", status)
		}
		if status, _ := get(t, address+"/v1/articles/"+samples[1].ID); status != 200 {
			t.Errorf("a sample is gone: %d", status)
		}
	})
}

// Cards asked for by 64 at once must be, byte for byte, those asked for one by
// one.
func TestManyAtOnceSameBytes(t *testing.T) {
	var paths []string
	for _, id := range []string{"dawn-birds", "open-chip"} {
		for _, card := range []string{"poster.jpg", "og.png?theme=ink", "link.png"} {
			paths = append(paths, "/v1/articles/"+id+"/cards/"+card)
		}
	}
	want := map[string][]byte{}
	alone := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	for _, path := range paths {
		status, body := get(t, alone+path)
		if status != 200 {
			t.Fatalf("%s: %d %s", path, status, body)
		}
		want[path] = body
	}
	crowd := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	var wg sync.WaitGroup
	for range 64 {
		wg.Go(func() {
			for _, i := range rand.Perm(len(paths))[:2] {
				if status, body := get(t, crowd+paths[i]); status != 200 || !bytes.Equal(body, want[paths[i]]) {
					t.Errorf("%s: %d, %d bytes instead of %d", paths[i], status, len(body), len(want[paths[i]]))
				}
			}
		})
	}
	wg.Wait()
}

// A real news page, if there is one at hand, becomes three cards.
func TestImportRealPage(t *testing.T) {
	dir := os.Getenv("SHARECARD_ARTICLES")
	if dir == "" {
		t.Skip("SHARECARD_ARTICLES names no folder of real pages")
	}
	page, err := os.ReadFile(filepath.Join(dir, "gmw-2024-05-01.html"))
	if err != nil {
		t.Fatal(err)
	}
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	resp, err := http.Post(address+"/v1/articles/import", "text/html", bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var a article.Article
	if err := json.NewDecoder(resp.Body).Decode(&a); err != nil || resp.StatusCode != 201 {
		t.Fatalf("%d %v", resp.StatusCode, err)
	}
	for _, card := range []string{"poster.png", "og.png", "link.png"} {
		if status, body := get(t, address+"/v1/articles/"+a.ID+"/cards/"+card); status != 200 || len(body) < 5000 {
			t.Errorf("%s: %d, %d bytes", card, status, len(body))
		}
	}
}

// A template that cannot be used keeps no other one from being drawn.
func TestBrokenTemplateBlocksNoOther(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"mine": mineSource(300), "broken": "<title>Broken</title>{{.Titel}}"} {
		if err := os.WriteFile(filepath.Join(dir, name+".html"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--templates", dir)
	for card, want := range map[string]int{"mine.png": 200, "og.jpg": 200, "broken.png": 500} {
		if status, body := get(t, address+"/v1/articles/lighthouse/cards/"+card); status != want {
			t.Errorf("%s: %d %.200s", card, status, body)
		}
	}
}

// A saved template is drawn anew, and a broken one keeps its last good picture.
func TestDevRedraws(t *testing.T) {
	dir := t.TempDir()
	save := func(colour string) {
		t.Helper()
		source := `<!doctype html><html><head><title>Mine</title><meta name="card:size" content="80x60">
<style>body { margin: 0; width: 80px; height: 60px; background: ` + colour + `; }</style></head><body></body></html>`
		if err := os.WriteFile(filepath.Join(dir, "mine.html"), []byte(source), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	save("#FF0000")
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"), "--dev", "--templates", dir)
	path := address + "/v1/articles/dawn-birds/cards/mine.png"
	_, red := get(t, path)
	save("#0000FF")
	var blue []byte
	for end := time.Now().Add(patience); ; time.Sleep(10 * time.Millisecond) {
		if _, blue = get(t, path); !bytes.Equal(red, blue) {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the saved template is not drawn")
		}
	}
	events, err := http.Get(address + "/studio/events")
	if err != nil {
		t.Fatal(err)
	}
	giveUp := time.AfterFunc(patience, func() { events.Body.Close() })
	defer giveUp.Stop()
	defer events.Body.Close()
	save("#0000FF; colour: red")
	lines := bufio.NewScanner(events.Body)
	lines.Buffer(nil, 1<<20)
	for told := false; !told; told = strings.Contains(lines.Text(), `"file":"mine.html","line":2,`) {
		if !lines.Scan() {
			t.Fatalf("the fault is not told: %v", lines.Err())
		}
	}
	if status, still := get(t, path); status != 200 || !bytes.Equal(still, blue) {
		t.Errorf("with a fault in the template: %d, another picture", status)
	}
}

// SIGTERM while cards are being drawn: every request under way is answered, and
// the exit status is 0.
func TestSIGTERM(t *testing.T) {
	cmd := exec.Command(sharecard(t), "serve", "--listen", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	address := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "Open "), "/")

	const requests = 8 // so few that they are drawn within the drain, under the race detector too
	begun, answers := make(chan bool, requests), make(chan error, requests)
	for i := range requests {
		go func() {
			answers <- askSlowly(address, fmt.Sprintf(`{"template":"poster","article":{"title":"第%d张"}}`, i), begun)
		}()
	}
	for range requests {
		<-begun
	}
	for range 2 { // as a supervisor does that signals the group too
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond)
	}
	for range requests {
		if err := <-answers; err != nil {
			t.Error(err)
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: %s", err, errs.String())
	}
}

// askSlowly posts for a card, says when the server has begun to read the body, and
// returns an error unless a whole picture comes back.
func askSlowly(address, body string, begun chan<- bool) error {
	read, write := io.Pipe()
	go func() {
		_, err := io.WriteString(write, body)
		write.CloseWithError(err)
		begun <- true
	}()
	req, err := http.NewRequest(http.MethodPost, address+"/v1/cards", read)
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Expect", "100-continue") // the body is sent once the server asks for it
	transport := &http.Transport{ExpectContinueTimeout: patience}
	defer transport.CloseIdleConnections()
	resp, err := transport.RoundTrip(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	picture, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode != 200 || !bytes.HasPrefix(picture, []byte("\xff\xd8")) {
		return fmt.Errorf("%d %.100q", resp.StatusCode, picture)
	}
	return nil
}
