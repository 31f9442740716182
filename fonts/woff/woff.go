// Package woff unpacks fonts of the web: WOFF 1.0 and WOFF 2.0 become the OpenType
// files that they were made of.
//
//	sfnt, err := woff.Unpack(data)
//
// woff2.go reads the compressed tables of WOFF 2.0, glyf.go puts the outlines back
// together that it stores as streams (WOFF 2.0 §5). Checksums are left 0: nothing
// here reads them. Collections are not read.
package woff

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// MaxSize bounds an unpacked font, bytes.
const MaxSize = 64 << 20

// ErrBroken marks data that is no sound WOFF file, or a collection.
var ErrBroken = errors.New("WOFF file is broken")

// Is reports whether data begins as a WOFF file does.
func Is(data []byte) bool {
	return len(data) >= 4 && (string(data[:4]) == "wOFF" || string(data[:4]) == "wOF2")
}

// table is a table of the unpacked font.
type table struct {
	tag  string
	data []byte
}

// Unpack returns the OpenType file. The error wraps [ErrBroken].
func Unpack(data []byte) ([]byte, error) {
	r := &reader{data: data}
	signature := r.take(4)
	flavor := r.u32()
	if r.u32(); string(flavor4(flavor)) == "ttcf" {
		return nil, fmt.Errorf("%w: collections are not read", ErrBroken)
	}
	count := int(r.u16())
	if r.bad || count == 0 {
		return nil, ErrBroken
	}
	var tables []table
	var err error
	switch string(signature) {
	case "wOFF":
		tables, err = unpack1(data, count)
	case "wOF2":
		tables, err = unpack2(data, count)
	default:
		err = ErrBroken
	}
	if err != nil {
		return nil, err
	}
	return build(flavor, tables), nil
}

func flavor4(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }

// unpack1 reads the tables of WOFF 1.0, each compressed by itself (§5).
func unpack1(data []byte, count int) ([]table, error) {
	const header = 44
	r := &reader{data: data, at: header}
	tables := make([]table, 0, count)
	total := 0
	for range count {
		tag := string(r.take(4))
		offset, packed, size := int(r.u32()), int(r.u32()), int(r.u32())
		r.u32() // checksum
		if total += size; r.bad || total > MaxSize || offset+packed > len(data) || packed > size {
			return nil, ErrBroken
		}
		body := data[offset : offset+packed]
		if packed < size {
			z, err := zlib.NewReader(bytes.NewReader(body))
			if err != nil {
				return nil, fmt.Errorf("%w: table %s: %w", ErrBroken, tag, err)
			}
			body = make([]byte, size)
			if _, err := io.ReadFull(z, body); err != nil {
				return nil, fmt.Errorf("%w: table %s: %w", ErrBroken, tag, err)
			}
		}
		tables = append(tables, table{tag, body})
	}
	return tables, nil
}

// build writes an OpenType file (OpenType, "Organization of an OpenType font").
func build(flavor uint32, tables []table) []byte {
	out := binary.BigEndian.AppendUint32(nil, flavor)
	out = binary.BigEndian.AppendUint16(out, uint16(len(tables)))
	out = append(out, make([]byte, 6)...) // for binary search in the directory
	offset := len(out) + 16*len(tables)
	for _, t := range tables {
		out = append(out, t.tag...)
		for _, field := range [...]uint32{0, uint32(offset), uint32(len(t.data))} {
			out = binary.BigEndian.AppendUint32(out, field)
		}
		offset += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		out = append(out, make([]byte, -len(t.data)&3)...)
	}
	return out
}

// reader reads numbers, the most significant byte first; bad is set where data ends
// early, and 0 read from there on.
type reader struct {
	data []byte
	at   int
	bad  bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || r.at+n > len(r.data) {
		r.bad = true
		return make([]byte, min(max(n, 0), 64))
	}
	b := r.data[r.at : r.at+n]
	r.at += n
	return b
}

func (r *reader) u8() uint8   { return r.take(1)[0] }
func (r *reader) u16() uint16 { return binary.BigEndian.Uint16(r.take(2)) }
func (r *reader) i16() int16  { return int16(r.u16()) }
func (r *reader) u32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }

// base128 reads UIntBase128 (WOFF 2.0 §4.1).
func (r *reader) base128() uint32 {
	var v uint32
	for i := range 5 {
		b := r.u8()
		if i == 0 && b == 0x80 || v&0xFE000000 != 0 {
			break
		}
		if v = v<<7 | uint32(b&0x7F); b&0x80 == 0 {
			return v
		}
	}
	r.bad = true
	return 0
}

// packed16 reads 255UInt16 (WOFF 2.0 §5.1).
func (r *reader) packed16() int {
	switch b := int(r.u8()); b {
	case 253:
		return int(r.u16())
	case 254:
		return int(r.u8()) + 506
	case 255:
		return int(r.u8()) + 253
	default:
		return b
	}
}
