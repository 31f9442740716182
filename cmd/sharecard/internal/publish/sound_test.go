package publish_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/publish"
)

// flip changes one bit of the file of card n.
func flip(t *testing.T, folder string, n int) {
	t.Helper()
	path := filepath.Join(folder, "objects", "cards", hash(n)[:2], hash(n)+".jpg")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// A card of which one bit is wrong is never shown. It is set aside, told of, and comes
// back with the same bytes only.
func TestAttackFlippedBit(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一张卡片")
	put(t, s, card(2, "b"), "另一张卡片")
	var told []error
	s.TellDamage(func(err error) { told = append(told, err) })
	flip(t, folder, 1)
	expect(t, s, hash(1), "not found")
	expect(t, s, hash(1), "not found")
	expect(t, s, hash(2), "另一张卡片")
	if len(told) != 1 || !strings.Contains(told[0].Error(), hash(1)) {
		t.Errorf("told %v", told)
	}
	if _, err := os.Stat(filepath.Join(folder, "objects", "cards", "damaged", hash(1)+".jpg")); err != nil {
		t.Errorf("set aside: %v", err)
	}
	if _, err := s.Put(t.Context(), card(1, "a"), []byte("换了样子")); !errors.Is(err, publish.ErrChanged) {
		t.Errorf("other bytes under its address: %v", err)
	}
	expect(t, s, hash(1), "not found")
	put(t, s, card(1, "a"), "一张卡片")
	expect(t, s, hash(1), "一张卡片")

	// From memory it is served on, and checked again when it comes from the disk.
	flip(t, folder, 2)
	expect(t, s, hash(2), "另一张卡片")
	s.Close()
	s = open(t, config{folder: folder})
	expect(t, s, hash(2), "not found")
}

// What nobody reads is checked too.
func TestScrub(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一张卡片")
	put(t, s, card(2, "b"), "另一张卡片")
	told := make(chan error, 8)
	s.TellDamage(func(err error) { told <- err })
	flip(t, folder, 2)
	stop := s.Scrub(t.Context(), time.Millisecond)
	select {
	case err := <-told:
		if !strings.Contains(err.Error(), hash(2)) {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("nobody noticed")
	}
	stop()
	expect(t, s, hash(1), "一张卡片")
	expect(t, s, hash(2), "not found")
}
