package extract_test

import (
	"context"
	"errors"
	"testing"

	"sharecard/cmd/sharecard/internal/article/extract"
)

// Two of the longest pages are read at one time, whoever reads them; one more waits, or is
// refused.
func TestRoom(t *testing.T) {
	room := extract.NewRoom()
	leave, err := room.Enter(t.Context(), extract.MaxBytes)
	if err != nil {
		t.Fatal(err)
	}
	second, ok := room.TryEnter(extract.MaxBytes)
	if !ok {
		t.Fatal("there is no room for a second page")
	}
	if _, ok := room.TryEnter(1); ok {
		t.Error("there is room for a third")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := room.Enter(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("who does not wait for a third: %v", err)
	}
	leave()
	second()
	if _, ok := room.TryEnter(2 * extract.MaxBytes); !ok {
		t.Error("who has left takes room")
	}
}
