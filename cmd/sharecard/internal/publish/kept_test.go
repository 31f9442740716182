package publish_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv("PUBLISH_TEST_WRITE"); dir != "" {
		writeUntilKilled(dir)
	}
	goleak.VerifyTestMain(m)
}

// clock is a clock that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Date(2024, 5, 1, 8, 0, 0, 0, time.UTC)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// config is how a keeper is opened in a test.
type config struct {
	folder   string // "": a new one
	maxBytes int64
	keep     time.Duration
	now      func() time.Time
}

// keeper is a Keeper over a data folder.
type keeper struct {
	*publish.Keeper
	data *datadir.Folder
}

func (k *keeper) Close() error { return k.data.Close() }

func openKeeper(ctx context.Context, c config) (*keeper, error) {
	data, err := datadir.Open(ctx, c.folder, c.now)
	if err != nil {
		return nil, err
	}
	return &keeper{publish.New(publish.Config{
		Store: data.DB.Cards(), Objects: data.Cards, MaxBytes: c.maxBytes, Keep: c.keep, Now: c.now,
	}), data}, nil
}

func open(t *testing.T, c config) *keeper {
	t.Helper()
	if c.folder == "" {
		c.folder = t.TempDir()
	}
	s, err := openKeeper(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func hash(n int) string { return fmt.Sprintf("%032x", uint64(n)*0x9e3779b97f4a7c15) }

func card(n int, articles ...string) *publish.Card {
	return &publish.Card{
		Hash: hash(n), Name: "poster.jpg", MIME: "image/jpeg", ETag: `"tag"`, Report: "cut=1",
		Manifest: []byte(`{"template":"poster"}`), Articles: articles, Brand: "evening",
	}
}

func put(t *testing.T, s *keeper, c *publish.Card, text string) {
	t.Helper()
	if _, err := s.Put(t.Context(), c, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// read returns the text of a card, or its error in short.
func read(t *testing.T, s *keeper, hash string) string {
	t.Helper()
	c, text, err := s.Read(t.Context(), hash, "poster.jpg")
	switch {
	case errors.Is(err, publish.ErrNotFound):
		return "not found"
	case errors.Is(err, publish.ErrWithdrawn):
		return "withdrawn"
	case err != nil:
		t.Fatal(err)
	}
	if int64(len(text)) != c.Size {
		t.Errorf("%d bytes of %d", len(text), c.Size)
	}
	return string(text)
}

func expect(t *testing.T, s *keeper, hash, want string) {
	t.Helper()
	if got := read(t, s, hash); got != want {
		t.Errorf("card %s is %q, want %q", hash, got, want)
	}
}

// files lists what lies in the folder of cards.
func files(t *testing.T, folder string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(filepath.Join(folder, "objects", "cards")), ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestCardStaysAfterRestart(t *testing.T) {
	folder, now := t.TempDir(), newClock()
	s := open(t, config{folder: folder, now: now.now})
	expect(t, s, hash(1), "not found")
	put(t, s, card(1, "a", "b"), "一")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, config{folder: folder})
	expect(t, s, hash(1), "一")
	got, err := s.Find(t.Context(), hash(1))
	if err != nil {
		t.Fatal(err)
	}
	want := card(1, "a", "b")
	want.Size, want.Created = 3, now.now()
	want.Sum = fmt.Sprintf("%x", sha256.Sum256([]byte("一")))
	if fmt.Sprint(*got) != fmt.Sprint(*want) {
		t.Errorf("got %+v\nwant %+v", *got, *want)
	}
	if _, _, err := s.Read(t.Context(), hash(1), "link.jpg"); !errors.Is(err, publish.ErrNotFound) {
		t.Errorf("under another name: %v", err)
	}
}

func TestKeptTwiceIsKeptOnce(t *testing.T) {
	now := newClock()
	s := open(t, config{now: now.now})
	put(t, s, card(1), "一")
	made := now.now()
	now.pass(time.Hour)
	again, err := s.Put(t.Context(), card(1), []byte("二"))
	if err != nil || !again.Created.Equal(made) {
		t.Errorf("%v: made %v, not %v", err, again.Created, made)
	}
	expect(t, s, hash(1), "一")
	if used, _, _ := s.Usage(t.Context()); used != 3 {
		t.Errorf("%d bytes in use", used)
	}
}

func TestManyKeepOneCard(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), card(1, "a"), []byte("一")); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	expect(t, s, hash(1), "一")
	if used, _, _ := s.Usage(t.Context()); used != 3 {
		t.Errorf("%d bytes in use", used)
	}
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("files: %q", got)
	}
}

// A store at its limit takes no more and gives what it has.
func TestLimit(t *testing.T) {
	s := open(t, config{maxBytes: 10})
	put(t, s, card(1, "a"), "12345")
	put(t, s, card(2), "12345")
	if _, err := s.Put(t.Context(), card(3), []byte("1")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("beyond the limit: %v", err)
	}
	expect(t, s, hash(1), "12345")
	expect(t, s, hash(3), "not found")
	put(t, s, card(2), "12345") // is there: needs no room
	if _, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil {
		t.Fatal(err)
	}
	put(t, s, card(3), "1")
	if used, limit, err := s.Usage(t.Context()); err != nil || used != 6 || limit != 10 {
		t.Errorf("%d of %d bytes in use, %v", used, limit, err)
	}
}

func TestDiskFull(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1), "一")
	s.FillDisk(objects.ErrFull)
	if _, err := s.Put(t.Context(), card(2), []byte("二")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("got %v", err)
	}
	expect(t, s, hash(1), "一")
	expect(t, s, hash(2), "not found")
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("files: %q", got)
	}
}

