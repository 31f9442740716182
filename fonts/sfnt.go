package fonts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	ot "github.com/go-text/typesetting/font/opentype"
)

// findTable returns where a table of an uncompressed OpenType file stands
// (OpenType, "Organization of an OpenType font").
func findTable(r io.ReaderAt, index int, tag ot.Tag) (offset int64, size uint32, err error) {
	var head [16]byte
	if _, err := r.ReadAt(head[:12], 0); err != nil {
		return 0, 0, err
	}
	if string(head[:4]) == "ttcf" {
		if _, err := r.ReadAt(head[:4], 12+4*int64(index)); err != nil {
			return 0, 0, err
		}
		offset = int64(binary.BigEndian.Uint32(head[:]))
		if _, err := r.ReadAt(head[:12], offset); err != nil {
			return 0, 0, err
		}
	}
	n := int64(binary.BigEndian.Uint16(head[4:]))
	for i := range n {
		if _, err := r.ReadAt(head[:], offset+12+16*i); err != nil {
			return 0, 0, err
		}
		if ot.Tag(binary.BigEndian.Uint32(head[:])) == tag {
			return int64(binary.BigEndian.Uint32(head[8:])), binary.BigEndian.Uint32(head[12:]), nil
		}
	}
	return 0, 0, fmt.Errorf("no table %s", tag)
}

// withoutBitmaps returns the font without its CBDT and CBLC tables, which are
// read glyph by glyph: parsed whole, Noto Color Emoji would hold 11 MB.
func withoutBitmaps(loader *ot.Loader) (*ot.Loader, error) {
	var kept []ot.Table
	for _, tag := range loader.Tables() {
		if tag == tagCBLC || tag == tagCBDT {
			continue
		}
		raw, err := loader.RawTable(tag)
		if err != nil {
			return nil, err
		}
		kept = append(kept, ot.Table{Tag: tag, Content: raw})
	}
	return loaderAt(memoryFile{bytes.NewReader(ot.WriteTTF(kept))}, 0)
}
