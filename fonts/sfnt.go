package fonts

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

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

// tableView is one font of a file with some of its tables hidden: what parses it
// keeps copies of all tables that it finds. The others stay where they are.
type tableView struct {
	*bytes.Reader // its table directory
	directory     int64
	file          io.ReaderAt
}

// without returns a font of a file without some of its tables.
func without(file ot.Resource, index int, hidden ...ot.Tag) (tableView, error) {
	tables, err := readDirectory(file, index)
	if err != nil {
		return tableView{}, err
	}
	tables = slices.DeleteFunc(tables, func(t tableRecord) bool { return slices.Contains(hidden, t.tag) })
	head := ot.TrueType
	if slices.ContainsFunc(tables, func(t tableRecord) bool { return t.tag == tagCFF }) {
		head = ot.OpenType
	}
	// The three fields between are for binary search in the directory.
	b := binary.BigEndian.AppendUint32(nil, uint32(head))
	b = binary.BigEndian.AppendUint16(b, uint16(len(tables)))
	b = append(b, make([]byte, 6)...)
	for _, t := range tables {
		for _, field := range [...]uint32{uint32(t.tag), 0, t.offset, t.length} {
			b = binary.BigEndian.AppendUint32(b, field)
		}
	}
	return tableView{bytes.NewReader(b), int64(len(b)), file}, nil
}

// ReadAt reads the directory of the view, which is no longer than that of the
// file, and tables of the file.
func (v tableView) ReadAt(b []byte, offset int64) (int, error) {
	if offset < v.directory {
		return v.Reader.ReadAt(b, offset)
	}
	return v.file.ReadAt(b, offset)
}
