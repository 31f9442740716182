package woff

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
)

// knownTags are the tables that the directory of WOFF 2.0 names by a number (§4.1).
const knownTags = "cmap head hhea hmtx maxp name OS/2 post cvt  fpgm glyf loca prep CFF  VORG EBDT EBLC gasp hdmx kern LTSH PCLT " +
	"VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC JSTF MATH CBDT CBLC COLR CPAL SVG  sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx " +
	"fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill "

// entry is a table of the directory.
type entry struct {
	tag         string
	transformed bool
	size        int // unpacked
	stored      int // in the compressed stream
}

// unpack2 reads the tables of WOFF 2.0: one stream of brotli for all (§4).
func unpack2(data []byte, count int) ([]table, error) {
	r := &reader{data: data, at: 20}
	compressed := int(r.u32())
	r.at = 48
	entries := make([]entry, 0, count)
	total := 0
	seen := map[string]bool{}
	for range count {
		e := entry{}
		flags := r.u8()
		if i := int(flags & 63); i < 63 {
			e.tag = knownTags[5*i : 5*i+4]
		} else {
			e.tag = string(r.take(4))
		}
		version := flags >> 6
		e.size = int(r.base128())
		e.stored = e.size
		switch e.tag {
		case "glyf", "loca":
			e.transformed = version == 0
		default:
			e.transformed = version != 0
		}
		if e.transformed {
			e.stored = int(r.base128())
		}
		// A table that is there twice would be restored twice.
		if total += e.stored; r.bad || total > MaxSize || e.size > MaxSize || seen[e.tag] {
			return nil, ErrBroken
		}
		seen[e.tag] = true
		entries = append(entries, e)
	}
	packed := r.take(compressed)
	if r.bad {
		return nil, ErrBroken
	}
	stream := make([]byte, total)
	if _, err := io.ReadFull(brotli.NewReader(bytes.NewReader(packed)), stream); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	tables := make([]table, 0, count)
	stored := map[string][]byte{}
	for _, e := range entries {
		stored[e.tag] = stream[:e.stored]
		tables = append(tables, table{e.tag, stream[:e.stored]})
		stream = stream[e.stored:]
	}
	return tables, restore(entries, tables, stored)
}

// restore undoes the transforms of tables.
func restore(entries []entry, tables []table, stored map[string][]byte) error {
	var g *glyphs
	for i, e := range entries {
		if e.tag == "glyf" && e.transformed {
			var err error
			if g, err = readGlyphs(stored["glyf"]); err != nil {
				return err
			}
			tables[i].data = g.glyf
		}
	}
	for i, e := range entries {
		switch {
		case !e.transformed || e.tag == "glyf":
		case e.tag == "loca" && g != nil:
			tables[i].data = g.loca
		case e.tag == "hmtx" && g != nil:
			hmtx, err := restoreMetrics(stored["hmtx"], stored["hhea"], g.left)
			if err != nil {
				return err
			}
			tables[i].data = hmtx
		default:
			return fmt.Errorf("%w: table %s has an unknown transform", ErrBroken, strings.TrimSpace(e.tag))
		}
	}
	return nil
}

// restoreMetrics adds the side bearings that are the left edges of the outlines
// (WOFF 2.0 §5.4).
func restoreMetrics(data, hhea []byte, left []int16) ([]byte, error) {
	if len(hhea) < 36 {
		return nil, ErrBroken
	}
	full := int(binary.BigEndian.Uint16(hhea[34:])) // glyphs with an advance of their own
	r := &reader{data: data}
	flags := r.u8()
	if full == 0 || full > len(left) {
		return nil, ErrBroken
	}
	advances := r.take(2 * full)
	bearings := make([]byte, 0, 2*len(left))
	for _, part := range []struct {
		from, to int
		absent   bool
	}{{0, full, flags&1 != 0}, {full, len(left), flags&2 != 0}} {
		if !part.absent {
			bearings = append(bearings, r.take(2*(part.to-part.from))...)
			continue
		}
		for _, l := range left[part.from:part.to] {
			bearings = binary.BigEndian.AppendUint16(bearings, uint16(l))
		}
	}
	if r.bad {
		return nil, ErrBroken
	}
	out := make([]byte, 0, 2*(full+len(left)))
	for i := range len(left) {
		if i < full {
			out = append(out, advances[2*i:2*i+2]...)
		}
		out = append(out, bearings[2*i:2*i+2]...)
	}
	return out, nil
}
