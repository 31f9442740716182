package publish_test

import (
	"context"
	"testing"

	"sharecard/cmd/sharecard/internal/publish"
)

// withdraw takes back what has no brand of its own: articles of one name each.
func (k *keeper) withdraw(ctx context.Context, articles, hashes []string) (removed int, concerned []string, err error) {
	names, gone, err := k.Withdraw(ctx, publish.Withdrawal{Articles: sets(articles), Hashes: hashes})
	for _, c := range gone {
		concerned = append(concerned, c.Articles...)
	}
	return len(gone), append(concerned, names...), err
}

// sets are the names of articles that have one each.
func sets(names []string) (each [][]string) {
	for _, name := range names {
		each = append(each, []string{name})
	}
	return each
}

// Where the process dies before the files of a withdrawal are removed, none is
// served, and they go with the next tidying.
func TestWithdrawnFilesThatStay(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一")
	put(t, s, card(2, "b"), "二")
	release := s.KeepFiles()
	if removed, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil || removed != 1 {
		t.Fatalf("%d %v", removed, err)
	}
	release()
	expect(t, s, hash(1), "withdrawn")
	if got := files(t, folder); len(got) != 2 {
		t.Errorf("files: %q", got)
	}
	s.Close()
	s = open(t, config{folder: folder})
	expect(t, s, hash(1), "withdrawn")
	tidy(t, s)
	expect(t, s, hash(1), "withdrawn")
	expect(t, s, hash(2), "二")
	if got := files(t, folder); len(got) != 1 {
		t.Errorf("tidied, files: %q", got)
	}
}

// A disk so full that not even a withdrawal can be written down gets room from the
// cards that are withdrawn.
func TestWithdrawMakesRoom(t *testing.T) {
	folder := t.TempDir()
	s := open(t, config{folder: folder})
	put(t, s, card(1, "a"), "一")
	s.NoRoomBeside(func() bool { return len(files(t, folder)) > 0 })
	if removed, _, err := s.withdraw(t.Context(), []string{"a"}, nil); err != nil || removed != 1 {
		t.Errorf("%d %v", removed, err)
	}
	expect(t, s, hash(1), "withdrawn")
	if _, _, err := s.withdraw(t.Context(), []string{"b"}, nil); err != nil {
		t.Error(err)
	}
}
