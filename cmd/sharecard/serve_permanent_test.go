package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// keptCard is what a batch says of a card that was made permanent.
type keptCard struct {
	Status int
	URL    string `json:"url"`
	SHA256 string `json:"sha256"`
}

const (
	cardsHost  = "http://cards.example"
	cardsToken = "8fK2w0Q7mVx1Zr5T"
)

// startBinary runs the program with a public address over a data folder, and
// returns its own address.
func startBinary(t *testing.T, data string) (cmd *exec.Cmd, address string) {
	t.Helper()
	cmd = exec.Command(sharecard(t), "serve", "--listen", "127.0.0.1:0", "--data", data,
		"--public-url", cardsHost, "--tokens", "desk:"+cardsToken, "--signing-keys", "site1:9b1f0c7de2a84d53")
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	return cmd, strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "Open "), "/")
}

// orderBatch asks for cards and calls each with what comes of them, until it
// returns false or the connection ends.
func orderBatch(t *testing.T, address string, from, to int, each func(keptCard) bool) {
	t.Helper()
	var jobs strings.Builder
	for n := from; n < to; n++ {
		fmt.Fprintf(&jobs, `{"template":"thumb","article":{"id":"n%d","title":"第%d条"}}`+"\n", n, n)
	}
	req, err := http.NewRequest("POST", address+"/v1/cards", strings.NewReader(jobs.String()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-ndjson")
	req.Header.Set("Authorization", "Bearer "+cardsToken)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	for scan := bufio.NewScanner(resp.Body); scan.Scan(); {
		var c keptCard
		if err := json.Unmarshal(scan.Bytes(), &c); err != nil {
			return // cut off
		}
		if c.Status != 200 {
			t.Errorf("%s", scan.Bytes())
		}
		if !each(c) {
			return
		}
	}
}

// A server that is killed while it makes cards permanent serves every one it has
// told of, whole, and makes the others when asked again.
func TestKilledWhileKeeping(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	kept := map[string]string{} // address → sha256
	for round := range 3 {
		cmd, address := startBinary(t, data)
		before := len(kept)
		orderBatch(t, address, 0, 60, func(c keptCard) bool {
			kept[c.URL] = c.SHA256
			if len(kept) == before+5+round {
				_ = cmd.Process.Kill()
			}
			return true
		})
		_ = cmd.Wait()
	}
	_, address := startBinary(t, data)
	for url, sum := range kept {
		resp, err := http.Get(address + strings.TrimPrefix(url, cardsHost))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		_ = resp.Body.Close()
		if got := fmt.Sprintf("%x", sha256.Sum256(body)); err != nil || resp.StatusCode != 200 || got != sum {
			t.Errorf("%s: %d, %d bytes, %v", url, resp.StatusCode, len(body), err)
		}
		if resp.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %s", url, resp.Header.Get("Cache-Control"))
		}
	}
	all := map[string]bool{}
	orderBatch(t, address, 0, 60, func(c keptCard) bool {
		all[c.URL] = true
		return true
	})
	for url := range kept {
		if !all[url] {
			t.Errorf("%s is another address now", url)
		}
	}
	if len(all) != 60 {
		t.Errorf("%d of 60 cards", len(all))
	}
}

// An address made by the command line shows its card, and the public may see it.
func TestSignedAddressOfTheCommandLine(t *testing.T) {
	t.Parallel()
	_, address := startBinary(t, filepath.Join(t.TempDir(), "data"))
	for flag, start := range map[string]string{"--card=og.png": "\x89PNG", "--platform=weibo": "\xFF\xD8"} {
		sign := exec.Command(sharecard(t), "sign", flag, "--signing-keys", "site1:9b1f0c7de2a84d53", "--expires", "1h", "-")
		sign.Stdin = strings.NewReader(`{"title":"江城地铁五号线今日开通"}`)
		path, err := sign.Output()
		if err != nil {
			t.Fatal(err)
		}
		status, body := get(t, address+strings.TrimSpace(string(path)))
		if status != 200 || !bytes.HasPrefix(body, []byte(start)) {
			t.Errorf("%s: %d %.200q", flag, status, body)
		}
	}
}

// The first server that somebody starts, on his own machine and without tokens, gives
// permanent addresses too: they are good on this machine.
func TestPermanentOnLocalhost(t *testing.T) {
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"))
	req, err := http.NewRequestWithContext(t.Context(), "POST", address+"/v1/cards",
		strings.NewReader(`{"template":"og","article_id":"lighthouse"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var card keptCard
	if err := json.NewDecoder(resp.Body).Decode(&card); err != nil || !strings.HasPrefix(card.URL, address+"/c/") {
		t.Fatalf("%v: %+v", err, card)
	}
	status, picture := get(t, card.URL)
	if sum := fmt.Sprintf("%x", sha256.Sum256(picture)); status != 200 || sum != card.SHA256 {
		t.Errorf("%s: %d, %s", card.URL, status, sum)
	}
}
