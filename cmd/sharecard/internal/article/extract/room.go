package extract

import (
	"context"

	"golang.org/x/sync/semaphore"
)

// roomBytes is how many bytes of pages are read at one time: reading takes many times
// their size.
const roomBytes = 2 * MaxBytes

// Room bounds the pages that are read at one time by all who share it. It is safe for
// concurrent use.
type Room struct{ bytes *semaphore.Weighted }

// NewRoom returns an empty Room.
func NewRoom() *Room { return &Room{semaphore.NewWeighted(roomBytes)} }

// Enter waits until a page of that many bytes, at most [MaxBytes], may be read. The caller
// calls leave when it was. The error is ctx's.
func (r *Room) Enter(ctx context.Context, bytes int) (leave func(), err error) {
	if err := r.bytes.Acquire(ctx, int64(bytes)); err != nil {
		return nil, err
	}
	return func() { r.bytes.Release(int64(bytes)) }, nil
}

// TryEnter is Enter for who does not wait; false where there is no room.
func (r *Room) TryEnter(bytes int) (leave func(), ok bool) {
	if !r.bytes.TryAcquire(int64(bytes)) {
		return nil, false
	}
	return func() { r.bytes.Release(int64(bytes)) }, true
}
