package card

import (
	"context"
	"image"
	"strconv"
	"sync"
	"time"

	"sharecard/render/photo"
)

// decoded is what a file shows, or why it shows nothing. The image of one file is one
// value as long as it is kept, so that what is made from it can be kept with it.
type decoded struct {
	image image.Image // nil: none; of a photo.JPEG without its file
	look  func() look // measured at the first call; nil without an image
	fault string
}

// decode decodes a picture that was fetched, unless it is at hand. on names the place on
// a card where it is shown. Who calls it has a worker, so that few do at one time.
func (c *pictureCache) decode(ctx context.Context, p *picture, on string) {
	if p.file == nil || p.decoded != nil || p.fault != "" {
		return
	}
	d, found := c.pixels.GetIfPresent(p.sum)
	var opened *photo.JPEG // with what was decoded for the place
	if !found {
		began := time.Now()
		if d, opened = c.decodeFile(ctx, p, c.places.last(on)); ctx.Err() != nil {
			p.fault = d.fault
			return // which says nothing of the file
		}
		if d.fault != "" {
			c.observer.Fetched(d.fault, time.Since(began))
		}
		d, _ = c.pixels.SetIfAbsent(p.sum, d) // another may have been faster
	}
	p.decoded, p.fault, p.image = d, d.fault, d.image
	if kept, ok := d.image.(*photo.JPEG); ok {
		if opened == nil {
			opened = kept.Of(p.file.File)
		}
		p.image = &placed{JPEG: opened, sum: p.sum, on: on, cache: c}
	}
}

// decodeFile returns what is to be kept of a file, and of a photograph what the card at
// hand shows.
func (c *pictureCache) decodeFile(ctx context.Context, p *picture, place image.Point) (result *decoded, opened *photo.JPEG) {
	defer func() {
		if recover() != nil { // a decoder's bug costs the picture, not the server
			result, opened = &decoded{fault: "decode"}, nil
		}
	}()
	img, err := c.source.Decode(ctx, p.file, place)
	if err != nil {
		return &decoded{fault: faultOf(err)}, nil
	}
	seen := img
	if j, ok := img.(*photo.JPEG); ok {
		opened, img, seen = j, j.Of(nil), j.Small()
	}
	return &decoded{image: img, look: sync.OnceValue(func() look { return lookAt(seen) })}, opened
}

// placed is a photograph on one card. What it is decoded to depends on its place there
// alone, whatever is kept of other cards.
type placed struct {
	*photo.JPEG
	sum   string
	on    string // a place in places
	cache *pictureCache
}

// For returns the photograph in at least w×h px, from the cache where that has it.
func (p *placed) For(w, h int) image.Image {
	p.cache.places.note(p.on, image.Pt(w, h))
	key := p.sum + "/" + strconv.Itoa(p.Eighths(w, h))
	if d, found := p.cache.pixels.GetIfPresent(key); found {
		return d.image
	}
	d, _ := p.cache.pixels.SetIfAbsent(key, &decoded{image: p.JPEG.For(w, h)})
	return d.image
}

// places remember how large pictures were shown last, so that the next one at the same
// place is decoded to that size at once. It is safe for concurrent use.
type places struct {
	mu    sync.Mutex
	sizes map[string]image.Point // px
}

// maxPlaces bounds the places that are remembered: there are three on each template.
const maxPlaces = 1000

func (p *places) last(on string) image.Point {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sizes[on]
}

func (p *places) note(on string, size image.Point) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sizes == nil || len(p.sizes) >= maxPlaces {
		p.sizes = map[string]image.Point{}
	}
	p.sizes[on] = size
}

// knownFault says of a picture whose file could not be decoded lately that it is none,
// so that the card's key says so too.
func (c *pictureCache) knownFault(p *picture) {
	if p.file == nil {
		return
	}
	if d, found := c.pixels.GetIfPresent(p.sum); found && d.fault != "" {
		p.fault = d.fault
	}
}

// pixelBytes estimates the memory that a decoded picture holds.
func pixelBytes(img image.Image) int {
	if img == nil {
		return 0
	}
	if j, ok := img.(*photo.JPEG); ok {
		img = j.Small()
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
