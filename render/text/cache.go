package text

import (
	"container/list"
	"sync"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"

	"sharecard/fonts"
)

// maxCacheBytes bounds what the shape cache holds.
const maxCacheBytes = 8 << 20

// shapeKey is all that the shape of a run depends on. The size is not among
// it: runs are shaped in font units and scaled.
type shapeKey struct {
	text     string
	face     *fonts.Face
	features string
	lang     string
	script   language.Script
	rtl      bool
	upright  bool // in a vertical line
}

// shaped is a run in font units, immutable and shared between renders.
// Clusters stand in logical order, the glyphs of each in visual order.
type shaped struct {
	glyphs   []shapedGlyph
	clusters []shapedCluster
}

type shapedGlyph struct {
	id            uint32
	advance, x, y int32 // font units, y up
}

type shapedCluster struct {
	start, end       int32 // runes, relative to the run
	glyph0, glyphEnd int32
	advance          int32 // font units
}

// shapeCache keeps the least recently used shapes. It is safe for concurrent
// use.
type shapeCache struct {
	mu    sync.Mutex
	byKey map[shapeKey]*list.Element
	lru   list.List
	bytes int
}

type cacheEntry struct {
	key  shapeKey
	val  *shaped
	size int
}

func newShapeCache() *shapeCache {
	return &shapeCache{byKey: map[shapeKey]*list.Element{}}
}

func (c *shapeCache) get(k shapeKey) *shaped {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[k]; ok {
		c.lru.MoveToFront(e)
		return e.Value.(*cacheEntry).val
	}
	return nil
}

func (c *shapeCache) put(k shapeKey, v *shaped) {
	const entryOverhead = 256
	size := len(k.text) + len(k.features) + 16*len(v.glyphs) + 20*len(v.clusters) + entryOverhead
	if size > maxCacheBytes/8 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.byKey[k]; ok {
		return
	}
	c.byKey[k] = c.lru.PushFront(&cacheEntry{k, v, size})
	c.bytes += size
	for c.bytes > maxCacheBytes {
		e := c.lru.Back()
		old := c.lru.Remove(e).(*cacheEntry)
		delete(c.byKey, old.key)
		c.bytes -= old.size
	}
}

// collect turns HarfBuzz's buffer into a shaped run. Info is in visual order;
// for right-to-left text its clusters are in falling order.
func collect(b *harfbuzz.Buffer, start, end int, rtl bool) *shaped {
	out := &shaped{glyphs: make([]shapedGlyph, len(b.Info))}
	for i := range b.Info {
		out.glyphs[i] = shapedGlyph{
			id:      uint32(b.Info[i].Glyph),
			advance: b.Pos[i].XAdvance - b.Pos[i].YAdvance, // one of them is 0
			x:       b.Pos[i].XOffset,
			y:       b.Pos[i].YOffset,
		}
	}
	for i := 0; i < len(b.Info); {
		k := i
		adv := int32(0)
		for k < len(b.Info) && b.Info[k].Cluster == b.Info[i].Cluster {
			adv += out.glyphs[k].advance
			k++
		}
		out.clusters = append(out.clusters, shapedCluster{
			start: int32(b.Info[i].Cluster - start), glyph0: int32(i), glyphEnd: int32(k), advance: adv,
		})
		i = k
	}
	if rtl {
		for i, k := 0, len(out.clusters)-1; i < k; i, k = i+1, k-1 {
			out.clusters[i], out.clusters[k] = out.clusters[k], out.clusters[i]
		}
	}
	for i := range out.clusters {
		next := int32(end - start)
		if i+1 < len(out.clusters) {
			next = out.clusters[i+1].start
		}
		out.clusters[i].end = next
	}
	return out
}
