package picture_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/picture"
)

// Decoding ends with the context of who asked for it, in the middle of a file.
func TestDecodeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := picture.NewDecoder(0).Decode(ctx, bombJPEG(2800, 2800, 16)); !errors.Is(err, picture.ErrTimeout) {
		t.Errorf("16 scans of 8 MP within 20 ms: %v", err)
	}
}

// A file of 71 KB may have many scans, each of which goes over the whole
// picture. As many as real files have are decoded, and more are refused at once.
func TestAttackScans(t *testing.T) {
	bomb := bombJPEG(3400, 3400, 100)
	if len(bomb) > 100<<10 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	began := time.Now()
	if _, err := picture.NewDecoder(0).Decode(t.Context(), bomb); !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("100 scans of 12 MP: %v", err)
	}
	refused := time.Since(began)
	began = time.Now()
	_, err := picture.NewDecoder(0).Decode(t.Context(), bombJPEG(2800, 2800, 16))
	t.Logf("100 scans are refused in %v, 16 decoded in %v: %v", refused, time.Since(began), err)
	if refused > 100*time.Millisecond {
		t.Errorf("refusing it took %v", refused)
	}
}

// A file that ends too early is damaged, whatever its format: not a body that did not
// come.
func TestTruncatedFiles(t *testing.T) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "interlaced.png", "progressive.jpg"} {
		file, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{len(file) - 20, len(file) / 2, 34} {
			if _, err := picture.NewDecoder(0).Decode(t.Context(), file[:n]); err != nil && errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s, %d bytes of it: %v", name, n, err)
			}
		}
	}
}

// Of an animation only the first frame is decoded.
func TestDecodeFirstFrame(t *testing.T) {
	const side, frames = 400, 100
	palette := color.Palette{color.Black, color.White}
	animation := &gif.GIF{}
	for i := range frames {
		frame := image.NewPaletted(image.Rect(0, 0, side, side), palette)
		frame.Pix[0] = uint8(min(i, 1))
		animation.Image = append(animation.Image, frame)
		animation.Delay = append(animation.Delay, 1)
	}
	var file bytes.Buffer
	must(t, gif.EncodeAll(&file, animation))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	m, err := picture.NewDecoder(0).Decode(t.Context(), file.Bytes())
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if r, _, _, _ := m.At(0, 0).RGBA(); r != 0 {
		t.Error("not the first frame")
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 40*side*side {
		t.Errorf("%d frames of %d KB take %d MB", frames, side*side>>10, used>>20)
	}
}

// A file of a few kilobytes may hold a large picture within the bounds. It takes
// the memory it was weighed with, and one of more data than its header says is
// damaged.
func TestDeflateBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("under the race detector 25 MP take longer than a decoder may")
	}
	file := deflateBomb(5000, 5000, 0)
	if len(file) > 100<<10 {
		t.Fatalf("the bomb has %d bytes", len(file))
	}
	if m, err := picture.NewDecoder(0).Decode(t.Context(), file); err != nil || m.Bounds().Dx() != 2500 {
		t.Errorf("25 MP of grey: %v", err)
	}
	if _, err := picture.NewDecoder(20_000_000).Decode(t.Context(), file); !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("25 MP where 20 MB are allowed: %v", err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := picture.NewDecoder(0).Decode(t.Context(), deflateBomb(100, 100, 32<<20))
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("32 MB behind a picture of 100×100 take %d MB (%v)", used>>20, err)
	}
}

// deflateBomb is a PNG of grey pixels, with extra zeros after them in the same
// stream.
func deflateBomb(width, height, extra int) []byte {
	var data bytes.Buffer
	z := zlib.NewWriter(&data)
	zeros := make([]byte, 1<<16)
	for left := (width+1)*height + extra; left > 0; left -= len(zeros) {
		_, _ = z.Write(zeros[:min(left, len(zeros))]) // to memory
	}
	_ = z.Close()
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = binary.BigEndian.AppendUint32(head, uint32(height))
	return slices.Concat([]byte("\x89PNG\r\n\x1a\n"),
		chunkPNG("IHDR", append(head, 8, 0, 0, 0, 0)), chunkPNG("IDAT", data.Bytes()), chunkPNG("IEND", nil))
}
