package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"sync"

	ot "github.com/go-text/typesetting/font/opentype"
)

// Bitmap is a colour picture of a glyph at the size that the font has it in.
// To draw at size px/em, scale by size/PPEM.
type Bitmap struct {
	Image *image.RGBA // shared: read only; premultiplied
	PPEM  float64     // px per em that Image is made for
	// Left and Top place the image's top left corner, px at PPEM from the pen:
	// Left to the right of it, Top above the baseline.
	Left, Top float64
}

// HasBitmaps reports whether the face draws its glyphs as colour bitmaps.
func (f *Face) HasBitmaps() bool { return f.source.hasBitmaps() }

// Bitmap returns the colour bitmap of a glyph for drawing at ppem px per em:
// of the smallest size in the font (CBDT and CBLC tables) that is not smaller,
// else of the largest. It has no bitmap for a glyph that is empty or broken.
func (f *Face) Bitmap(gid uint32, ppem float64) (Bitmap, bool) {
	p, err := f.parsed()
	if err != nil || p.strikes == nil {
		return Bitmap{}, false
	}
	st := bestStrike(p.strikes, ppem)
	key := imageKey{st, gid}
	if b, ok := p.images.get(key); ok {
		return b, b.Image != nil
	}
	b, err := f.source.readBitmap(&p.strikes[st], gid)
	if err != nil {
		b = Bitmap{}
	}
	p.images.put(key, b)
	return b, b.Image != nil
}

// strike is one size of CBLC: where each glyph's record stands in CBDT.
type strike struct {
	ppem   float64
	glyphs map[uint32]record
}

// record is a glyph's span in the CBDT table.
type record struct {
	offset, length uint32
	format         uint16
	metrics        *bigMetrics // of the index subtable, formats 2 and 5
}

type bigMetrics struct{ height, width, left, top int }

func bestStrike(strikes []strike, ppem float64) int {
	best := 0
	for i := range strikes {
		have, want := strikes[best].ppem, strikes[i].ppem
		if have < ppem && want > have || want >= ppem && want < have {
			best = i
		}
	}
	return best
}

var (
	tagCBLC = ot.MustNewTag("CBLC")
	tagCBDT = ot.MustNewTag("CBDT")
	tagCFF  = ot.MustNewTag("CFF ")
	tagGPOS = ot.MustNewTag("GPOS")

	errShortCBLC = errors.New("CBLC table ends early")
)

// readStrikes reads the CBLC table, nil where the font has none.
func readStrikes(loader *ot.Loader) ([]strike, error) {
	if !loader.HasTable(tagCBLC) || !loader.HasTable(tagCBDT) {
		return nil, nil
	}
	raw, err := loader.RawTable(tagCBLC)
	if err != nil {
		return nil, err
	}
	if len(raw) < 8 {
		return nil, errShortCBLC
	}
	const sizeRecord = 48
	n := int(binary.BigEndian.Uint32(raw[4:]))
	if n > (len(raw)-8)/sizeRecord {
		return nil, errShortCBLC
	}
	strikes := make([]strike, 0, n)
	for i := range n {
		st, err := readStrike(raw, raw[8+i*sizeRecord:][:sizeRecord])
		if err != nil {
			return nil, err
		}
		strikes = append(strikes, st)
	}
	return strikes, nil
}

func readStrike(table, size []byte) (strike, error) {
	st := strike{ppem: float64(max(size[44], size[45])), glyphs: map[uint32]record{}}
	list := int(binary.BigEndian.Uint32(size))
	n := int(binary.BigEndian.Uint32(size[8:]))
	if list > len(table) || n > (len(table)-list)/8 {
		return st, errShortCBLC
	}
	for i := range n {
		entry := table[list+8*i:]
		first := uint32(binary.BigEndian.Uint16(entry))
		last := uint32(binary.BigEndian.Uint16(entry[2:]))
		at := uint64(list) + uint64(binary.BigEndian.Uint32(entry[4:]))
		if at > uint64(len(table)) || last < first {
			return st, errShortCBLC
		}
		if err := st.addSubtable(table[at:], first, last); err != nil {
			return st, err
		}
	}
	return st, nil
}

// addSubtable reads one index subtable (OpenType, EBLC, indexFormat 1 to 5).
func (st *strike) addSubtable(sub []byte, first, last uint32) error {
	if len(sub) < 8 {
		return errShortCBLC
	}
	indexFormat := binary.BigEndian.Uint16(sub)
	format := binary.BigEndian.Uint16(sub[2:])
	base := binary.BigEndian.Uint32(sub[4:])
	body := sub[8:]
	count := int(last-first) + 1
	add := func(gid, from, to uint32) {
		if to > from {
			st.glyphs[gid] = record{offset: base + from, length: to - from, format: format}
		}
	}
	switch indexFormat {
	case 1:
		if len(body) < 4*(count+1) {
			return errShortCBLC
		}
		for i := range count {
			add(first+uint32(i), binary.BigEndian.Uint32(body[4*i:]), binary.BigEndian.Uint32(body[4*i+4:]))
		}
	case 3:
		if len(body) < 2*(count+1) {
			return errShortCBLC
		}
		for i := range count {
			add(first+uint32(i), uint32(binary.BigEndian.Uint16(body[2*i:])), uint32(binary.BigEndian.Uint16(body[2*i+2:])))
		}
	case 4:
		if len(body) < 4 {
			return errShortCBLC
		}
		n := int(binary.BigEndian.Uint32(body))
		if pairs := body[4:]; n < len(pairs)/4 {
			for i := range n {
				pair := pairs[4*i:]
				add(uint32(binary.BigEndian.Uint16(pair)), uint32(binary.BigEndian.Uint16(pair[2:])), uint32(binary.BigEndian.Uint16(pair[6:])))
			}
			return nil
		}
		return errShortCBLC
	case 2, 5:
		return st.addEqualSized(body, indexFormat, first, count, base, format)
	}
	return nil
}

