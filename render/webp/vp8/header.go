package vp8

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
)

// MaxSide is the longest side of a frame, px: its size has 14 bits.
const MaxSide = 1<<14 - 1

// ErrSize: the image is empty or has a side of more than [MaxSide].
var ErrSize = errors.New("vp8: image has an unusable size")

// ErrSubsampling: the colour of the image does not have half its resolution.
var ErrSubsampling = errors.New("vp8: image is not 4:2:0")

// ErrLong: the modes or the coefficients of the frame do not fit into its partitions.
var ErrLong = errors.New("vp8: image takes too many bytes")

// The lengths of partitions, bytes. The first one's has 19 bits; decoders refuse
// coefficients from 16 MiB on.
const (
	maxModes  = 1<<19 - 1
	maxTokens = 1<<24 - 1
)

func check(img *image.YCbCr) error {
	if w, h := img.Rect.Dx(), img.Rect.Dy(); w < 1 || h < 1 || w > MaxSide || h > MaxSide {
		return fmt.Errorf("%w: %d×%d px; a side has 1 to %d", ErrSize, w, h, MaxSide)
	}
	if img.SubsampleRatio != image.YCbCrSubsampleRatio420 {
		return fmt.Errorf("%w but %v", ErrSubsampling, img.SubsampleRatio)
	}
	return nil
}

func checkLengths(modes, coefficients, maxModes int) error {
	if modes > maxModes || coefficients > maxTokens {
		return fmt.Errorf("%w: %d of modes, at most %d, and %d of coefficients, at most %d", ErrLong, modes, maxModes, coefficients, maxTokens)
	}
	return nil
}

// Bits of the first partition, at most: of the header, of which most are probabilities;
// of a macroblock, but for the modes of its 4×4 pixels; of those. A bit with a
// probability takes up to 8.
const (
	mostHeader = 200 + slots*(8+8)
	mostWhole  = 16
	mostParts  = 16 * (modes4 - 1) * 8
)

// frameTag begins a key frame (RFC 6386 section 9.1).
func frameTag(out []byte, w, h, modes int) []byte {
	const keyFrame, shown = 0, 1 << 4
	tag := uint32(keyFrame | shown | modes<<5)
	out = append(out, byte(tag), byte(tag>>8), byte(tag>>16), 0x9D, 0x01, 0x2A)
	out = binary.LittleEndian.AppendUint16(out, uint16(w))
	return binary.LittleEndian.AppendUint16(out, uint16(h))
}

// header is what the first partition says of the frame (section 9.2 to 9.11).
type header struct {
	filter  int // level of the loop filter, 0 to maxFilter
	index   int // of the quantisers, 0 to 127
	probs   probabilities
	changed [slots]bool // those that are not defaultProbs
	skips   bool        // macroblocks say whether they are skipped
	skip    uint8       // the probability that they are not
}

func (w *boolWriter) header(h *header) {
	w.flag(false) // colour space: the only one
	w.flag(false) // pixels are to be clipped
	w.flag(false) // segments
	w.flag(false) // the filter is the normal one
	w.uint(uint32(h.filter), 6)
	w.uint(0, 3)  // sharpness
	w.flag(false) // changes of the filter
	w.uint(0, 2)  // one partition of tokens
	w.uint(uint32(h.index), 7)
	for _, change := range [5]int{0, 0, 0, -chromaChange, 0} {
		w.optional(change, 4) // of the index, for luma's DC, means' DC and others, chroma's DC and others
	}
	w.flag(false) // probabilities are kept for later frames
	for i, changed := range h.changed {
		if !changed {
			w.bit(0, updateProbs[i])
			continue
		}
		w.bit(1, updateProbs[i])
		w.uint(uint32(h.probs[i]), 8)
	}
	w.flag(h.skips)
	if h.skips {
		w.uint(uint32(h.skip), 8)
	}
}

// probability returns that of a 0 where so many zeros and ones were counted.
func probability(zeros, ones uint32) uint8 {
	n := uint64(zeros) + uint64(ones)
	if n == 0 {
		return even
	}
	return uint8(min(max((uint64(zeros)*256+n/2)/n, 1), 255))
}

// fit returns the probabilities for the counted tokens: those are changed which save
// more bits than they take.
func (t *tokens) fit() (probs probabilities, changed [slots]bool) {
	probs = defaultProbs
	for i, n := range t.counts {
		p := probability(n[0], n[1])
		cost := func(p uint8) int { return int(n[0])*bitCost(0, p) + int(n[1])*bitCost(1, p) }
		kept := cost(probs[i]) + bitCost(0, updateProbs[i])
		if cost(p)+bitCost(1, updateProbs[i])+8<<8 < kept {
			probs[i], changed[i] = p, true
		}
	}
	return probs, changed
}
