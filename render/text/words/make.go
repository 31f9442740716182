//go:build ignore

// Make writes words.bin from a dictionary of lines "word frequency tag", as
// jieba's dict.txt is:
//
//	go run make.go dict.txt new.txt
//
// The Go module github.com/yanyiwu/gojieba holds that file as
// deps/cppjieba/dict/jieba.dict.utf8; new.txt holds words of the news that it
// lacks. Where a word stands in both, the last file counts.
package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"log"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/klauspost/compress/zstd"
)

type entry struct {
	word []uint16
	log  byte
}

func main() {
	byWord := map[string]float64{}
	for _, name := range os.Args[1:] {
		if err := readFile(name, byWord); err != nil {
			log.Fatal(err)
		}
	}
	var entries []entry
	total := 0.0
	for word, freq := range byWord {
		total += freq
		if w := han(word); w != nil {
			entries = append(entries, entry{w, byte(math.Round(16 * math.Log(max(freq, 1))))})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return slices.Compare(a.word, b.word) })

	// In columns, each of one kind, so that they compress well.
	var shared, rest, high, low, logs []byte
	var last []uint16
	for _, e := range entries {
		n := 0
		for n < len(last) && n < len(e.word) && last[n] == e.word[n] {
			n++
		}
		shared, rest = append(shared, byte(n)), append(rest, byte(len(e.word)-n))
		for _, c := range e.word[n:] {
			high, low = append(high, byte(c>>8)), append(low, byte(c))
		}
		logs = append(logs, e.log)
		last = e.word
	}
	var out bytes.Buffer
	w, err := zstd.NewWriter(&out, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		log.Fatal(err)
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(entries)))
	head = binary.LittleEndian.AppendUint32(head, uint32(len(high)))
	head = binary.LittleEndian.AppendUint32(head, uint32(math.Round(16*math.Log(total))))
	for _, b := range [][]byte{head, shared, rest, high, low, logs} {
		if _, err := w.Write(b); err != nil {
			log.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("words.bin", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
	log.Printf("%d words, %d bytes", len(entries), out.Len())
}

func readFile(name string, byWord map[string]float64) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		fields := strings.Fields(sc.Text())
		if len(fields) < 2 {
			continue
		}
		freq, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return err
		}
		byWord[fields[0]] = freq
	}
	return sc.Err()
}

// han returns the word in UTF-16 if it is one to six Han characters.
func han(s string) []uint16 {
	var out []uint16
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) || r > 0xFFFF {
			return nil
		}
		out = append(out, uint16(r))
	}
	if len(out) > 6 {
		return nil
	}
	return out
}