// addEqualSized reads indexFormat 2 and 5: records of one length, with common
// metrics, of consecutive glyphs or of a list of them.
func (st *strike) addEqualSized(body []byte, indexFormat uint16, first uint32, count int, base uint32, format uint16) error {
	if len(body) < 12 {
		return errShortCBLC
	}
	length := binary.BigEndian.Uint32(body)
	metrics := readMetrics(body[4:])
	glyph := func(i int) uint32 { return first + uint32(i) }
	if indexFormat == 5 {
		if len(body) < 16 {
			return errShortCBLC
		}
		list := body[16:]
		count = int(binary.BigEndian.Uint32(body[12:]))
		if count > len(list)/2 {
			return errShortCBLC
		}
		glyph = func(i int) uint32 { return uint32(binary.BigEndian.Uint16(list[2*i:])) }
	}
	for i := range count {
		st.glyphs[glyph(i)] = record{base + uint32(i)*length, length, format, metrics}
	}
	return nil
}

// readMetrics reads the part that SmallGlyphMetrics and BigGlyphMetrics share.
func readMetrics(b []byte) *bigMetrics {
	return &bigMetrics{int(b[0]), int(b[1]), int(int8(b[2])), int(int8(b[3]))}
}

// readBitmap reads and decodes one glyph of the CBDT table. The table stays in
// the file: that of the emoji has 11 MB.
func (s *source) readBitmap(st *strike, gid uint32) (Bitmap, error) {
	rec, ok := st.glyphs[gid]
	if !ok {
		return Bitmap{}, fmt.Errorf("glyph %d has no bitmap", gid)
	}
	file, err := openFile(s.fsys, s.path)
	if err != nil {
		return Bitmap{}, err
	}
	defer file.Close()
	table, err := findTable(file, s.index, tagCBDT)
	if err != nil {
		return Bitmap{}, err
	}
	if uint64(rec.offset)+uint64(rec.length) > uint64(table.length) {
		return Bitmap{}, errors.New("bitmap is outside of CBDT")
	}
	data := make([]byte, rec.length)
	if _, err := file.ReadAt(data, int64(table.offset)+int64(rec.offset)); err != nil {
		return Bitmap{}, err
	}
	metrics, data, err := splitBitmap(rec, data)
	if err != nil {
		return Bitmap{}, err
	}
	img, err := decodeBitmap(data)
	if err != nil {
		return Bitmap{}, err
	}
	return Bitmap{Image: img, PPEM: st.ppem, Left: float64(metrics.left), Top: float64(metrics.top)}, nil
}

// splitBitmap takes a CBDT record apart: metrics and PNG (formats 17 to 19).
func splitBitmap(rec record, data []byte) (*bigMetrics, []byte, error) {
	head := map[uint16]int{17: 5, 18: 8, 19: 0}
	skip, ok := head[rec.format]
	if !ok {
		return nil, nil, fmt.Errorf("bitmap format %d is not known", rec.format)
	}
	if len(data) < skip+4 {
		return nil, nil, errors.New("bitmap record ends early")
	}
	metrics := rec.metrics
	if skip > 0 {
		metrics = readMetrics(data)
	}
	if metrics == nil {
		return nil, nil, errors.New("bitmap has no metrics")
	}
	return metrics, data[skip+4:], nil
}

// maxBitmapSide bounds the pictures of a font, px.
const maxBitmapSide = 1024

func decodeBitmap(data []byte) (*image.RGBA, error) {
	config, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if config.Width > maxBitmapSide || config.Height > maxBitmapSide {
		return nil, fmt.Errorf("bitmap of %d×%d px is too large", config.Width, config.Height)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	out := image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out, nil
}

// imageCache keeps decoded bitmaps. One of Noto Color Emoji has 70 KB; a full
// cache is emptied, for emoji are few on a card.
type imageCache struct {
	mu   sync.Mutex
	byID map[imageKey]Bitmap
}

type imageKey struct {
	strike int
	gid    uint32
}

const maxImages = 64

func newImageCache() *imageCache { return &imageCache{byID: map[imageKey]Bitmap{}} }

func (c *imageCache) get(k imageKey) (Bitmap, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	b, ok := c.byID[k]
	return b, ok
}

func (c *imageCache) put(k imageKey, b Bitmap) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.byID) >= maxImages {
		clear(c.byID)
	}
	c.byID[k] = b
}
