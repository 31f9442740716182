package card

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// Pictures fetches the picture at an address: guarded, bounded and decoded
// upright. sum is the hash of the file's bytes.
type Pictures interface {
	Picture(ctx context.Context, address string) (img image.Image, sum [sha256.Size]byte, err error)
}

// Faulter is an error of [Pictures] that says in one token why there is no
// picture: what Sharecard-Report may tell, without detail of the network.
type Faulter interface{ Fault() string }

const (
	// DefaultPatience is how long a request waits for a cover.
	DefaultPatience = 800 * time.Millisecond
	// coverTimeout ends the fetching of a cover, whoever waits for it.
	coverTimeout = 5 * time.Second
	keepCover    = 10 * time.Minute
	keepFault    = 30 * time.Second
	// coversAtOnce bounds the fetches under way.
	coversAtOnce = 16
	// pictureOverhead is the weight of an entry beside its pixels.
	pictureOverhead = 1 << 10
)

// picture is a cover at hand.
type picture struct {
	image image.Image
	sum   string // of the file's bytes, hex
}

// cover is what became of an address: a picture, or the token that says why not.
type cover struct {
	picture *picture
	fault   string
}

// covers fetches covers, one flight per address, and remembers pictures for
// minutes and failures for seconds. It is safe for concurrent use.
type covers struct {
	source Pictures
	cache  *otter.Cache[string, cover]
	flight singleflight.Group
	slots  chan struct{}

	ctx    context.Context // of the fetches, which outlive who asked first
	cancel context.CancelFunc
}

func newCovers(source Pictures, maxBytes uint64) *covers {
	ctx, cancel := context.WithCancel(context.Background())
	return &covers{
		source: source,
		slots:  make(chan struct{}, coversAtOnce),
		ctx:    ctx,
		cancel: cancel,
		cache: otter.Must(&otter.Options[string, cover]{
			MaximumWeight: maxBytes,
			Weigher: func(address string, c cover) uint32 {
				return uint32(len(address) + pictureOverhead + pixelBytes(c.picture))
			},
			ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, cover]) time.Duration {
				if e.Value.picture == nil {
					return keepFault
				}
				return keepCover
			}),
		}),
	}
}

// pixelBytes estimates the memory that a decoded picture holds.
func pixelBytes(p *picture) int {
	if p == nil {
		return 0
	}
	size := p.image.Bounds().Size()
	perPixel := 4
	switch p.image.(type) {
	case *image.YCbCr: // 4:4:4 at most
		perPixel = 3
	case *image.Gray, *image.Paletted:
		perPixel = 1
	case *image.RGBA64, *image.NRGBA64:
		perPixel = 8
	}
	return size.X * size.Y * perPixel
}

// get returns the cover at address, waiting at most patience for it. A fetch
// that takes longer goes on, and the next call finds its picture.
func (c *covers) get(ctx context.Context, address string, patience time.Duration) (cover, error) {
	if found, ok := c.cache.GetIfPresent(address); ok {
		return found, nil
	}
	landed := c.flight.DoChan(address, func() (any, error) {
		if found, ok := c.cache.GetIfPresent(address); ok { // landed since we looked
			return found, nil
		}
		fetched := c.fetch(address)
		c.cache.Set(address, fetched)
		return fetched, nil
	})
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r := <-landed:
		return r.Val.(cover), nil
	case <-timer.C:
		return cover{fault: "timeout"}, nil
	case <-ctx.Done():
		return cover{}, fmt.Errorf("waiting for the cover: %w", ctx.Err())
	}
}

func (c *covers) fetch(address string) (result cover) {
	defer func() {
		if recover() != nil { // a decoder's bug costs the cover, not the server
			result = cover{fault: "decode"}
		}
	}()
	ctx, cancel := context.WithTimeout(c.ctx, coverTimeout)
	defer cancel()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return cover{fault: faultOf(ctx.Err())}
	}
	img, sum, err := c.source.Picture(ctx, address)
	if err != nil {
		return cover{fault: faultOf(err)}
	}
	return cover{picture: &picture{img, hex.EncodeToString(sum[:])}}
}

// faultOf is the token for an error of [Pictures].
func faultOf(err error) string {
	var f Faulter
	switch {
	case errors.As(err, &f):
		return f.Fault()
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	return "unavailable"
}

// close ends the fetches under way.
func (c *covers) close() {
	c.cancel()
	c.cache.StopAllGoroutines()
}
