package server_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"sync"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/server"
)

// uploads decodes stored covers and nothing else: whatever would have to be
// fetched is a fault of the test.
type uploads struct {
	store article.Store
	mu    sync.Mutex
	sizes []image.Point
}

func (u *uploads) Picture(ctx context.Context, address string, _ *picture.Fetched) (*picture.Fetched, error) {
	data, err := u.store.StoredCover(ctx, address)
	if err != nil {
		return nil, errors.New("this would need the network: " + address)
	}
	return &picture.Fetched{File: data, Sum: sha256.Sum256(data), Fresh: -1}, nil
}

func (u *uploads) Decode(ctx context.Context, f *picture.Fetched, _ image.Point) (image.Image, error) {
	img, err := picture.NewDecoder(0).Decode(ctx, f.File)
	if err == nil {
		u.mu.Lock()
		u.sizes = append(u.sizes, img.Bounds().Size())
		u.mu.Unlock()
	}
	return img, err
}

func withUploads(u *uploads) option {
	return func(_ *server.Config, c *card.Config) {
		u.store = c.Articles.(article.Store)
		c.Pictures = u
	}
}

func photo() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 60, 40))
	for x := range 60 {
		img.Set(x, 20, color.RGBA{R: 200, A: 255})
	}
	return img
}

// sideways is a JPEG of 60×40 px that EXIF says to turn clockwise.
func sideways(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, photo(), nil); err != nil {
		t.Fatal(err)
	}
	exif := []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	segment := binary.BigEndian.AppendUint16([]byte("\xff\xe1"), uint16(len(exif)+2))
	return string(b.Bytes()[:2]) + string(append(segment, exif...)) + string(b.Bytes()[2:])
}

func encoded(t *testing.T, encode func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An uploaded picture is the article's cover at once, upright, and needs no
// network; the article sent again keeps it by its address.
func TestPutCover(t *testing.T) {
	u := new(uploads)
	s := start(t, withUploads(u))
	const path, asJSON = "/v1/articles/a", "Content-Type: application/json"
	got := s.do("PUT", path+"/cover", sideways(t), "Content-Type: image/jpeg")
	if got.StatusCode != 200 || got.Header.Get("Sharecard-Report") != "" {
		t.Fatalf("%d %q %s", got.StatusCode, got.Header.Get("Sharecard-Report"), got.body)
	}
	if len(u.sizes) != 1 || u.sizes[0] != image.Pt(40, 60) {
		t.Errorf("decoded as %v", u.sizes)
	}
	var a article.Article
	if err := json.Unmarshal([]byte(got.body), &a); err != nil || a.Cover == nil || !article.IsStoredCover(a.Cover.URL) {
		t.Fatalf("%v %s", err, got.body)
	}
	if got := s.do("GET", path+"/cards/poster.jpg", ""); got.StatusCode != 200 || got.Header.Get("Sharecard-Report") != "" {
		t.Errorf("its card: %d %s", got.StatusCode, got.Header.Get("Sharecard-Report"))
	}
	again := s.do("PUT", path, `{"title":"更正","cover":{"url":"`+a.Cover.URL+`","credit":"江城晚报 摄"}}`, asJSON)
	if again.StatusCode != 200 || again.Header.Get("Sharecard-Report") != "" {
		t.Errorf("sent again: %d %s", again.StatusCode, again.body)
	}

	pictures := map[string]string{
		"image/png":                encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, photo()) }),
		"image/gif":                encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, photo(), nil) }),
		"application/octet-stream": encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, photo(), nil) }),
	}
	for contentType, picture := range pictures {
		if got := s.do("PUT", path+"/cover", picture, "Content-Type: "+contentType); got.StatusCode != 200 {
			t.Errorf("%s: %d %s", contentType, got.StatusCode, got.body)
		}
	}
	if _, err := s.store.StoredCover(t.Context(), a.Cover.URL); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("the cover that was replaced: %v", err)
	}
	if got := s.do("PUT", path, `{"title":"x","cover":{"url":"`+a.Cover.URL+`"}}`, asJSON); got.problem(t).Field != "cover.url" {
		t.Errorf("a cover that is gone: %d %s", got.StatusCode, got.body)
	}
}

