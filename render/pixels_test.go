package render

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"sharecard/templates"
)

const (
	// pixelsFile holds a line for each drawing: card, theme, content, the SHA-256 of
	// its pixels and that of its encoded bytes. The first line is the Version that
	// drew them.
	pixelsFile = "testdata/pixels.amd64"
	pixelsArch = "amd64" // compilers of others may round sums differently
)

// pixelCases are the contents of [TestPixels], by their names among
// templates.StressCases.
var pixelCases = []string{"cover", "tall-cover", "plain", "four-characters", "quote-portrait", "titled-items"}

// drawingHash is what [TestPixels] knows of one drawing.
type drawingHash struct{ pixels, bytes string }

// TestPixels draws every built-in card in every theme with six contents at full
// size and compares pixels and encoded bytes with those of the same [Version].
// Goldens are small and allow for rounding; these hashes allow nothing.
//
// A change that moves a pixel raises Version, so that every key and permanent
// address changes with it. -update writes the file anew, and refuses where
// pixels moved and Version did not.
func TestPixels(t *testing.T) {
	skipInShort(t)
	if runtime.GOARCH != pixelsArch {
		t.Skipf("%s is of %s", pixelsFile, pixelsArch)
	}
	version, want := readPixels(t)
	names, got := drawPixels(t)
	if t.Failed() {
		return
	}
	if *update {
		if version == Version {
			for name, hash := range got {
				if old, known := want[name]; known && old.pixels != hash.pixels {
					t.Fatalf("pixels of %s moved: raise Version before writing %s", name, pixelsFile)
				}
			}
		}
		writePixels(t, names, got)
		return
	}
	if version != Version {
		t.Fatalf("%s is of Version %s, this is %s: look at the cards, then write it with -update", pixelsFile, version, Version)
	}
	for _, name := range names {
		old, known := want[name]
		switch {
		case !known:
			t.Errorf("%s is not in %s: write it with -update", name, pixelsFile)
		case old.pixels != got[name].pixels:
			t.Errorf("pixels of %s moved: raise Version, look at the card, then write %s with -update", name, pixelsFile)
		case old.bytes != got[name].bytes:
			t.Errorf("bytes of %s changed though its pixels did not: write %s with -update if that is meant", name, pixelsFile)
		}
		delete(want, name)
	}
	for name := range want {
		t.Errorf("%s of %s is drawn no more: write it with -update", name, pixelsFile)
	}
}

// drawPixels draws all there is to compare; names are in the order of the file.
func drawPixels(t *testing.T) (names []string, hashes map[string]drawingHash) {
	byName := map[string]templates.Case{}
	for _, c := range templates.StressCases() {
		byName[c.Name] = c
	}
	r := newTestRenderer()
	hashes = map[string]drawingHash{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for _, card := range allCards() {
		for i, theme := range themesOf(t, card) {
			tmpl, cases := loadLayout(t, card, theme), pixelCases
			if i >= len(allThemes) {
				cases = cases[:3]
			}
			for _, content := range cases {
				c, ok := byName[content]
				if !ok {
					t.Fatalf("there is no case %s", content)
				}
				name := card + " " + theme + " " + content
				names = append(names, name)
				places <- struct{}{}
				wg.Go(func() {
					defer func() { <-places }()
					c.Data.Theme = theme
					hash, err := hashDrawing(r, Job{Template: tmpl, Data: &c.Data, Dark: theme == "ink", Images: caseImages(&c)})
					if err != nil {
						t.Errorf("%s: %v", name, err)
					}
					mu.Lock()
					hashes[name] = hash
					mu.Unlock()
				})
			}
		}
	}
	wg.Wait()
	return names, hashes
}

// hashDrawing hashes the pixels of a card at full size, and its bytes.
func hashDrawing(r *Renderer, job Job) (drawingHash, error) {
	ctx := context.Background()
	s := r.begin(&job)
	defer s.release()
	if err := s.run(ctx, pipeline[:at("encode")]); err != nil {
		return drawingHash{}, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%dx%d\n", s.width, s.height)
	sum.Write(s.canvas.Pix)
	img, err := r.Render(ctx, job)
	if err != nil {
		return drawingHash{}, err
	}
	encoded := sha256.Sum256(img.Bytes)
	return drawingHash{hex.EncodeToString(sum.Sum(nil)), hex.EncodeToString(encoded[:])}, nil
}

// readPixels reads the file; without it nothing is known.
func readPixels(t *testing.T) (version string, hashes map[string]drawingHash) {
	hashes = map[string]drawingHash{}
	text, err := os.ReadFile(pixelsFile)
	if err != nil {
		if *update {
			return "", hashes
		}
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) == 2 && fields[0] == "version":
			version = fields[1]
		case len(fields) == 5:
			hashes[strings.Join(fields[:3], " ")] = drawingHash{fields[3], fields[4]}
		default:
			t.Fatalf("%s: %q is no line of it", pixelsFile, lines.Text())
		}
	}
	return version, hashes
}

func writePixels(t *testing.T, names []string, hashes map[string]drawingHash) {
	var out strings.Builder
	fmt.Fprintf(&out, "version %s\n", Version)
	for _, name := range names {
		fmt.Fprintf(&out, "%s %s %s\n", name, hashes[name].pixels, hashes[name].bytes)
	}
	if err := os.WriteFile(pixelsFile, []byte(out.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
