package main

import (
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// pairHeight bounds a side of a pair, px: two fit a screen.
const pairHeight = 1080

// drawPairs lays the drawings that two folders have in common beside each
// other, in an order and on sides that nobody can foresee.
func drawPairs(before, after, out string) error {
	files, err := filepath.Glob(filepath.Join(before, "*.jpg"))
	if err != nil {
		return err
	}
	rand.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	var key strings.Builder
	pairs := 0
	for _, file := range files {
		name := filepath.Base(file)
		other := filepath.Join(after, name)
		if _, err := os.Stat(other); err != nil || strings.HasPrefix(name, "sheet-") {
			continue
		}
		left, right, where := file, other, "before, after"
		if rand.IntN(2) == 1 {
			left, right, where = other, file, "after, before"
		}
		pairs++
		if err := drawPair(left, right, filepath.Join(out, fmt.Sprintf("%03d.jpg", pairs))); err != nil {
			return err
		}
		fmt.Fprintf(&key, "%03d %s: %s\n", pairs, name, where)
	}
	if pairs == 0 {
		return fmt.Errorf("%s and %s have no drawing in common", before, after)
	}
	return os.WriteFile(filepath.Join(out, "key.txt"), []byte(key.String()), 0o644)
}

func drawPair(left, right, out string) error {
	var row []image.Image
	for _, file := range []string{left, right} {
		p, err := readPicture(file)
		if err != nil {
			return err
		}
		if size := p.Bounds().Size(); size.Y > pairHeight {
			p = atWidth(p, size.X*pairHeight/size.Y)
		}
		row = append(row, p)
	}
	return writeJPEG(out, inRows([][]image.Image{row}))
}
