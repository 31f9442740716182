package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/fonts"
	"sharecard/render"
)

// A cover from a host, good or hostile, always gives a card, and the report
// says what became of it.
func TestCovers(t *testing.T) {
	var photo bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 64, 48))
	for i := range img.Pix {
		img.Pix[i] = uint8(i)
	}
	img.SetGray(0, 0, color.Gray{Y: 1})
	if err := png.Encode(&photo, img); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"/photo.png": photo.Bytes(),
		"/half.png":  photo.Bytes()[:photo.Len()/2],
		"/bomb.png":  hugeHeader(photo.Bytes(), 60_000),
		"/page.html": []byte("<html>not a picture</html>"),
	}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write(body)
	}))
	defer host.Close()

	library, err := openLibrary("", false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	web := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	defer web.Close()
	service := card.New(card.Config{
		Templates: library, Renderer: render.New(fonts.Builtin()),
		Pictures: pictures{web: web, decoder: picture.NewDecoder(0)},
	})
	defer service.Close()

	for path, want := range map[string]string{
		"/photo.png":  "",
		"/half.png":   "degraded, cover=decode",
		"/bomb.png":   "degraded, cover=too_large",
		"/page.html":  "degraded, cover=unsupported",
		"/absent.png": "degraded, cover=not_found",
	} {
		began := time.Now()
		result, err := service.Card(t.Context(), card.Request{
			Template: "og", Patience: 5 * time.Second,
			Article: &article.Article{Title: "一座城的清晨", Cover: &article.Cover{URL: host.URL + path}},
		})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if got := result.Codes.String(); got != want {
			t.Errorf("%s: report %q, want %q", path, got, want)
		}
		if took := time.Since(began); took > 3*time.Second {
			t.Errorf("%s: took %v", path, took)
		}
	}
}

// hugeHeader returns a PNG file whose header claims that many pixels a side.
func hugeHeader(file []byte, side uint32) []byte {
	const ihdr, length = 12, 17 // the chunk's type and data begin here, and have so many bytes
	bomb := bytes.Clone(file)
	binary.BigEndian.PutUint32(bomb[ihdr+4:], side)
	binary.BigEndian.PutUint32(bomb[ihdr+8:], side)
	binary.BigEndian.PutUint32(bomb[ihdr+length:], crc32.ChecksumIEEE(bomb[ihdr:ihdr+length]))
	return bomb
}
