// Package words cuts Chinese text into words by the likeliest reading: a list
// of words with their frequencies, and over it the path of greatest
// probability (a unigram model). It is for preferences, such as where a
// headline should not break; it knows neither grammar nor names that are
// not in the list.
//
//	starts := words.Starts([]rune("看北上广的创新实践"))
//
// How good it is, on 50 news headlines cut by hand into 329 words of two or more
// characters: it splits 28 of these words (9 %, before the words of new.txt,
// which were chosen from other news as well as from them), mostly compounds at
// their seam. BudouX's zh-hans model (0.9.2), which also serves line breaking,
// splits 90 (27 %), and some word in 42 of the 50 headlines.
//
// The list is embedded (words.bin, made by make.go; see NOTICE.md for where it
// comes from), and read when it is first needed. Everything here is safe for
// concurrent use.
package words

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"sort"
	"sync"

	"github.com/klauspost/compress/zstd"
)

//go:embed words.bin
var packed []byte

// MaxLength is the length of the longest word of the list, in characters.
const MaxLength = 6

// list is the sorted words, one behind the other in UTF-16.
type list struct {
	text   []uint16
	ends   []uint32 // of each word in text
	logs   []byte   // 16 × the natural logarithm of the frequency
	first  map[uint16][2]int32
	logSum float64 // logarithm of the sum of all frequencies
}

var load = sync.OnceValue(func() *list {
	l, err := read(packed)
	if err != nil {
		// The list is part of the program; a test reads it.
		panic(err)
	}
	return l
})

func read(packed []byte) (*list, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, fmt.Errorf("unpack the word list: %w", err)
	}
	defer dec.Close()
	// It unpacks to 1.8 times its size; a buffer that has to grow takes 4 MB more.
	raw, err := dec.DecodeAll(packed, make([]byte, 0, 2*len(packed)))
	if err != nil {
		return nil, fmt.Errorf("unpack the word list: %w", err)
	}
	const head = 12
	if len(raw) < head {
		return nil, fmt.Errorf("word list: %w", io.ErrUnexpectedEOF)
	}
	n, units := int(binary.LittleEndian.Uint32(raw)), int(binary.LittleEndian.Uint32(raw[4:]))
	if len(raw) != head+3*n+2*units {
		return nil, fmt.Errorf("word list of %d words holds %d bytes", n, len(raw))
	}
	shared, rest := raw[head:head+n], raw[head+n:head+2*n]
	high, low := raw[head+2*n:head+2*n+units], raw[head+2*n+units:head+2*n+2*units]
	size := 0
	for i := range n {
		size += int(shared[i]) + int(rest[i])
	}
	l := &list{
		text: make([]uint16, 0, size), ends: make([]uint32, n),
		logs: slices.Clone(raw[head+2*n+2*units:]), first: map[uint16][2]int32{},
		logSum: float64(binary.LittleEndian.Uint32(raw[8:])) / 16,
	}
	last, k, group := 0, 0, 0 // start of the word before, place in the columns, first word of its character
	for i := range n {
		start := len(l.text)
		l.text = append(l.text, l.text[last:last+int(shared[i])]...)
		for range rest[i] {
			l.text = append(l.text, uint16(high[k])<<8|uint16(low[k]))
			k++
		}
		l.ends[i] = uint32(len(l.text))
		last = start
		if shared[i] == 0 && i > 0 {
			l.first[l.text[l.start(group)]] = [2]int32{int32(group), int32(i)}
			group = i
		}
	}
	if n > 0 {
		l.first[l.text[l.start(group)]] = [2]int32{int32(group), int32(n)}
	}
	return l, nil
}

func (l *list) word(i int) []uint16 { return l.text[l.start(i):l.ends[i]] }

func (l *list) start(i int) uint32 {
	if i == 0 {
		return 0
	}
	return l.ends[i-1]
}

// match calls yield for each word that text starts with, its length and the
// logarithm of its frequency.
func (l *list) match(text []rune, yield func(length int, log float64)) {
	if text[0] > 0xFFFF {
		return
	}
	r, ok := l.first[uint16(text[0])]
	if !ok {
		return
	}
	lo, hi := int(r[0]), int(r[1])
	for n := 1; ; n++ {
		// All of [lo, hi) start with text[:n]; the shortest stands first.
		if lo < hi && len(l.word(lo)) == n {
			yield(n, float64(l.logs[lo])/16)
			lo++
		}
		if n == len(text) || n == MaxLength || text[n] > 0xFFFF {
			return
		}
		c := uint16(text[n])
		lo += sort.Search(hi-lo, func(i int) bool { return l.word(lo + i)[n] >= c })
		hi = lo + sort.Search(hi-lo, func(i int) bool { return l.word(lo + i)[n] > c })
		if lo == hi {
			return
		}
	}
}

// unseen is the logarithm of the frequency of a character that is no word of
// the list.
const unseen = 0

// Starts reports for each character whether a word starts there. text is Han
// characters only, a few thousand at most; time and memory grow with its
// length.
func Starts(text []rune) []bool {
	l := load()
	n := len(text)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = math.Inf(-1)
	}
	for i := range n {
		reach := func(length int, log float64) {
			if p := best[i] + log - l.logSum; p > best[i+length] {
				best[i+length], from[i+length] = p, i
			}
		}
		reach(1, unseen)
		l.match(text[i:], reach)
	}
	starts := make([]bool, n)
	for i := n; i > 0; i = from[i] {
		starts[from[i]] = true
	}
	return starts
}
