package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
)

// An uploaded cover belongs to the articles that have it, and goes with the last
// of them.
func testStoreKeepsCovers(t *testing.T, open Open) {
	s := open(nil)
	put(t, s, &article.Article{ID: "a", Title: "题", Cover: &article.Cover{URL: "https://example.com/c.jpg", Credit: "江城晚报 摄"}})
	put(t, s, &article.Article{ID: "b", Title: "题"})
	picture := bytes.Repeat([]byte("p"), 200_000)
	r, err := s.SetCover(t.Context(), "a", picture)
	if err != nil {
		t.Fatal(err)
	}
	url := r.Article.Cover.URL
	if !article.IsStoredCover(url) || r.Revision != 2 || r.Article.Cover.Credit != "江城晚报 摄" {
		t.Errorf("got %+v %+v", r, r.Article.Cover)
	}
	shared, err := s.SetCover(t.Context(), "b", picture)
	if err != nil || shared.Article.Cover.URL != url {
		t.Fatalf("the same picture again: %+v %v", shared, err)
	}
	if again, err := s.SetCover(t.Context(), "b", picture); err != nil || again.Revision != shared.Revision {
		t.Errorf("nothing changed, yet: %+v %v", again, err)
	}

	has := func(want bool) {
		t.Helper()
		got, err := s.StoredCover(t.Context(), url)
		if want && (err != nil || !bytes.Equal(got, picture)) || !want && !errors.Is(err, article.ErrNotFound) {
			t.Errorf("wanted the picture to be there: %v; got %d bytes, %v", want, len(got), err)
		}
	}
	corrected := *r.Article
	corrected.Title = "更正"
	put(t, s, &corrected)
	has(true)
	if err := s.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	has(true)
	if _, err := s.SetCover(t.Context(), "b", []byte("another")); err != nil {
		t.Fatal(err)
	}
	has(false)

	other, _ := s.Get(t.Context(), "b")
	url = other.Article.Cover.URL
	picture = []byte("another")
	has(true)
	put(t, s, &article.Article{ID: "b", Title: "无图"})
	has(false)
}

func testStoreRefusesCovers(t *testing.T, open Open) {
	s := open(nil)
	s.Bound(1000, 1)
	put(t, s, &article.Article{ID: "a", Title: "题"})
	put(t, s, &article.Article{ID: "gone", Title: "题"})
	if err := s.Withdraw(t.Context(), "gone"); err != nil {
		t.Fatal(err)
	}
	for what, test := range map[string]struct {
		id   string
		size int
		want error
	}{
		"no such article":  {"b", 10, article.ErrNotFound},
		"withdrawn":        {"gone", 10, article.ErrWithdrawn},
		"more than fits":   {"a", 1001, article.ErrFull},
		"more than a file": {"a", article.MaxCoverBytes + 1, article.ErrTooLarge},
	} {
		if _, err := s.SetCover(t.Context(), test.id, make([]byte, test.size)); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
	absent := "stored:" + fmt.Sprintf("%064x", 1)
	_, err := s.Put(t.Context(), &article.Article{ID: "a", Title: "题", Cover: &article.Cover{URL: absent}})
	if field := (*article.FieldError)(nil); !errors.As(err, &field) || field.Field != "cover.url" {
		t.Errorf("a picture that is not there: %v", err)
	}
	for _, url := range []string{absent, "stored:", "https://example.com/", "stored:../../etc/passwd"} {
		if _, err := s.StoredCover(t.Context(), url); !errors.Is(err, article.ErrNotFound) {
			t.Errorf("%s: %v", url, err)
		}
	}
	// Replacing makes room for itself only afterwards; a smaller one fits.
	if _, err := s.SetCover(t.Context(), "a", make([]byte, 400)); err != nil {
		t.Error(err)
	}
	if _, err := s.SetCover(t.Context(), "a", []byte("small")); err != nil {
		t.Error(err)
	}
}

// Bytes that a crash left without an entry go when covers are tidied; a cover
// whose bytes were lost is not there, and can be uploaded again.
func testCoversWithoutEntry(t *testing.T, open Open) {
	s := open(nil)
	put(t, s, &article.Article{ID: "a", Title: "题"})
	r, err := s.SetCover(t.Context(), "a", []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	covers := s.CoverObjects
	stray := fmt.Sprintf("%064x", 1)
	if err := covers.Put(t.Context(), stray, []byte("stray")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.StoredCover(t.Context(), "stored:"+stray); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("without an entry: %v", err)
	}
	if err := s.Tidy(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := covers.Open(t.Context(), stray); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("tidied: %v", err)
	}
	url := r.Article.Cover.URL
	if got, err := s.StoredCover(t.Context(), url); err != nil || string(got) != "picture" {
		t.Errorf("%q %v", got, err)
	}
	sum, _ := article.StoredCoverSum(url)
	if err := covers.Remove(t.Context(), sum); err != nil {
		t.Fatal(err)
	}
	if _, err := s.StoredCover(t.Context(), url); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("lost: %v", err)
	}
	if _, err := s.SetCover(t.Context(), "a", []byte("picture")); err != nil {
		t.Fatal(err)
	}
	if got, err := s.StoredCover(t.Context(), url); err != nil || string(got) != "picture" {
		t.Errorf("uploaded again: %q %v", got, err)
	}
}

// What is withdrawn or replaced leaves no bytes behind, and what is refused neither.
func testCoversLeaveNothing(t *testing.T, open Open) {
	s := open(nil)
	s.Bound(30, 1)
	put(t, s, &article.Article{ID: "a", Title: "题"})
	for _, picture := range []string{"one", "two", strings.Repeat("too long ", 9)} {
		_, err := s.SetCover(t.Context(), "a", []byte(picture))
		if (err != nil) != (len(picture) > 30) {
			t.Errorf("%s: %v", picture, err)
		}
	}
	if n := count(t, s.CoverObjects); n != 1 {
		t.Errorf("%d files", n)
	}
	if err := s.Withdraw(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, s.CoverObjects); n != 0 {
		t.Errorf("withdrawn: %d files", n)
	}
}
