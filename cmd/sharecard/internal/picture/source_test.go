package picture_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"image"
	"image/png"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
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
	img, sum, err := s.Picture(t.Context(), address)
	if err != nil || img.Bounds().Size() != (image.Point{X: 16, Y: 9}) || sum != sha256.Sum256(file.Bytes()) {
		t.Errorf("got %v, %x, %v", img, sum, err)
	}
	if _, _, err := s.Picture(t.Context(), article.StoredCoverURL(strings.Repeat("5b", sha256.Size))); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("one that is not there: %v", err)
	}
	if img, _, err := s.Picture(t.Context(), "sample:dawn"); err != nil || img.Bounds().Empty() {
		t.Errorf("a sample: %v", err)
	}
	broken := article.StoredCoverURL(strings.Repeat("5c", sha256.Size))
	s.Uploaded = []picture.Covers{covers{broken: file.Bytes()[:20]}}
	if _, _, err := s.Picture(t.Context(), broken); err == nil {
		t.Error("half a file was decoded")
	}
}
