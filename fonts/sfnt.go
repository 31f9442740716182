package fonts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	ot "github.com/go-text/typesetting/font/opentype"
)

// tableRecord is an entry of a font's table directory.
type tableRecord struct {
	tag            ot.Tag
	offset, length uint32
}

// readDirectory reads the table directory of one font of a file and makes sure
// that the tables lie inside the file, for go-text allocates what the
// directory says (OpenType, "Organization of an OpenType font").
func readDirectory(r io.ReadSeeker, index int) ([]tableRecord, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, err
	}
	at := func(offset int64, b []byte) error {
		if _, err := r.Seek(offset, io.SeekStart); err != nil {
			return err
		}
		_, err := io.ReadFull(r, b)
		return err
	}
	var head [12]byte
	if err := at(0, head[:]); err != nil {
		return nil, err
	}
	var start int64
	if string(head[:4]) == "ttcf" {
		if err := at(12+4*int64(index), head[:4]); err != nil {
			return nil, err
		}
		start = int64(binary.BigEndian.Uint32(head[:]))
		if err := at(start, head[:]); err != nil {
			return nil, err
		}
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	case "wOF2", "wOFF":
		return nil, fmt.Errorf("%w: WOFF; convert it to TTF or OTF", ErrFormat)
	default:
		return nil, fmt.Errorf("%w: %q", ErrFormat, head[:4])
	}
	records := make([]byte, 16*int(binary.BigEndian.Uint16(head[4:])))
	if err := at(start+12, records); err != nil {
		return nil, err
	}
	tables := make([]tableRecord, 0, len(records)/16)
	for ; len(records) > 0; records = records[16:] {
		t := tableRecord{
			ot.Tag(binary.BigEndian.Uint32(records)),
			binary.BigEndian.Uint32(records[8:]), binary.BigEndian.Uint32(records[12:]),
		}
		if int64(t.offset)+int64(t.length) > size {
			return nil, fmt.Errorf("table %s lies outside of the file", t.tag)
		}
		tables = append(tables, t)
	}
	return tables, nil
}

// findTable returns where a table stands in a file.
func findTable(r io.ReadSeeker, index int, tag ot.Tag) (tableRecord, error) {
	tables, err := readDirectory(r, index)
	if err != nil {
		return tableRecord{}, err
	}
	for _, t := range tables {
		if t.tag == tag {
			return t, nil
		}
	}
	return tableRecord{}, fmt.Errorf("no table %s", tag)
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
