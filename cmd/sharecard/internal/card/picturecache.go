package card

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	picturefile "sharecard/cmd/sharecard/internal/picture"
)

// Pictures gets the pictures of articles. It is safe for concurrent use.
type Pictures interface {
	// Picture fetches the file at an address, guarded and bounded. last is what it
	// returned before for that address, or nil.
	Picture(ctx context.Context, address string, last *picturefile.Fetched) (*picturefile.Fetched, error)
	// Decode decodes a file, upright, or opens it as a [photo.JPEG]. place is the size in px
	// at which it is probably shown; none where nobody knows.
	Decode(ctx context.Context, file *picturefile.Fetched, place image.Point) (image.Image, error)
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
	// pictureOverhead is the weight of an entry beside its file or its pixels.
	pictureOverhead = 1 << 10
	// heldFiles bounds the files, in bytes, of requests that wait for another picture.
	heldFiles = 16 << 20
)

// picture is what became of an address: a file, or the token that says why there is
// none. The zero picture is of no address.
type picture struct {
	file  *picturefile.Fetched // nil: none
	sum   string               // of the file's bytes, hex
	fault string
	// decoded is what the file shows, once the card is drawn; nil until then.
	decoded *decoded
	// image is what a card shows of it, or nil.
	image image.Image

	asked time.Time // when it was asked for
	due   time.Time // when it is to be asked for again
}

// identity is what a card's key says of the picture.
func (p *picture) identity() string {
	if p.fault != "" {
		return p.fault
	}
	return p.sum
}

// had reports whether there is a picture, as far as is known before it is decoded.
func (p *picture) had() bool { return p.file != nil && p.fault == "" }

// size is how many bytes the picture takes before it is decoded.
func (p *picture) size() int64 {
	if p.file == nil {
		return 0
	}
	return int64(len(p.file.File))
}

// pictureCache fetches pictures, one flight per address, and remembers their files as
// long as their hosts say, and failures for seconds. What files show is in a cache of
// its own: see decode. It is safe for concurrent use.
type pictureCache struct {
	source   Pictures
	now      func() time.Time
	cache    *otter.Cache[string, picture]
	pixels   *otter.Cache[string, *decoded] // by the file's sum, or that and its eighths
	places   places
	flight   singleflight.Group
	hosts    *hostLimiter
	held     *ledger
	observer Observer

	running running
	ctx     context.Context // of the fetches, which outlive who asked first
	cancel  context.CancelFunc
}

func newPictureCache(source Pictures, maxBytes uint64, observer Observer, now func() time.Time) *pictureCache {
	ctx, cancel := context.WithCancel(context.Background())
	// One that is larger than all of a cache counts as all of it: it would be fetched or
	// decoded for every card otherwise.
	weight := func(bytes int, maxBytes uint64) uint32 { return uint32(min(uint64(bytes+pictureOverhead), maxBytes)) }
	ofFiles, ofPixels := maxBytes/4, maxBytes-maxBytes/4
	return &pictureCache{
		source:   source,
		now:      now,
		hosts:    newHostLimiter(),
		held:     newLedger(heldFiles),
		observer: observer,
		ctx:      ctx,
		cancel:   cancel,
		cache: otter.Must(&otter.Options[string, picture]{
			MaximumWeight: ofFiles,
			Weigher:       func(address string, p picture) uint32 { return weight(len(address)+int(p.size()), ofFiles) },
			ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, picture]) time.Duration {
				if e.Value.file == nil {
					return keepFault
				}
				return keepPicture
			}),
		}),
		pixels: otter.Must(&otter.Options[string, *decoded]{
			MaximumWeight: ofPixels,
			Weigher:       func(_ string, d *decoded) uint32 { return weight(pixelBytes(d.image), ofPixels) },
			ExpiryCalculator: otter.ExpiryWritingFunc(func(e otter.Entry[string, *decoded]) time.Duration {
				if e.Value.image == nil {
					return keepFault
				}
				return keepPicture
			}),
		}),
	}
}

// most is how many pictures a card shows of its article.
const most = 3

// landings are fetches to wait for; nil where there is nothing to wait for.
type landings [most]<-chan singleflight.Result

// get returns the pictures at the addresses, "" for none, fetching them at the
// same time and waiting at most patience for all. A fetch that takes longer
// goes on, and the next call finds its picture; meanwhile a picture from before is
// the answer, if there is one. Where again is set, hosts are asked whatever they said.
func (c *pictureCache) get(
	ctx context.Context, addresses [most]string, patience time.Duration, again bool,
) (pictures [most]picture, err error) {
	var landing landings
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
	if landing != (landings{}) {
		if err := c.await(ctx, &landing, &pictures, patience); err != nil {
			return pictures, err
		}
	}
	for i := range pictures {
		if landing[i] != nil {
			c.late(addresses[i], &pictures[i])
		}
		c.knownFault(&pictures[i])
	}
	return pictures, nil
}

// await takes what lands within patience, and what has landed by then, and leaves the
// others in landing. Files that wait for another picture take memory: where too many do,
// their requests go on with what they have.
func (c *pictureCache) await(ctx context.Context, landing *landings, pictures *[most]picture, patience time.Duration) error {
	var held []*picture
	defer func() { c.held.release(held...) }()
	hold := func(p *picture) bool {
		if !c.held.hold(p) {
			return false
		}
		held = append(held, p)
		return true
	}
	take := func(i int, r singleflight.Result) (mayWait bool) {
		pictures[i], landing[i] = r.Val.(picture), nil
		return *landing != (landings{}) && hold(&pictures[i])
	}
	waits := true
	for i := range pictures { // those at hand
		waits = waits && hold(&pictures[i])
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for waits {
		select {
		case r := <-landing[0]:
			waits = take(0, r)
		case r := <-landing[1]:
			waits = take(1, r)
		case r := <-landing[2]:
			waits = take(2, r)
		case <-timer.C:
			waits = false
		case <-ctx.Done():
			return fmt.Errorf("waiting for a picture: %w", ctx.Err())
		}
	}
	for i := range landing {
		select {
		case r := <-landing[i]:
			take(i, r)
		default:
		}
	}
	return nil
}

// late is what becomes of a picture that did not land in time. One from before is shown,
// and nobody waits for another for a while.
func (c *pictureCache) late(address string, p *picture) {
	if p.file == nil {
		*p = picture{fault: "timeout"}
		return
	}
	p.due = c.now().Add(keepFault)
	c.remember(address, *p)
}

// isDue reports whether a picture is to be asked for again.
func (c *pictureCache) isDue(p *picture) bool { return p.file != nil && !c.now().Before(p.due) }

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
		if fetched.file == nil && fetched.fault != gone && before.file != nil {
			fetched, fetched.due = before, c.now().Add(keepFault)
		}
		fetched.asked = asked
		return c.remember(address, fetched), nil
	})
}

// gone is the fault of a picture that its host says is not there any more.
const gone = "not_found"

func (c *pictureCache) fetch(address string, before *picture) (result picture) {
	defer func() {
		if recover() != nil { // a bug in reading a header costs the picture, not the server
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
	f, err := c.source.Picture(ctx, address, before.file)
	if err != nil {
		return picture{fault: faultOf(err)}
	}
	fresh := f.Fresh
	if fresh < 0 { // the host does not say
		fresh = mostFresh
	}
	due := c.now().Add(max(leastFresh, min(fresh, mostFresh)))
	return picture{file: f, sum: hex.EncodeToString(f.Sum[:]), due: due}
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
	c.pixels.StopAllGoroutines()
}
