package picture

import (
	"bytes"
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// A tray keeps what was put in last, within its bound.
func TestTray(t *testing.T) {
	var tray Tray
	file := func(i int) []byte { return bytes.Repeat([]byte{byte(i)}, article.MaxCoverBytes) }
	first := tray.Add(file(0))
	second := tray.Add(file(1))
	tray.Add(file(2))
	tray.Add(file(0)) // is the newest now
	tray.Add(file(3)) // has no room beside the second
	if _, err := tray.StoredCover(t.Context(), second); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("the oldest: %v", err)
	}
	if got, err := tray.StoredCover(t.Context(), first); err != nil || !bytes.Equal(got, file(0)) {
		t.Errorf("one that came again: %d bytes, %v", len(got), err)
	}
	if tray.bytes > MaxTrayBytes || len(tray.files) != 3 || len(tray.order) != 3 {
		t.Errorf("%d bytes, %d files, %d in order", tray.bytes, len(tray.files), len(tray.order))
	}
	if _, err := tray.StoredCover(t.Context(), "https://news.example.com/a.jpg"); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("an address of the web: %v", err)
	}
}
