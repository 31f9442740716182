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

	"sharecard/cmd/sharecard/internal/article"
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
	// DefaultPatience is how long a request waits for the pictures of an article.
	DefaultPatience = 800 * time.Millisecond
	// LongPatience is for who sends an article, or asks for many cards of one, and
	// would rather wait than have them without a cover.
	LongPatience = 5 * time.Second
	// fetchTimeout ends the fetching of a picture, whoever waits for it.
	fetchTimeout = 5 * time.Second
	keepPicture  = 10 * time.Minute
	keepFault    = 30 * time.Second
	// pictureOverhead is the weight of an entry beside its pixels.
	pictureOverhead = 1 << 10
	// samplePatience is for pictures drawn here: slow only where the machine is.
	samplePatience = time.Minute
)

// picture is what became of an address: an image, or the token that says why
// there is none. The zero picture is of no address. The image of one content
// is one value as long as it is kept, so that what is made from it can be kept
// with it.
type picture struct {
	image image.Image
	sum   string // of the file's bytes, hex
	fault string
}

// identity is what a card's key says of the picture.
func (p *picture) identity() string { return p.sum + p.fault }

// pictureCache fetches pictures, one flight per address, and remembers them for
// minutes and failures for seconds. It is safe for concurrent use.
type pictureCache struct {
	source   Pictures
	cache    *otter.Cache[string, picture]
	flight   singleflight.Group
	hosts    *hostLimiter
	observer Observer

	running running
	ctx     context.Context // of the fetches, which outlive who asked first
	cancel  context.CancelFunc
}

func newPictureCache(source Pictures, maxBytes uint64, observer Observer) *pictureCache {
	ctx, cancel := context.WithCancel(context.Background())
	return &pictureCache{
		source:   source,
		hosts:    newHostLimiter(),
		observer: observer,
		ctx:      ctx,
		cancel:   cancel,
		cache: otter.Must(&otter.Options[string, picture]{
			MaximumWeight: maxBytes,
			// One that is larger than all of the cache counts as half of it: it would
			// be fetched and decoded for every request otherwise, also for those whose
			// card is at hand.
			Weigher: func(address string, p picture) uint32 {
				weight := len(address) + pictureOverhead + pixelBytes(p.image)
				return uint32(min(uint64(weight), maxBytes/2))
			},
			ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, picture]) time.Duration {
				if e.Value.image == nil {
					return keepFault
				}
				return keepPicture
			}),
		}),
	}
}

// pixelBytes estimates the memory that a decoded picture holds.
func pixelBytes(img image.Image) int {
	if img == nil {
		return 0
	}
	size := img.Bounds().Size()
	perPixel := 4
	switch img.(type) {
	case *image.YCbCr: // 4:4:4 at most
		perPixel = 3
	case *image.Gray, *image.Paletted:
		perPixel = 1
	case *image.RGBA64, *image.NRGBA64:
		perPixel = 8
	}
	return size.X * size.Y * perPixel
}

// get returns the pictures at the addresses, "" for none, fetching them at the
// same time and waiting at most patience for all. A fetch that takes longer
// goes on, and the next call finds its picture.
func (c *pictureCache) get(ctx context.Context, addresses []string, patience time.Duration) ([]picture, error) {
	pictures := make([]picture, len(addresses))
	landing := make([]<-chan singleflight.Result, len(addresses)) // nil: nothing to wait for
	for i, address := range addresses {
		if address == "" {
			continue
		}
		if c.source == nil {
			pictures[i] = picture{fault: "unavailable"}
			continue
		}
		var found bool
		if pictures[i], found = c.cache.GetIfPresent(address); !found {
			landing[i] = c.start(address)
		}
	}
	begun := time.Now()
	for i, landed := range landing {
		if landed == nil {
			continue
		}
		limit := patience
		if article.IsSampleCover(addresses[i]) {
			limit = samplePatience
		}
		var err error
		if pictures[i], err = await(ctx, landed, limit-time.Since(begun)); err != nil {
			return nil, err
		}
	}
	return pictures, nil
}

// start begins to fetch the picture at address, or joins the fetch under way.
func (c *pictureCache) start(address string) <-chan singleflight.Result {
	return c.flight.DoChan(address, func() (any, error) {
		c.running.begin()
		defer c.running.end()
		if found, ok := c.cache.GetIfPresent(address); ok { // landed since we looked
			return found, nil
		}
		if err := c.ctx.Err(); err != nil { // closed
			return picture{fault: faultOf(err)}, nil
		}
		began := time.Now()
		fetched := c.fetch(address)
		c.observer.Fetched(fetched.fault, time.Since(began))
		c.cache.Set(address, fetched)
		return fetched, nil
	})
}

// await waits for a fetch. One that has landed counts even where patience is
// used up.
func await(ctx context.Context, landed <-chan singleflight.Result, patience time.Duration) (picture, error) {
	select {
	case r := <-landed:
		return r.Val.(picture), nil
	default:
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r := <-landed:
		return r.Val.(picture), nil
	case <-timer.C:
		return picture{fault: "timeout"}, nil
	case <-ctx.Done():
		return picture{}, fmt.Errorf("waiting for a picture: %w", ctx.Err())
	}
}

func (c *pictureCache) fetch(address string) (result picture) {
	defer func() {
		if recover() != nil { // a decoder's bug costs the picture, not the server
			result = picture{fault: "decode"}
		}
	}()
	ctx, cancel := context.WithTimeout(c.ctx, fetchTimeout)
	defer cancel()
	release, err := c.hosts.acquire(ctx, address)
	if err != nil {
		return picture{fault: faultOf(err)}
	}
	defer release()
	img, sum, err := c.source.Picture(ctx, address)
	if err != nil {
		return picture{fault: faultOf(err)}
	}
	return picture{image: img, sum: hex.EncodeToString(sum[:])}
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

// close ends the fetches under way, and waits until they have.
func (c *pictureCache) close() {
	c.cancel()
	c.running.wait()
	c.cache.StopAllGoroutines()
}
