package glyph

import (
	"image"
	"math"
	"sync"
)

// Cache keeps the masks of glyphs for all renders of a process. Its memory is bounded; the masks that were not used for
// longest go first. It is safe for concurrent use.
type Cache struct {
	shards [shards]shard
}

// shards is how many parts a cache has, each with a lock of its own.
const shards = 16

type shard struct {
	mu    sync.Mutex
	limit int // bytes
	bytes int
	byKey map[Key]*entry
	// ends closes the ring of all entries: ends.older was used last, ends.newer was not used for longest.
	ends entry
}

// entry is a mask with its place in the order of use. It holds both by value, which saves two allocations of four for
// each new glyph.
type entry struct {
	key          Key
	mask         image.Alpha // without pixels for a glyph without ink
	newer, older *entry
}

// overhead is what an entry costs besides its pixels, in bytes.
const overhead = 256

// NewCache returns a cache of at most limit bytes. A glyph of 40 px takes about 2 KB, one of 100 px 10 KB.
func NewCache(limit int) *Cache {
	c := &Cache{}
	for i := range c.shards {
		s := &c.shards[i]
		s.limit, s.byKey = limit/shards, map[Key]*entry{}
		s.ends.newer, s.ends.older = &s.ends, &s.ends
	}
	return c
}

// Bytes is the memory that the masks take.
func (c *Cache) Bytes() int {
	n := 0
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		n += s.bytes
		s.mu.Unlock()
	}
	return n
}

// Mask returns the mask of a glyph, nil for one without ink. d draws it if the cache does not hold it. Masks are shared:
// read only. Their rectangle is relative to the pixel that the pen stands in.
func (c *Cache) Mask(k Key, d *Drawer) *image.Alpha {
	h := k.ID*2654435761 ^ math.Float32bits(k.Size)*40503 ^ uint32(k.Sub)<<7
	s := &c.shards[(h>>16)%shards]
	e := s.get(k)
	if e == nil {
		// Two goroutines may draw the same mask at once; the cache keeps one of them.
		e = s.add(&entry{key: k, mask: d.mask(k)})
	}
	if e.mask.Pix == nil {
		return nil
	}
	return &e.mask
}

func (s *shard) get(k Key) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.byKey[k]
	if e != nil {
		e.unlink()
		s.use(e)
	}
	return e
}

// add keeps an entry and returns it, or returns the one that the shard has already.
func (s *shard) add(e *entry) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if before := s.byKey[e.key]; before != nil {
		return before
	}
	if e.cost() > s.limit {
		return e
	}
	s.byKey[e.key] = e
	s.use(e)
	for s.bytes += e.cost(); s.bytes > s.limit; {
		last := s.ends.newer
		last.unlink()
		delete(s.byKey, last.key)
		s.bytes -= last.cost()
	}
	return e
}

// use links an entry as the one used last.
func (s *shard) use(e *entry) {
	e.newer, e.older = &s.ends, s.ends.older
	e.older.newer, s.ends.older = e, e
}

func (e *entry) unlink() {
	e.newer.older, e.older.newer = e.older, e.newer
	e.newer, e.older = nil, nil
}

func (e *entry) cost() int { return overhead + len(e.mask.Pix) }
