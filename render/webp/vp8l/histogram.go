package vp8l

import (
	"math"

	"sharecard/render/internal/huffman"
)

// The alphabets of a group of prefix codes, in the order in which these are written (RFC
// 9649 §3.7.1). That of green has the lengths of copies too, and the places of the cache.
const (
	green = iota
	red
	blue
	alpha
	far
	kinds

	lengthsFrom = 256
	cacheFrom   = lengthsFrom + 24
	farSymbols  = 40
)

// alphabets says where each alphabet begins in counts of all symbols. The last entry is
// the end. Red, blue and alpha are empty where pixels are indices.
type alphabets [kinds + 1]int

func newAlphabets(size, cached int) (a alphabets) {
	a[red] = cacheFrom + cached
	channel := 0
	if size == 4 {
		channel = 256
	}
	a[blue] = a[red] + channel
	a[alpha] = a[blue] + channel
	a[far] = a[alpha] + channel
	a[kinds] = a[far] + farSymbols
	return a
}

// count adds a token to the counts.
func (a *alphabets) count(counts []uint32, t token) {
	switch {
	case t&isCopy != 0:
		counts[lengthsFrom+huffman.RangeSymbol(t.length())]++
		counts[a[far]+int(huffman.RangeSymbol(t.far()))]++
	case t&isCached != 0:
		counts[cacheFrom+int(uint32(t))]++
	default:
		counts[t>>8&0xFF]++
		if a[red] < a[far] {
			counts[a[red]+int(t>>16&0xFF)]++
			counts[a[blue]+int(t&0xFF)]++
			counts[a[alpha]+int(t>>24&0xFF)]++
		}
	}
}

// log2 is the binary logarithm, of 0 for 0.
func log2(n uint32) float32 {
	if n < uint32(len(logs)) {
		return logs[n]
	}
	return float32(math.Log2(float64(n)))
}

var logs = func() (logs [1 << 12]float32) {
	for n := range logs[1:] {
		logs[n+1] = float32(math.Log2(float64(n + 1)))
	}
	return logs
}()

// symbolBits is about how many bits the length of a symbol's code takes.
const symbolBits = 4

// size estimates how many bits symbols take that appear so often, with their codes.
func (a *alphabets) size(counts []uint32) float32 {
	bits := float32(0)
	for k := range kinds {
		total := uint32(0)
		for _, n := range counts[a[k]:a[k+1]] {
			if n > 0 {
				bits += symbolBits - float32(n)*log2(n)
				total += n
			}
		}
		bits += float32(total) * log2(total)
	}
	return bits
}

// setCosts sets how many bits each symbol takes, by how often it appears.
func (a *alphabets) setCosts(costs []float32, counts []uint32) {
	const unseen, least = 3, 8 // more than a symbol that appears once, or in a byte
	for k := range kinds {
		total := uint32(0)
		for _, n := range counts[a[k]:a[k+1]] {
			total += n
		}
		bits := log2(total)
		for s := a[k]; s < a[k+1]; s++ {
			costs[s] = bits - log2(counts[s])
			if counts[s] == 0 {
				costs[s] = max(bits, least) + unseen
			}
		}
	}
}
