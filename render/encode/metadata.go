package encode

import (
	"encoding/binary"
	"hash/crc32"
	"slices"

	"sharecard/render/webp"
)

// MaxXMP is how long an XMP packet may be, in bytes.
const MaxXMP = 1 << 10

// metadata is how a format holds an XMP packet.
type metadata struct {
	piece  func(packet []byte) []byte      // makes a piece of a file
	add    func(file, piece []byte) []byte // puts it there
	beside int                             // bytes by which the file grows besides
}

var (
	pngXMP  = metadata{pngXMPChunk, insertAt(33), 0}    // behind the signature, and a chunk of 25 bytes
	jpegXMP = metadata{jpegXMPSegment, insertAt(20), 0} // behind SOI, and an APP0 segment of 18 bytes
	webpXMP = metadata{webp.XMPChunk, webp.Extend, webp.ExtendedBytes}
)

// insertAt returns what puts a piece at a byte of a file.
func insertAt(at int) func(file, piece []byte) []byte {
	return func(file, piece []byte) []byte { return slices.Insert(file, at, piece...) }
}

// What stands before an XMP packet in a JPEG (XMP part 3, section 1.1.3) and in a PNG
// (section 1.1.5).
const (
	jpegXMPName = "http://ns.adobe.com/xap/1.0/\x00"
	pngXMPName  = "XML:com.adobe.xmp\x00\x00\x00\x00\x00"
)

// jpegXMPSegment makes an APP1 segment of a packet.
func jpegXMPSegment(packet []byte) []byte {
	out := []byte{0xFF, 0xE1}
	out = binary.BigEndian.AppendUint16(out, uint16(2+len(jpegXMPName)+len(packet)))
	return append(append(out, jpegXMPName...), packet...)
}

// pngXMPChunk makes an iTXt chunk of a packet (PNG, section 11.3.3.4).
func pngXMPChunk(packet []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(pngXMPName)+len(packet)))
	out = append(append(append(out, "iTXt"...), pngXMPName...), packet...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}
