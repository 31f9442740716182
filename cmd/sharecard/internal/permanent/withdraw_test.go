package permanent_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"sharecard/cmd/sharecard/internal/permanent"
)

func TestWithdrawnStaysWithdrawn(t *testing.T) {
	folder := t.TempDir()
	s := open(t, permanent.Config{Folder: folder})
	put(t, s, card(1, "a", "x"), "一")
	put(t, s, card(2, "b", "x"), "二")
	put(t, s, card(3, "c"), "三")
	put(t, s, card(4, "d"), "四")
	if brands, err := s.Brands(t.Context(), []string{"x"}, []string{hash(3)}); err != nil || !slices.Equal(brands, []string{"evening"}) {
		t.Errorf("of the brands %q, %v", brands, err)
	}
	removed, concerned, err := s.Withdraw(t.Context(), []string{"x", "unknown"}, []string{hash(3), hash(9)}, nil)
	slices.Sort(concerned)
	if err != nil || removed != 3 || !slices.Equal(concerned, []string{"a", "b", "c", "x", "x"}) {
		t.Errorf("%d removed, of %q, %v", removed, concerned, err)
	}
	check := func() {
		t.Helper()
		for n, want := range map[int]string{1: "withdrawn", 2: "withdrawn", 3: "withdrawn", 4: "四", 9: "withdrawn"} {
			expect(t, s, hash(n), want)
		}
		for _, c := range []*permanent.Card{card(1, "a"), card(9), card(5, "e", "x"), card(6, "unknown")} {
			if _, err := s.Put(t.Context(), c, []byte("new")); !errors.Is(err, permanent.ErrWithdrawn) {
				t.Errorf("card %s of %s came back: %v", c.Hash, c.Articles, err)
			}
		}
		if !s.Withdrawn("y", "x") || s.Withdrawn("a", "b", "c") {
			t.Error("the wrong articles are withdrawn")
		}
		if got := files(t, folder); len(got) != 1 {
			t.Errorf("files: %q", got)
		}
	}
	check()
	s.Close()
	s = open(t, permanent.Config{Folder: folder})
	check()
	if removed, _, err := s.Withdraw(t.Context(), []string{"x"}, []string{hash(3)}, nil); err != nil || removed != 0 {
		t.Errorf("again: %d, %v", removed, err)
	}
}

func TestReinstate(t *testing.T) {
	s := open(t, permanent.Config{})
	put(t, s, card(1, "a"), "一")
	put(t, s, card(2, "a"), "二")
	if _, _, err := s.Withdraw(t.Context(), []string{"a"}, []string{hash(2)}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Reinstate(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	expect(t, s, hash(1), "not found")
	expect(t, s, hash(2), "withdrawn") // by itself
	put(t, s, card(1, "a"), "一")
	expect(t, s, hash(1), "一")
	if err := s.ReinstateCards(t.Context(), hash(2)); err != nil {
		t.Fatal(err)
	}
	put(t, s, card(2, "a"), "二")
}

// Whose a withdrawal is, is known until it is taken back.
func TestWithdrawnBrands(t *testing.T) {
	folder := t.TempDir()
	s := open(t, permanent.Config{Folder: folder})
	put(t, s, card(1, "a"), "一") // of the brand evening
	put(t, s, card(2, "b"), "二")
	if _, _, err := s.Withdraw(t.Context(), []string{"a", "c"}, []string{hash(2)}, map[string][]string{"c": {"morning", ""}}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, permanent.Config{Folder: folder})
	check := func(article, hash string, want ...string) {
		t.Helper()
		if got, err := s.Brands(t.Context(), []string{article}, []string{hash}); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s, %s: %q, %v", article, hash, got, err)
		}
	}
	check("a", "", "evening")
	check("c", "", "morning")
	check("b", hash(2), "evening")
	if err := errors.Join(s.Reinstate(t.Context(), "a", "c"), s.ReinstateCards(t.Context(), hash(2))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a", "b", "c"} {
		check(name, hash(2))
	}
}

// However keeping and withdrawing fall together, nothing stays.
func TestWithdrawWhileKeeping(t *testing.T) {
	folder := t.TempDir()
	s := open(t, permanent.Config{Folder: folder})
	var wg sync.WaitGroup
	for n := range 20 {
		wg.Go(func() {
			if _, err := s.Put(t.Context(), card(n+1, "a"), []byte("一")); err != nil && !errors.Is(err, permanent.ErrWithdrawn) {
				t.Error(err)
			}
		})
	}
	wg.Go(func() {
		if _, _, err := s.Withdraw(t.Context(), []string{"a"}, nil, nil); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	if got := files(t, folder); len(got) != 0 {
		t.Errorf("files: %q", got)
	}
	if used, _, _ := s.Usage(t.Context()); used != 0 {
		t.Errorf("%d bytes in use", used)
	}
}
