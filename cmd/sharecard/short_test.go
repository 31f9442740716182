package main

import (
	"bytes"
	"image"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// scan reads the QR code of a card as a telephone does.
func scan(t *testing.T, picture []byte) string {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return err.Error()
	}
	return found.GetText()
}

// What a reader scans from a card is a short address, which leads to the
// article; a card of an article that is not stored has the article's own.
func TestShortAddressOnCards(t *testing.T) {
	const token = "0123456789abcdef"
	long := "https://news.example.com/2026/11/20/" + strings.Repeat("a-long-road-", 8)
	address := serve(t, "--data", filepath.Join(t.TempDir(), "data"),
		"--public-url", "https://cards.example.com", "--tokens", "desk:"+token)
	send := func(method, path, body string) []byte {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/json")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		var answer bytes.Buffer
		if _, err := answer.ReadFrom(resp.Body); err != nil || resp.StatusCode >= 300 {
			t.Fatalf("%s %s: %d %v %s", method, path, resp.StatusCode, err, answer.Bytes())
		}
		return answer.Bytes()
	}
	article := `{"title":"一座城的清晨","source":{"name":"江岸日报"},"url":"` + long + `"}`
	send("PUT", "/v1/articles/morning", article)
	for _, card := range []string{"poster.jpg", "flash.png", "square.jpg", "quote.jpg"} {
		_, picture := get(t, address+"/v1/articles/morning/cards/"+card)
		if got := scan(t, picture); got != "https://cards.example.com/s/morning" {
			t.Errorf("%s reads %q", card, got)
		}
	}
	if got := scan(t, send("POST", "/v1/cards", `{"template":"poster","article":`+article+`}`)); got != long {
		t.Errorf("a card of no stored article reads %q", got)
	}

	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	defer client.CloseIdleConnections()
	follow := func() (int, string) {
		t.Helper()
		resp, err := client.Get(address + "/s/morning")
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode, resp.Header.Get("Location")
	}
	if status, location := follow(); status != http.StatusFound || location != long {
		t.Errorf("%d, leads to %q", status, location)
	}
	send("DELETE", "/v1/articles/morning", "")
	if status, location := follow(); status != http.StatusGone || location != "" {
		t.Errorf("withdrawn: %d, leads to %q", status, location)
	}
}
