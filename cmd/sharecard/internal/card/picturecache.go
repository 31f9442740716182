package card

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"sharecard/cmd/sharecard/internal/article"
	picturefile "sharecard/cmd/sharecard/internal/picture"
)

// Pictures fetches the picture at an address: guarded, bounded and decoded
// upright. last is what it returned before for that address, or nil; where nothing
// has changed since, the image is the same value.
type Pictures interface {
	Picture(ctx context.Context, address string, last *picturefile.Fetched) (*picturefile.Fetched, error)
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
	// A picture is asked for again when its host says so, though not more often than
	// leastFresh nor more seldom than mostFresh.
	leastFresh = 5 * time.Second
	mostFresh  = 10 * time.Minute
	// keepPicture is for how long one is shown whose host does not answer any more.
	keepPicture = time.Hour
	// keepFault is for how long after a fault a host is not asked again.
	keepFault = 30 * time.Second
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
	look  func() look // what image shows, measured at the first call; nil without one
	sum   string      // of the file's bytes, hex
	fault string

	fetched *picturefile.Fetched // what the image came with
	asked   time.Time            // when it was asked for
	due     time.Time            // when it is to be asked for again
}

// identity is what a card's key says of the picture.
func (p *picture) identity() string { return p.sum + p.fault }

// pictureCache fetches pictures, one flight per address, and remembers them as long
// as their hosts say, and failures for seconds. It is safe for concurrent use.
type pictureCache struct {
	source   Pictures
	now      func() time.Time
	cache    *otter.Cache[string, picture]
	flight   singleflight.Group
	hosts    *hostLimiter
	observer Observer

	running running
	ctx     context.Context // of the fetches, which outlive who asked first
	cancel  context.CancelFunc
}

func newPictureCache(source Pictures, maxBytes uint64, observer Observer, now func() time.Time) *pictureCache {
	ctx, cancel := context.WithCancel(context.Background())
	return &pictureCache{
		source:   source,
		now:      now,
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
// goes on, and the next call finds its picture; meanwhile a picture from before is
// the answer, if there is one. Where again is set, hosts are asked whatever they said.
func (c *pictureCache) get(ctx context.Context, addresses []string, patience time.Duration, again bool) ([]picture, error) {
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
		if pictures[i], found = c.cache.GetIfPresent(address); !found || again || c.isDue(&pictures[i]) {
			landing[i] = c.start(address, again)
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
		got, inTime, err := await(ctx, landed, limit-time.Since(begun))
		switch before := &pictures[i]; {
		case err != nil:
			return nil, err
		case !inTime && before.image != nil: // nobody else waits for a while
			before.due = c.now().Add(keepFault)
			c.remember(addresses[i], *before)
		default:
			*before = got
		}
	}
	return pictures, nil
}

// isDue reports whether a picture is to be asked for again.
func (c *pictureCache) isDue(p *picture) bool { return p.image != nil && !c.now().Before(p.due) }

// remember keeps what became of an address, unless somebody asked later. It returns
// what is kept.
func (c *pictureCache) remember(address string, p picture) picture {
	kept, _ := c.cache.Compute(address, func(now picture, found bool) (picture, otter.ComputeOp) {
		if found && now.asked.After(p.asked) {
			return now, otter.CancelOp
		}
		return p, otter.WriteOp
	})
	return kept
}

// start begins to fetch the picture at address, or joins the fetch under way: but one
// that must ask again does not join one that may have asked before.
func (c *pictureCache) start(address string, again bool) <-chan singleflight.Result {
	if again {
		c.flight.Forget(address)
	}
	return c.flight.DoChan(address, func() (any, error) {
		c.running.begin()
		defer c.running.end()
		before, found := c.cache.GetIfPresent(address)
		if found && !again && !c.isDue(&before) { // landed since we looked
			return before, nil
		}
		if err := c.ctx.Err(); err != nil { // closed
			return picture{fault: faultOf(err)}, nil
		}
		began, asked := time.Now(), c.now()
		fetched := c.fetch(address, &before)
		c.observer.Fetched(fetched.fault, time.Since(began))
		if fetched.image == nil && fetched.fault != gone && before.image != nil {
			fetched, fetched.due = before, c.now().Add(keepFault)
		}
		fetched.asked = asked
		return c.remember(address, fetched), nil
	})
}

// gone is the fault of a picture that its host says is not there any more.
const gone = "not_found"

// await waits for a fetch. One that has landed counts even where patience is
// used up.
func await(ctx context.Context, landed <-chan singleflight.Result, patience time.Duration) (p picture, inTime bool, err error) {
	select {
	case r := <-landed:
		return r.Val.(picture), true, nil
	default:
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case r := <-landed:
		return r.Val.(picture), true, nil
	case <-timer.C:
		return picture{fault: "timeout"}, false, nil
	case <-ctx.Done():
		return picture{}, false, fmt.Errorf("waiting for a picture: %w", ctx.Err())
	}
}

func (c *pictureCache) fetch(address string, before *picture) (result picture) {
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
	f, err := c.source.Picture(ctx, address, before.fetched)
	if err != nil {
		return picture{fault: faultOf(err)}
	}
	fresh := f.Fresh
	if fresh < 0 { // the host does not say
		fresh = mostFresh
	}
	due := c.now().Add(max(leastFresh, min(fresh, mostFresh)))
	measure := before.look
	if before.image != f.Image {
		measure = sync.OnceValue(func() look { return lookAt(f.Image) })
	}
	return picture{image: f.Image, look: measure, sum: hex.EncodeToString(f.Sum[:]), fetched: f, due: due}
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
