package publish_test

import (
	"crypto/sha256"
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/publish"
)

func asked(caller, key, body string) publish.Request {
	return publish.Request{Caller: caller, Key: key, Body: sha256.Sum256([]byte(body))}
}

func TestAnswersAreBounded(t *testing.T) {
	s := open(t, config{})
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), make([]byte, 65<<10)); !errors.Is(err, publish.ErrFull) {
		t.Errorf("a long answer: %v", err)
	}
	s.RememberAtMost(2)
	for _, key := range []string{"a", "b", "a"} {
		if _, err := s.Remember(t.Context(), asked("desk", key, ""), []byte("x")); err != nil {
			t.Errorf("%s: %v", key, err)
		}
	}
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), []byte("x")); !errors.Is(err, publish.ErrFull) {
		t.Errorf("one answer too many: %v", err)
	}
	if err := s.ForgetAnswer(t.Context(), asked("desk", "a", "")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Remember(t.Context(), asked("desk", "k", ""), []byte("x")); err != nil {
		t.Errorf("in place of one that was forgotten: %v", err)
	}
}
