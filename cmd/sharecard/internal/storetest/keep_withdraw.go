package storetest

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/publish"
)

func testWithdrawnStaysWithdrawn(t *testing.T, open Open) {
	s := open.keep(config{})
	putCard(t, s, card(1, "a", "x"), "一")
	putCard(t, s, card(2, "b", "x"), "二")
	putCard(t, s, card(3, "c"), "三")
	putCard(t, s, card(4, "d"), "四")
	if brands, err := s.brands(t.Context(), []string{"x"}, []string{hash(3)}); err != nil || !slices.Equal(brands, []string{"evening"}) {
		t.Errorf("of the brands %q, %v", brands, err)
	}
	removed, concerned, err := s.withdraw(t.Context(), []string{"x", "unknown"}, []string{hash(3), hash(9)})
	slices.Sort(concerned)
	if err != nil || removed != 3 || !slices.Equal(concerned, []string{"a", "b", "c", "unknown", "x", "x", "x"}) {
		t.Errorf("%d removed, of %q, %v", removed, concerned, err)
	}
	check := func() {
		t.Helper()
		for n, want := range map[int]string{1: "withdrawn", 2: "withdrawn", 3: "withdrawn", 4: "四", 9: "withdrawn"} {
			expect(t, s, hash(n), want)
		}
		for _, c := range []*publish.Card{card(1, "a"), card(9), card(5, "e", "x"), card(6, "unknown")} {
			if _, err := s.Put(t.Context(), c, []byte("new")); !errors.Is(err, publish.ErrWithdrawn) {
				t.Errorf("card %s of %s came back: %v", c.Hash, c.Articles, err)
			}
		}
		if !withdrawn(t, s, "y", "x") || withdrawn(t, s, "a", "b", "c") {
			t.Error("the wrong articles are withdrawn")
		}
		if got := s.files(t); len(got) != 1 {
			t.Errorf("files: %q", got)
		}
	}
	check()
	s.Close()
	s = open.keep(config{})
	check()
	if removed, _, err := s.withdraw(t.Context(), []string{"x"}, []string{hash(3)}); err != nil || removed != 0 {
		t.Errorf("again: %d, %v", removed, err)
	}
}

func testReinstate(t *testing.T, open Open) {
	s := open.keep(config{})
	putCard(t, s, card(1, "a"), "一")
	putCard(t, s, card(2, "a"), "二")
	if _, _, err := s.withdraw(t.Context(), []string{"a"}, []string{hash(2)}); err != nil {
		t.Fatal(err)
	}
	if err := s.lift(t.Context(), []string{"a"}, nil); err != nil {
		t.Fatal(err)
	}
	expect(t, s, hash(1), "not found")
	expect(t, s, hash(2), "withdrawn") // by itself
	putCard(t, s, card(1, "a"), "一")
	expect(t, s, hash(1), "一")
	if err := s.lift(t.Context(), nil, []string{hash(2)}); err != nil {
		t.Fatal(err)
	}
	putCard(t, s, card(2, "a"), "二")
}

// Whose a withdrawal is, is known until it is taken back.
func testWithdrawnBrands(t *testing.T, open Open) {
	s := open.keep(config{})
	putCard(t, s, card(1, "a"), "一") // of the brand evening
	putCard(t, s, card(2, "b"), "二")
	if _, _, err := s.Withdraw(t.Context(), publish.Withdrawal{
		Articles: sets([]string{"a", "c"}), Hashes: []string{hash(2)}, Brands: map[string][]string{"c": {"morning", ""}},
	}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open.keep(config{})
	check := func(article, hash string, want ...string) {
		t.Helper()
		if got, err := s.brands(t.Context(), []string{article}, []string{hash}); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s, %s: %q, %v", article, hash, got, err)
		}
	}
	check("a", "", "evening")
	check("c", "", "morning")
	check("b", hash(2), "evening")
	if err := s.lift(t.Context(), []string{"a", "c"}, []string{hash(2)}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b", "c"} {
		check(name, hash(2))
	}
}

// However keeping and withdrawing fall together, nothing stays.
func testWithdrawWhileKeeping(t *testing.T, open Open) {
	s := open.keep(config{})
	var wg sync.WaitGroup
	for n := range 20 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), card(n+1, "a"), []byte("一")); err != nil && !errors.Is(err, publish.ErrWithdrawn) {
				t.Error(err)
			}
		})
	}
	wg.Go(func() {
		if _, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	if got := s.files(t); len(got) != 0 {
		t.Errorf("files: %q", got)
	}
	if used, _, _ := s.Usage(t.Context()); used != 0 {
		t.Errorf("%d bytes in use", used)
	}
}

// An article, its cards and its cover are withdrawn in one transaction: what fails
// leaves all of it, and afterwards nothing of it is there.
func testWithdrawIsAllOrNothing(t *testing.T, open Open) {
	s := open.keep(config{})
	articles := s.opened
	if _, err := articles.Put(t.Context(), &article.Article{ID: "a", Title: "题"}); err != nil {
		t.Fatal(err)
	}
	r, err := articles.SetCover(t.Context(), "a", []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	putCard(t, s, card(1, "a"), "一")
	if _, _, err := s.withdraw(t.Context(), []string{"a", "not an ID"}, []string{hash(1)}); !errors.Is(err, article.ErrInvalid) {
		t.Errorf("a name that is none: %v", err)
	}
	expect(t, s, hash(1), "一")
	if _, err := articles.Get(t.Context(), "a"); err != nil || withdrawn(t, s, "a") {
		t.Errorf("the article: %v", err)
	}
	if _, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil {
		t.Fatal(err)
	}
	expect(t, s, hash(1), "withdrawn")
	if _, err := articles.Get(t.Context(), "a"); !errors.Is(err, article.ErrWithdrawn) || !withdrawn(t, s, "a") {
		t.Errorf("the article: %v", err)
	}
	if _, err := articles.StoredCover(t.Context(), r.Article.Cover.URL); !errors.Is(err, article.ErrNotFound) {
		t.Errorf("the cover: %v", err)
	}
	// Its own store ends the withdrawal of the cards too.
	if _, err := articles.Reinstate(t.Context(), &article.Article{ID: "a", Title: "题"}); err != nil {
		t.Fatal(err)
	}
	putCard(t, s, card(1, "a"), "一")
}
