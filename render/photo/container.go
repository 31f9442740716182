package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"io"
)

// Notes are what a file says of how its picture is to be shown. The zero value asks
// for nothing.
type Notes struct {
	Orientation int      // EXIF 2.32 §4.6.4, 1 to 8; 0 and 1 are upright
	Profile     *Profile // nil: the colours are those of sRGB
}

// maxProfile bounds the profiles that are read, bytes: one with a matrix has 600, and
// 13,000 with the longest curves.
const maxProfile = 128 << 10

// Inspect reads the notes of a JPEG, PNG or WebP file. It looks at nothing behind the
// first pixels, and does not decode.
func Inspect(data []byte) Notes {
	var exif, icc []byte
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xD8")):
		exif, icc = jpegNotes(data[2:])
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		exif, icc = pngNotes(data[8:])
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		exif, icc = webpNotes(data[12:])
	}
	return Notes{Orientation: orientation(exif), Profile: parseProfile(icc)}
}

// Apply returns the picture as the notes ask for it, its bounds at 0,0. What needs no
// change is returned as it is.
func (n Notes) Apply(m image.Image) image.Image {
	if n.Profile != nil {
		m = n.Profile.toSRGB(m)
	}
	return upright(m, n.Orientation)
}

// jpegNotes finds EXIF data (APP1) and the pieces of a profile (APP2; ICC.1 §B.4)
// before the first scan.
func jpegNotes(rest []byte) (exif, icc []byte) {
	const sos, app1, app2 = 0xDA, 0xE1, 0xE2
	var pieces [256][]byte
	count := 0
	for len(rest) >= 4 && rest[0] == 0xFF {
		marker := rest[1]
		if marker == 0xFF { // fill
			rest = rest[1:]
			continue
		}
		n := int(binary.BigEndian.Uint16(rest[2:]))
		if marker == sos || n < 2 || n+2 > len(rest) {
			break
		}
		segment := rest[4 : n+2]
		rest = rest[n+2:]
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok && marker == app1 && exif == nil {
			exif = tiff
		}
		if piece, ok := bytes.CutPrefix(segment, []byte("ICC_PROFILE\x00")); ok && marker == app2 && len(piece) > 2 {
			pieces[piece[0]], count = piece[2:], int(piece[1])
		}
	}
	for i := 1; i <= count; i++ {
		if len(pieces[i]) == 0 || len(icc)+len(pieces[i]) > maxProfile {
			return exif, nil
		}
		icc = append(icc, pieces[i]...)
	}
	return exif, icc
}

// pngNotes finds the chunks eXIf and iCCP before the pixels (PNG §11.3.3.3 and
// §11.3.4.5).
func pngNotes(rest []byte) (exif, icc []byte) {
	for len(rest) >= 12 {
		n := uint64(binary.BigEndian.Uint32(rest))
		name := string(rest[4:8])
		if n+12 > uint64(len(rest)) || name == "IDAT" {
			break
		}
		body := rest[8 : 8+n]
		rest = rest[12+n:]
		switch {
		case name == "eXIf" && exif == nil:
			exif = body
		case name == "iCCP" && icc == nil:
			if at := bytes.IndexByte(body, 0); at >= 0 && at+2 <= len(body) && body[at+1] == 0 {
				icc = inflate(body[at+2:])
			}
		}
	}
	return exif, icc
}

// inflate decompresses a profile; nil where it is damaged or too large.
func inflate(data []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, maxProfile+1))
	if err != nil || len(out) > maxProfile {
		return nil
	}
	return out
}

// webpNotes finds the chunks EXIF and ICCP.
func webpNotes(rest []byte) (exif, icc []byte) {
	for len(rest) >= 8 {
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if n+8 > uint64(len(rest)) {
			break
		}
		body := rest[8 : 8+n]
		switch name := string(rest[:4]); {
		case name == "EXIF" && exif == nil:
			exif = body
		case name == "ICCP" && icc == nil && n <= maxProfile:
			icc = body
		}
		rest = rest[min(8+n+n&1, uint64(len(rest))):] // chunks are padded to even lengths
	}
	return exif, icc
}
