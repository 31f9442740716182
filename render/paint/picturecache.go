package paint

import (
	"container/list"
	"image"
	"runtime"
	"sync"
	"weak"
)

// PictureCache keeps pictures as they were scaled, so that the second card with
// a cover, and the same card with other words, spares the scaling: a photograph
// of 1600×900 px at 1080×540 costs 9 ms. A picture is known by its identity in
// memory: what it shows must not change. It is not kept alive, and what was made
// of it goes when it goes. Memory is bounded; what was not used for longest goes
// first. A PictureCache is safe for concurrent use.
type PictureCache struct {
	mu      sync.Mutex
	limit   int // bytes
	bytes   int
	byKey   map[pictureID]*list.Element
	recent  list.List    // of *pictureEntry, most recently used first
	watched map[any]bool // sources that will be forgotten when they go
}

// pictureID names a scaled picture. source is a [weak.Pointer], which stays equal
// to those of the same picture only.
type pictureID struct {
	source any
	pictureKey
}

type pictureEntry struct {
	id  pictureID
	img scaledPicture
}

// NewPictureCache returns a cache of at most limit bytes; a picture of 1080×608
// px has 2.6 MB.
func NewPictureCache(limit int) *PictureCache {
	return &PictureCache{limit: limit, byKey: map[pictureID]*list.Element{}, watched: map[any]bool{}}
}

// scaled returns the picture that scale returned for the same source and key,
// or else calls it. The result is shared: read only.
func (c *PictureCache) scaled(src image.Image, k pictureKey, scale func() scaledPicture) scaledPicture {
	source, watch := c.identify(src)
	if source == nil {
		return scale()
	}
	id := pictureID{source, k}
	if img, ok := c.get(id); ok {
		return img
	}
	// Two goroutines may scale the same picture; one result is kept.
	img := scale()
	if sameMemory(src, img.RGBA) || len(img.Pix) > c.limit {
		return img
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[id]; ok {
		return e.Value.(*pictureEntry).img
	}
	if !c.watched[source] {
		c.watched[source] = true
		watch()
	}
	c.byKey[id] = c.recent.PushFront(&pictureEntry{id, img})
	for c.bytes += len(img.Pix); c.bytes > c.limit; {
		c.remove(c.recent.Back())
	}
	return img
}

func (c *PictureCache) get(id pictureID) (scaledPicture, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[id]
	if !ok {
		return scaledPicture{}, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*pictureEntry).img, true
}

// remove takes an entry out; the lock is held.
func (c *PictureCache) remove(e *list.Element) {
	entry := c.recent.Remove(e).(*pictureEntry)
	delete(c.byKey, entry.id)
	c.bytes -= len(entry.img.Pix)
}

// forget drops all that was made of a picture that is gone.
func (c *PictureCache) forget(source any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.watched, source)
	for e := c.recent.Front(); e != nil; {
		next := e.Next()
		if e.Value.(*pictureEntry).id.source == source {
			c.remove(e)
		}
		e = next
	}
}

// Bytes is the memory that the pictures take.
func (c *PictureCache) Bytes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}

// identify returns what a picture is known by, nil for one of a type that has
// no identity, and the function that has it forgotten when it is gone.
func (c *PictureCache) identify(img image.Image) (source any, watch func()) {
	switch m := img.(type) {
	case *image.RGBA:
		return watched(c, m)
	case *image.NRGBA:
		return watched(c, m)
	case *image.YCbCr:
		return watched(c, m)
	case *image.NYCbCrA:
		return watched(c, m)
	case *image.Gray:
		return watched(c, m)
	case *image.CMYK:
		return watched(c, m)
	case *image.Paletted:
		return watched(c, m)
	case *image.RGBA64:
		return watched(c, m)
	case *image.NRGBA64:
		return watched(c, m)
	}
	return nil, nil
}

func watched[T any](c *PictureCache, m *T) (source any, watch func()) {
	source = weak.Make(m)
	return source, func() { runtime.AddCleanup(m, c.forget, source) }
}

// sameMemory reports whether a result is a part of its source.
func sameMemory(src image.Image, img *image.RGBA) bool {
	m, ok := src.(*image.RGBA)
	return ok && len(img.Pix) > 0 && len(m.Pix) > 0 && cap(img.Pix) > 0 &&
		&img.Pix[:cap(img.Pix)][cap(img.Pix)-1] == &m.Pix[:cap(m.Pix)][cap(m.Pix)-1]
}
