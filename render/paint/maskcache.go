package paint

import (
	"image"
	"math"
	"sync"
)

// MaskCache keeps the masks of glyphs for all renders of a process. Its memory
// is bounded; the masks that were not used for longest go first. It is safe
// for concurrent use. Keep one per process: it also lends the scratch memory of
// [Draw].
type MaskCache struct {
	shards   [maskShards]maskShard
	painters sync.Pool // of *painter, for their scratch memory
}

const maskShards = 16

type maskShard struct {
	mu    sync.Mutex
	limit int // bytes
	bytes int
	byKey map[glyphKey]*maskEntry
	// The ring of all entries: ends.older is the one used last, ends.newer the
	// one not used for longest.
	ends maskEntry
}

// maskEntry is a mask with its place in the order of use. All in one, it costs
// two allocations instead of four: a card of new text makes some sixty.
type maskEntry struct {
	key          glyphKey
	mask         image.Alpha // without pixels for a glyph without ink
	newer, older *maskEntry
}

// maskOverhead is what an entry costs besides its pixels, in bytes.
const maskOverhead = 256

// NewMaskCache returns a cache of at most limit bytes. A glyph of 40 px has
// about 2 KB, one of 100 px 10 KB.
func NewMaskCache(limit int) *MaskCache {
	c := &MaskCache{}
	for i := range c.shards {
		s := &c.shards[i]
		s.limit, s.byKey = limit/maskShards, map[glyphKey]*maskEntry{}
		s.ends.newer, s.ends.older = &s.ends, &s.ends
	}
	return c
}

func (c *MaskCache) painter() *painter {
	if p, ok := c.painters.Get().(*painter); ok {
		return p
	}
	return &painter{}
}

func (c *MaskCache) recycle(p *painter) {
	p.end()
	c.painters.Put(p)
}

// Bytes is the memory that the masks take.
func (c *MaskCache) Bytes() int {
	n := 0
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.Lock()
		n += s.bytes
		s.mu.Unlock()
	}
	return n
}

// mask returns the mask of a glyph, nil for one without ink; p draws it where it
// is not kept. Masks are shared: read only.
func (c *MaskCache) mask(k glyphKey, p *painter) *image.Alpha {
	h := k.gid*2654435761 ^ math.Float32bits(k.size)*40503 ^ uint32(k.sub)<<7
	s := &c.shards[(h>>16)%maskShards]
	e := s.get(k)
	if e == nil {
		// Two goroutines may make the same mask; one of them is kept.
		e = s.add(p.newGlyphMask(k))
	}
	if e.mask.Pix == nil {
		return nil
	}
	return &e.mask
}

func (s *maskShard) get(k glyphKey) *maskEntry {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.byKey[k]
	if e != nil {
		e.unlink()
		s.use(e)
	}
	return e
}

// add keeps an entry, and returns it or the one that came before.
func (s *maskShard) add(e *maskEntry) *maskEntry {
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

// use puts an entry that is in no order behind all others.
func (s *maskShard) use(e *maskEntry) {
	e.newer, e.older = &s.ends, s.ends.older
	e.older.newer, s.ends.older = e, e
}

func (e *maskEntry) unlink() {
	e.newer.older, e.older.newer = e.older, e.newer
	e.newer, e.older = nil, nil
}

func (e *maskEntry) cost() int { return maskOverhead + len(e.mask.Pix) }
