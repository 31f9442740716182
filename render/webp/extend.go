package webp

import (
	"encoding/binary"
	"slices"
)

// XMPChunk makes a chunk of an XMP packet (RFC 9649 §2.7.1.5).
func XMPChunk(packet []byte) []byte { return chunk(nil, "XMP ", packet) }

// ExtendedBytes is by how much a file grows for the chunk that says what it holds.
const ExtendedBytes = 18

// What the first chunk of an extended file says of it (§2.7).
const (
	hasAlpha = 0x10
	hasXMP   = 0x04
)

// Extend returns a file of this package with a chunk that [XMPChunk] made.
func Extend(simple, xmp []byte) []byte {
	picture := simple[headerBytes:]
	width, height, alpha := describe(picture)
	flags := byte(hasXMP)
	if alpha {
		flags |= hasAlpha
	}
	about := []byte{flags, 0, 0, 0}
	about = append(about, binary.LittleEndian.AppendUint32(nil, uint32(width-1))[:3]...)
	about = append(about, binary.LittleEndian.AppendUint32(nil, uint32(height-1))[:3]...)
	return file(nil, slices.Concat(chunk(nil, "VP8X", about), picture, xmp))
}

// describe returns the size in px of the picture in a chunk, and whether it may be
// transparent.
func describe(picture []byte) (width, height int, alpha bool) {
	payload := picture[8:]
	if string(picture[:4]) == "VP8L" { // §3.4
		bits := binary.LittleEndian.Uint32(payload[1:])
		return int(bits&MaxSide) + 1, int(bits>>14&MaxSide) + 1, bits>>28&1 == 1
	}
	// RFC 6386 §9.1: behind a tag and a start code of 3 bytes each.
	return int(binary.LittleEndian.Uint16(payload[6:]) & MaxSide), int(binary.LittleEndian.Uint16(payload[8:]) & MaxSide), false
}