func TestPutCoverRefuses(t *testing.T) {
	s := start(t, withUploads(new(uploads)))
	good := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, photo()) })
	head := good[12:16] + "\x00\x00\x75\x30\x00\x00\x75\x30" + good[24:29] // IHDR of 30,000×30,000 px
	vast := good[:12] + head + string(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE([]byte(head)))) + good[33:]
	if err := s.store.Withdraw(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	for what, test := range map[string]struct {
		path, contentType, body string
		status                  int
		code                    string
	}{
		"no such article": {"/v1/articles/b/cover", "image/png", good, 404, "article_not_found"},
		"withdrawn":       {"/v1/articles/gone/cover", "image/png", good, 410, "withdrawn"},
		"bad ID":          {"/v1/articles/%E5%AD%97/cover", "image/png", good, 400, "invalid_parameter"},
		"a form":          {"/v1/articles/a/cover", "multipart/form-data; boundary=x", good, 415, "unsupported_media_type"},
		"a page":          {"/v1/articles/a/cover", "image/png", "<html>", 415, "unsupported_media_type"},
		"SVG":             {"/v1/articles/a/cover", "image/svg+xml", "<svg/>", 415, "unsupported_media_type"},
		"nothing":         {"/v1/articles/a/cover", "image/png", "", 415, "unsupported_media_type"},
		"half a picture":  {"/v1/articles/a/cover", "image/png", good[:len(good)/2], 422, "unreadable_picture"},
		"a bomb":          {"/v1/articles/a/cover", "image/png", vast, 413, "too_large"},
		"too long":        {"/v1/articles/a/cover", "image/png", strings.Repeat("x", 10<<20+1), 413, "too_large"},
	} {
		got := s.do("PUT", test.path, test.body, "Content-Type: "+test.contentType)
		if p := got.problem(t); got.StatusCode != test.status || p.Code != test.code {
			t.Errorf("%s: %d %+v", what, got.StatusCode, p)
		}
	}
	if got := s.do("GET", "/v1/articles/a", ""); strings.Contains(got.body, "cover") {
		t.Errorf("a refused cover is there: %s", got.body)
	}
}

// A token changes nothing that is published under a brand it does not reach.
func TestArticlesKeepToBrands(t *testing.T) {
	tokens, err := auth.ParseTokens("desk:desk-secret-of-sixteen:jiangcheng chief:chief-secret-of-sixteen")
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, withUploads(new(uploads)), func(c *server.Config, _ *card.Config) { c.Tokens = tokens })
	const desk, chief = "Authorization: Bearer desk-secret-of-sixteen", "Authorization: Bearer chief-secret-of-sixteen"
	const asJSON, path = "Content-Type: application/json", "/v1/articles/b"
	cover := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, photo()) })
	if got := s.do("PUT", path, `{"title":"题","brand":"other"}`, asJSON, desk); got.StatusCode != 403 {
		t.Errorf("PUT under another brand: %d", got.StatusCode)
	}
	if got := s.do("PUT", path, `{"title":"题","brand":"other"}`, asJSON, chief); got.StatusCode != 201 {
		t.Errorf("PUT: %d %s", got.StatusCode, got.body)
	}
	for what, got := range map[string]answer{
		"PUT over it": s.do("PUT", path, `{"title":"题"}`, asJSON, desk),
		"its cover":   s.do("PUT", path+"/cover", cover, "Content-Type: image/png", desk),
		"DELETE":      s.do("DELETE", path, "", desk),
	} {
		if p := got.problem(t); got.StatusCode != 403 || p.Code != "brand_forbidden" {
			t.Errorf("%s: %d %+v", what, got.StatusCode, p)
		}
	}
	if got := s.do("DELETE", path, "", chief); got.StatusCode != 204 {
		t.Errorf("DELETE: %d", got.StatusCode)
	}
}
