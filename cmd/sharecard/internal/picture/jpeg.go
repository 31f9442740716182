package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// Markers of ITU-T T.81, table B.1.
const (
	markerSOF0 = 0xC0 // baseline
	markerSOF1 = 0xC1 // extended sequential
	markerSOF2 = 0xC2 // progressive
	markerDHT  = 0xC4
	markerJPG  = 0xC8
	markerDAC  = 0xCC
	markerSOF  = 0xCF // the last of SOF0 to SOF15
	markerRST0 = 0xD0
	markerRST7 = 0xD7
	markerSOI  = 0xD8
	markerEOI  = 0xD9
	markerSOS  = 0xDA
)

// inspectJPEG walks over the markers of a JPEG to its end, for the size and the
// number of scans.
func inspectJPEG(data []byte) (header, error) {
	h := header{format: formatJPEG, shrink: 1}
	progressive := false
	scans := 0
	for rest := data[2:]; ; {
		marker, segment, after, ok := nextSegment(rest)
		if !ok {
			break
		}
		rest = after
		switch {
		case marker == markerSOS:
			if scans++; scans > MaxScans {
				return h, fmt.Errorf("%w: more than %d scans", ErrTooLarge, MaxScans)
			}
		case marker >= markerSOF0 && marker <= markerSOF && marker != markerDHT && marker != markerJPG && marker != markerDAC:
			if marker > markerSOF2 {
				return h, fmt.Errorf("%w: JPEG process %d", ErrUnsupported, marker-markerSOF0)
			}
			if len(segment) < 6 || h.width != 0 {
				return h, fmt.Errorf("%w: frame header", ErrDecode)
			}
			progressive = marker == markerSOF2
			h.height, h.width = int(binary.BigEndian.Uint16(segment[1:])), int(binary.BigEndian.Uint16(segment[3:]))
			h.memory = int64(h.width) * int64(h.height) * int64(bytesPerPixel(segment, progressive))
		}
	}
	if progressive && (h.width*h.height > MaxProgressivePixels || h.width*h.height*scans > MaxScannedPixels) {
		return h, fmt.Errorf("%w: progressive, %d×%d px in %d scans", ErrTooLarge, h.width, h.height, scans)
	}
	return h, nil
}

// bytesPerPixel is the memory of a pixel of a frame (T.81, section B.2.2), rounded up: a
// byte for each component, of which some are sampled more coarsely than others. Of the
// coefficients of a progressive picture all are kept, which takes four times as much
// besides.
func bytesPerPixel(frame []byte, progressive bool) int {
	components := int(frame[5])
	samples, widest, highest := 0, 1, 1
	for i := range components {
		if at := 6 + 3*i + 1; at < len(frame) {
			across, down := int(frame[at]>>4), int(frame[at]&15)
			samples += across * down
			widest, highest = max(widest, across), max(highest, down)
		} else {
			return 5 * components // which no decoder takes
		}
	}
	if progressive {
		samples *= 5
	}
	return (samples + widest*highest - 1) / (widest * highest)
}

// nextSegment finds the next marker that has a segment and skips what a scan
// holds before it: entropy-coded bytes, in which FF is followed by 00 or is a
// restart marker (T.81, section B.1.1.5). ok is false at the end.
func nextSegment(data []byte) (marker byte, segment, rest []byte, ok bool) {
	for {
		i := bytes.IndexByte(data, 0xFF)
		if i < 0 || i+1 >= len(data) {
			return 0, nil, nil, false
		}
		marker, data = data[i+1], data[i+1:]
		switch {
		case marker == 0xFF: // fill
			continue
		case marker <= 0x01, marker >= markerRST0 && marker <= markerSOI:
			data = data[1:]
			continue
		case marker == markerEOI:
			return 0, nil, nil, false
		}
		data = data[1:]
		if len(data) < 2 {
			return 0, nil, nil, false
		}
		n := int(binary.BigEndian.Uint16(data))
		if n < 2 || n > len(data) {
			return 0, nil, nil, false
		}
		return marker, data[2:n], data[n:], true
	}
}
