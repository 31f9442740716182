package paint

import (
	"container/list"
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
	mu     sync.Mutex
	limit  int // bytes
	bytes  int
	byKey  map[glyphKey]*list.Element
	recent list.List // of *maskEntry, most recently used first
}

type maskEntry struct {
	key  glyphKey
	mask *image.Alpha
}

// maskOverhead is what an entry costs besides its pixels, in bytes.
const maskOverhead = 256

// NewMaskCache returns a cache of at most limit bytes. A glyph of 40 px has
// about 2 KB, one of 100 px 10 KB.
func NewMaskCache(limit int) *MaskCache {
	c := &MaskCache{}
	for i := range c.shards {
		c.shards[i].limit = limit / maskShards
		c.shards[i].byKey = map[glyphKey]*list.Element{}
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

// mask returns the mask of a glyph, making it where it is not kept. Masks are
// shared: read only.
func (c *MaskCache) mask(k glyphKey, make func() *image.Alpha) *image.Alpha {
	h := k.gid*2654435761 ^ math.Float32bits(k.size)*40503 ^ uint32(k.sub)<<7
	s := &c.shards[(h>>16)%maskShards]
	s.mu.Lock()
	if e, ok := s.byKey[k]; ok {
		s.recent.MoveToFront(e)
		m := e.Value.(*maskEntry).mask
		s.mu.Unlock()
		return m
	}
	s.mu.Unlock()
	// Two goroutines may make the same mask; one of them is kept.
	m := make()
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.byKey[k]; ok {
		return e.Value.(*maskEntry).mask
	}
	n := cost(m)
	if n > s.limit {
		return m
	}
	s.byKey[k] = s.recent.PushFront(&maskEntry{k, m})
	s.bytes += n
	for s.bytes > s.limit {
		last := s.recent.Remove(s.recent.Back()).(*maskEntry)
		delete(s.byKey, last.key)
		s.bytes -= cost(last.mask)
	}
	return m
}

func cost(m *image.Alpha) int {
	if m == nil {
		return maskOverhead
	}
	return maskOverhead + len(m.Pix)
}
