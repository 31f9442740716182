package resample

import (
	"container/list"
	"image"
	"runtime"
	"sync"
	"weak"
)

// Cache keeps scaled pictures, so that the second card with the same cover need not scale it again. It is safe for
// concurrent use.
//
// The cache knows a source by its identity in memory, so its pixels must not change. It does not keep the source
// alive: when the garbage collector frees a source, the cache drops all that was scaled from it. Memory is bounded; the
// picture that was not used for longest goes first.
type Cache struct {
	mu      sync.Mutex
	limit   int // bytes
	bytes   int
	byKey   map[cacheKey]*list.Element
	recent  list.List    // of *entry, most recently used first
	watched map[any]bool // sources with a cleanup that calls forget
}

// cacheKey names a scaled picture. source is a [weak.Pointer]: two of them are equal if they were made of the same
// picture.
type cacheKey struct {
	source any
	Spec
}

type entry struct {
	id  cacheKey
	img Picture
}

// NewCache returns a cache of at most limit bytes. A pixel takes four.
func NewCache(limit int) *Cache {
	return &Cache{limit: limit, byKey: map[cacheKey]*list.Element{}, watched: map[any]bool{}}
}

// Scale returns what the function [Scale] does, from the cache where it holds that. A nil cache holds nothing.
func (c *Cache) Scale(src image.Image, k Spec) Picture {
	src = sized(src, k)
	if c == nil {
		return Scale(src, k)
	}
	return c.load(src, k, func() Picture { return Scale(src, k) })
}

// load returns what the cache holds for a source and a key, or else keeps and returns what scale makes.
func (c *Cache) load(src image.Image, k Spec, scale func() Picture) Picture {
	source, watch := c.identify(src)
	if source == nil {
		return scale()
	}
	id := cacheKey{source, k}
	if img, ok := c.find(id); ok {
		return img
	}
	// Two goroutines may scale the same picture at once; the cache keeps the result of the first.
	img := scale()
	if sameMemory(src, img.RGBA) || len(img.Pix) > c.limit {
		return img
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[id]; ok {
		return e.Value.(*entry).img
	}
	if !c.watched[source] {
		c.watched[source] = true
		watch()
	}
	c.byKey[id] = c.recent.PushFront(&entry{id, img})
	for c.bytes += len(img.Pix); c.bytes > c.limit; {
		c.remove(c.recent.Back())
	}
	return img
}

func (c *Cache) find(id cacheKey) (Picture, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[id]
	if !ok {
		return Picture{}, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*entry).img, true
}

// remove takes an entry out; the lock is held.
func (c *Cache) remove(e *list.Element) {
	entry := c.recent.Remove(e).(*entry)
	delete(c.byKey, entry.id)
	c.bytes -= len(entry.img.Pix)
}

// forget drops all that was scaled from a source.
func (c *Cache) forget(source any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.watched, source)
	for e := c.recent.Front(); e != nil; {
		next := e.Next()
		if e.Value.(*entry).id.source == source {
			c.remove(e)
		}
		e = next
	}
}

// Bytes is the memory that the pictures take.
func (c *Cache) Bytes() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}

// identify returns the identity of a picture, and a function that calls forget once the picture is freed. The identity
// is nil for a type that the cache does not know, and whose pictures it does not keep.
func (c *Cache) identify(img image.Image) (source any, watch func()) {
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

func watched[T any](c *Cache, m *T) (source any, watch func()) {
	source = weak.Make(m)
	return source, func() { runtime.AddCleanup(m, c.forget, source) }
}

// sameMemory reports whether a result shares its source's pixels. To keep it would keep the source.
func sameMemory(src image.Image, img *image.RGBA) bool {
	m, ok := src.(*image.RGBA)
	return ok && len(img.Pix) > 0 && len(m.Pix) > 0 && cap(img.Pix) > 0 &&
		&img.Pix[:cap(img.Pix)][cap(img.Pix)-1] == &m.Pix[:cap(m.Pix)][cap(m.Pix)-1]
}