// Kept for the later of making and last reading.
func TestKeep(t *testing.T) {
	folder, now := t.TempDir(), newClock()
	c := config{folder: folder, keep: 48 * time.Hour, now: now.now}
	s := open(t, c)
	put(t, s, card(1), "一")
	put(t, s, card(2), "二")
	now.pass(36 * time.Hour)
	expect(t, s, hash(1), "一") // is read
	put(t, s, card(3), "三")
	now.pass(24 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(2), "not found")
	// A reading survives a restart.
	s.Close()
	s = open(t, c)
	tidy(t, s)
	expect(t, s, hash(1), "一")
	expect(t, s, hash(3), "三")
	if got := files(t, folder); len(got) != 2 {
		t.Errorf("files: %q", got)
	}
	now.pass(-1000 * time.Hour) // a clock set back
	tidy(t, s)
	expect(t, s, hash(3), "三")
	now.pass(10_000 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(3), "not found")
}

func tidy(t *testing.T, s *keeper) {
	t.Helper()
	if err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// What was read when the server stops is known when it starts again.
func TestRunNotesReadings(t *testing.T) {
	folder, now := t.TempDir(), newClock()
	c := config{folder: folder, keep: 48 * time.Hour, now: now.now}
	s := open(t, c)
	put(t, s, card(1), "一")
	put(t, s, card(2), "二")
	now.pass(36 * time.Hour)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan bool)
	go func() {
		defer close(ended)
		s.Run(ctx, slog.New(slog.DiscardHandler))
	}()
	expect(t, s, hash(1), "一")
	stop()
	<-ended
	s.Close()
	now.pass(24 * time.Hour)
	s = open(t, c)
	tidy(t, s)
	expect(t, s, hash(1), "一")
	expect(t, s, hash(2), "not found")
}

// Without Keep nothing goes, however old.
func TestKeptForever(t *testing.T) {
	now := newClock()
	s := open(t, config{now: now.now})
	put(t, s, card(1), "一")
	now.pass(20 * 365 * 24 * time.Hour)
	tidy(t, s)
	expect(t, s, hash(1), "一")
}

// Files that the index does not know are never read, and go; one that was lost
// is made anew.
func TestFilesWithoutIndex(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1), "一")
	path := func(n int) string {
		return filepath.Join(folder, "objects", "cards", hash(n)[:2], hash(n)+".jpg")
	}
	write := func(path, text string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	write(path(2), "stray")
	write(filepath.Join(folder, "objects", "cards", "tmp", "left"), "half")
	expect(t, s, hash(2), "not found")
	tidy(t, s)
	s.Close()
	s = open(t, config{folder: folder})
	if got := files(t, folder); len(got) != 1 || !strings.Contains(got[0], hash(1)) {
		t.Errorf("files: %q", got)
	}
	write(path(1), "cut o") // by hand
	expect(t, s, hash(1), "not found")
	put(t, s, card(1), "一")
	expect(t, s, hash(1), "一")
	if err := os.Remove(path(1)); err != nil {
		t.Fatal(err)
	}
	expect(t, s, hash(1), "not found")
	put(t, s, card(1), "一")
	expect(t, s, hash(1), "一")
}

func TestHashesOnly(t *testing.T) {
	s := open(t, config{})
	for _, h := range []string{"", "..", strings.Repeat("g", 32), strings.Repeat("A", 32), hash(1) + "0", "../../../../../../etc/passwd....."} {
		expect(t, s, h, "not found")
	}
}

func TestDamagedIndexDoesNotOpen(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, datadir.File), []byte(strings.Repeat("no index ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := openKeeper(t.Context(), config{folder: folder})
	if !errors.Is(err, article.ErrCorrupt) || !strings.Contains(err.Error(), folder) {
		t.Errorf("got %v", err)
	}
}

// A store whose index was lost does not begin a new one, and keeps its cards.
func TestLostIndex(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一")
	s.Close()
	index := filepath.Join(folder, datadir.File)
	for name, lose := range map[string]func() error{
		"removed": func() error { return os.Remove(index) },
		"emptied": func() error { return os.WriteFile(index, nil, 0o600) },
	} {
		if err := lose(); err != nil {
			t.Fatal(err)
		}
		again, err := openKeeper(t.Context(), config{folder: folder})
		if !errors.Is(err, article.ErrCorrupt) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			again.Close()
		}
		if got := files(t, folder); len(got) != 1 {
			t.Errorf("%s: files: %q", name, got)
		}
	}
}

// Tidying takes no bytes from a card that is being kept, and leaves none behind.
func TestKeepWhileTidying(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	done := make(chan struct{})
	var tidying, keeping sync.WaitGroup
	for range 2 {
		tidying.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
					if err := s.Tidy(t.Context()); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	const cards = 60
	for part := range 4 {
		keeping.Go(func() {
			for n := part + 1; n <= cards; n += 4 {
				for attempt := 1; ; attempt++ { // bytes may be taken for a crash's three times in a row
					_, err := s.Put(t.Context(), card(n), []byte("一"))
					if err == nil {
						break
					}
					if !errors.Is(err, fs.ErrNotExist) || attempt == 20 {
						t.Error(err)
						return
					}
				}
			}
		})
	}
	keeping.Wait()
	close(done)
	tidying.Wait()
	for n := range cards {
		expect(t, s, hash(n+1), "一")
	}
	if got := files(t, folder); len(got) != cards {
		t.Errorf("%d files", len(got))
	}
}
