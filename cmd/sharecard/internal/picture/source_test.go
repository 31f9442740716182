package picture_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/picture"
)

// covers are uploaded pictures by address.
type covers map[string][]byte

func (c covers) StoredCover(_ context.Context, address string) ([]byte, error) {
	if file, ok := c[address]; ok {
		return file, nil
	}
	return nil, article.ErrNotFound
}

// Uploaded covers are looked for in one place after the other, and none is asked
// for on the web; samples are drawn.
func TestSource(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 16, 9))); err != nil {
		t.Fatal(err)
	}
	address := article.StoredCoverURL(strings.Repeat("5a", sha256.Size))
	s := picture.NewSource(nil, covers{}, covers{address: file.Bytes()})
	got, err := s.Picture(t.Context(), address, nil)
	if err != nil || got.Sum != sha256.Sum256(file.Bytes()) {
		t.Fatalf("got %v, %v", got, err)
	}
	if img, err := s.Decode(t.Context(), got, image.Point{}); err != nil || img.Bounds().Size() != (image.Point{X: 16, Y: 9}) {
		t.Errorf("decoded to %v, %v", img, err)
	}
	if again, err := s.Picture(t.Context(), address, got); err != nil || again != got {
		t.Errorf("asked again: %v, %v", again, err)
	}
	if _, err := s.Picture(t.Context(), article.StoredCoverURL(strings.Repeat("5b", sha256.Size)), nil); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	sample, err := s.Picture(t.Context(), "sample:dawn", nil)
	if err != nil {
		t.Fatalf("a sample: %v", err)
	}
	if img, err := s.Decode(t.Context(), sample, image.Point{}); err != nil || img.Bounds().Empty() {
		t.Errorf("a sample: %v", err)
	}
}

// What is no picture, or one that nobody decodes, is known before it is decoded; what is
// damaged, after.
func TestSourceLooksAtFiles(t *testing.T) {
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 16, 9))); err != nil {
		t.Fatal(err)
	}
	address := func(digit string) string { return article.StoredCoverURL(strings.Repeat(digit, 2*sha256.Size)) }
	half := file.Bytes()[:file.Len()-20]
	s := picture.NewSource(nil, covers{address("a"): half, address("b"): []byte("<!doctype html>"), address("c"): file.Bytes()[:20]})
	for digit, want := range map[string]error{"b": picture.ErrUnsupported, "c": picture.ErrDecode} {
		if _, err := s.Picture(t.Context(), address(digit), nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", digit, err, want)
		}
	}
	got, err := s.Picture(t.Context(), address("a"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if img, err := s.Decode(t.Context(), got, image.Point{}); !errors.Is(err, picture.ErrDecode) {
		t.Errorf("half a file was decoded: %v, %v", img, err)
	}
}

// A picture of the web is asked for conditionally, and its file is kept where it has not
// changed.
func TestSourceAsksForWhatChanged(t *testing.T) {
	encode := func(width int) []byte {
		var file bytes.Buffer
		if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, width, 9))); err != nil {
			t.Fatal(err)
		}
		return file.Bytes()
	}
	file, tag := encode(16), `"1"`
	var asked []string
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match"))
		w.Header().Set("Cache-Control", "max-age=5")
		if tag != "" {
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		_, _ = w.Write(file)
	}))
	defer host.Close()
	web := fetch.New(fetch.Config{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	defer web.Close()
	s := picture.NewSource(web)
	next := func(last *picture.Fetched) *picture.Fetched {
		t.Helper()
		got, err := s.Picture(t.Context(), host.URL, last)
		if err != nil || got.Fresh != 5*time.Second {
			t.Fatalf("%+v %v", got, err)
		}
		return got
	}
	first := next(nil)
	if same := next(first); &same.File[0] != &first.File[0] || same.Sum != first.Sum {
		t.Error("a picture that has not changed is another one")
	}
	tag = "" // a host without validators sends the same file
	if same := next(first); same.Sum != first.Sum {
		t.Error("the same file is another picture")
	}
	file, tag = encode(32), `"2"`
	if other := next(first); !bytes.Equal(other.File, file) || other.Sum == first.Sum || other.Validators.ETag != tag {
		t.Errorf("%+v", other)
	}
	if want := []string{"", `"1"`, `"1"`, `"1"`}; !slices.Equal(asked, want) {
		t.Errorf("asked with %q", asked)
	}
}
