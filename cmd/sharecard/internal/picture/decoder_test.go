package picture_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/picture"
)

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func pngOf(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, png.Encode(&b, m))
	return b.Bytes()
}

// corners is a grey picture with a different colour in each quarter: red,
// green / blue, white.
func corners(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			m.Set(x, y, quarter(2*x/w, 2*y/h))
		}
	}
	return m
}

func quarter(x, y int) color.RGBA {
	return [2][2]color.RGBA{{{255, 0, 0, 255}, {0, 255, 0, 255}}, {{0, 0, 255, 255}, {255, 255, 255, 255}}}[y][x]
}

func near(a, b color.Color) bool {
	r, g, bl, _ := a.RGBA()
	r2, g2, bl2, _ := b.RGBA()
	d := func(x, y uint32) bool { return max(x, y)-min(x, y) < 0x1800 }
	return d(r, r2) && d(g, g2) && d(bl, bl2)
}

func TestDecodeFormats(t *testing.T) {
	d := picture.NewDecoder(0)
	var g bytes.Buffer
	small := image.NewPaletted(image.Rect(0, 0, 64, 36), color.Palette{color.Black, color.White})
	second := image.NewPaletted(image.Rect(0, 0, 64, 36), color.Palette{color.White, color.Black})
	must(t, gif.EncodeAll(&g, &gif.GIF{Image: []*image.Paletted{small, second}, Delay: []int{1, 1}}))
	for name, data := range map[string][]byte{
		"progressive JPEG": file(t, "progressive.jpg"),
		"lossy WebP":       file(t, "lossy.webp"),
		"lossless WebP":    file(t, "lossless.webp"),
		"interlaced PNG":   file(t, "interlaced.png"),
		"animated GIF":     g.Bytes(),
		"16-bit PNG":       pngOf(t, image.NewRGBA64(image.Rect(0, 0, 64, 36))),
		"grey PNG":         pngOf(t, image.NewGray(image.Rect(0, 0, 64, 36))),
	} {
		m, err := d.Decode(t.Context(), data)
		if err != nil || m.Bounds() != image.Rect(0, 0, 64, 36) {
			t.Errorf("%s: %v, %v", name, m, err)
			continue
		}
		if name == "animated GIF" && !near(m.At(5, 5), color.Black) {
			t.Error("not the first frame of the GIF")
		}
		if strings.Contains(name, "JPEG") || strings.Contains(name, "WebP") {
			if r, _, b, _ := m.At(2, 1).RGBA(); r > b { // the sky is blue
				t.Errorf("%s: colour at the top is %v", name, m.At(2, 1))
			}
		}
	}
}

// exif is a directory with one entry, the orientation.
func exif(order binary.AppendByteOrder, mark string, orientation uint16) []byte {
	b := order.AppendUint32([]byte(mark), 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(order.AppendUint16(b, 0x0112), 3)
	b = order.AppendUint16(order.AppendUint32(b, 1), orientation)
	return order.AppendUint32(order.AppendUint16(b, 0), 0)
}

func withAPP1(jpeg, payload []byte) []byte {
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xE1}, byte((len(payload)+8)>>8), byte(len(payload)+8))
	out = append(append(out, "Exif\x00\x00"...), payload...)
	return append(out, jpeg[2:]...)
}

func chunkPNG(name string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, name...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

func TestDecodeTurnsUpright(t *testing.T) {
	d := picture.NewDecoder(0)
	// Where the four quarters of the stored picture end up, row by row.
	places := map[uint16][4][2]int{
		1: {{0, 0}, {1, 0}, {0, 1}, {1, 1}}, 2: {{1, 0}, {0, 0}, {1, 1}, {0, 1}},
		3: {{1, 1}, {0, 1}, {1, 0}, {0, 0}}, 4: {{0, 1}, {1, 1}, {0, 0}, {1, 0}},
		5: {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, 6: {{1, 0}, {1, 1}, {0, 0}, {0, 1}},
		7: {{1, 1}, {1, 0}, {0, 1}, {0, 0}}, 8: {{0, 1}, {0, 0}, {1, 1}, {1, 0}},
	}
	for _, size := range []image.Point{{64, 32}, {65, 33}} {
		m := corners(size.X, size.Y)
		var j bytes.Buffer
		must(t, jpeg.Encode(&j, m, &jpeg.Options{Quality: 95})) // 4:2:0
		p := pngOf(t, m)
		for o, want := range places {
			for name, data := range map[string][]byte{
				"JPEG, big-endian":    withAPP1(j.Bytes(), exif(binary.BigEndian, "MM\x00*", o)),
				"JPEG, little-endian": withAPP1(j.Bytes(), exif(binary.LittleEndian, "II*\x00", o)),
				"PNG":                 append(append(bytes.Clone(p[:33]), chunkPNG("eXIf", exif(binary.BigEndian, "MM\x00*", o))...), p[33:]...),
			} {
				got, err := d.Decode(t.Context(), data)
				must(t, err)
				s := got.Bounds().Size()
				if wantSize := (image.Point{size.X, size.Y}); o >= 5 && s != (image.Point{size.Y, size.X}) || o < 5 && s != wantSize {
					t.Fatalf("%s, orientation %d: %v", name, o, s)
				}
				for i, to := range want {
					x, y := s.X/4+to[0]*s.X/2, s.Y/4+to[1]*s.Y/2
					if c := quarter(i%2, i/2); !near(got.At(x, y), c) {
						t.Errorf("%s %v, orientation %d: %v at %d,%d, want %v", name, size, o, got.At(x, y), x, y, c)
					}
				}
			}
		}
	}
}

// TestDecodeLarge: a JPEG of more pixels than are kept comes at as many eighths of its
// size as are, and upright.
func TestDecodeLarge(t *testing.T) {
	var j bytes.Buffer
	must(t, jpeg.Encode(&j, corners(4001, 2003), nil))
	got, err := picture.NewDecoder(0).Decode(t.Context(), withAPP1(j.Bytes(), exif(binary.BigEndian, "MM\x00*", 8)))
	must(t, err)
	if got.Bounds() != image.Rect(0, 0, 1753, 3501) || picture.Reduce(got) != got {
		t.Fatal(got.Bounds())
	}
	for i, to := range [4][2]int{{0, 1}, {0, 0}, {1, 1}, {1, 0}} {
		if x, y := 430+870*to[0], 870+1750*to[1]; !near(got.At(x, y), quarter(i%2, i/2)) {
			t.Errorf("%v at %d,%d, want %v", got.At(x, y), x, y, quarter(i%2, i/2))
		}
	}
}

// claimPNG is a PNG whose header claims a size that its data do not have.
func claimPNG(w, h uint32, depth, colour, interlace byte) []byte {
	ihdr := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	ihdr = append(ihdr, depth, colour, 0, 0, interlace)
	out := append([]byte("\x89PNG\r\n\x1a\n"), chunkPNG("IHDR", ihdr)...)
	return append(out, chunkPNG("IDAT", bytes.Repeat([]byte{0}, 1000))...)
}

// frameJPEG begins a JPEG of three components, 4:4:4, with the tables that
// empty scans need.
func frameJPEG(sof byte, w, h uint16) []byte {
	out := append([]byte{0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0}, bytes.Repeat([]byte{1}, 64)...)
	out = append(out, 0xFF, sof, 0, 17, 8, byte(h>>8), byte(h), byte(w>>8), byte(w), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	for _, table := range []byte{0x00, 0x10} { // DC and AC: one code of one bit, for symbol 0 and for a run of 2^14 ends of block
		symbol := byte(0)
		if table == 0x10 {
			symbol = 0xE0
		}
		out = append(out, 0xFF, 0xC4, 0, 20, table, 1)
		out = append(append(out, make([]byte, 15)...), symbol)
	}
	return out
}

// bombJPEG is a progressive JPEG of many scans that say nothing.
func bombJPEG(w, h uint16, scans int) []byte {
	out := frameJPEG(0xC2, w, h)
	out = append(out, 0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0) // DC of all components
	out = append(out, bytes.Repeat([]byte{0}, (int(w)/8+1)*(int(h)/8+1)*3/8+1)...)
	for range scans - 1 {
		out = append(out, 0xFF, 0xDA, 0, 8, 1, 1, 0, 1, 63, 0) // AC of the first
		blocks := (int(w) + 7) / 8 * ((int(h) + 7) / 8)
		out = append(out, bytes.Repeat([]byte{0}, (blocks/(1<<14)+1)*15/8+1)...)
	}
	return append(out, 0xFF, 0xD9)
}

func TestDecodeRefusesBombs(t *testing.T) {
	var flat bytes.Buffer
	must(t, jpeg.Encode(&flat, image.NewGray(image.Rect(0, 0, 8, 8)), nil))
	bigGIF := append([]byte("GIF89a"), 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0)
	for name, c := range map[string]struct {
		data []byte
		want picture.Fault
	}{
		"PNG of 60,000×60,000":       {claimPNG(60_000, 60_000, 8, 6, 0), picture.ErrTooLarge},
		"PNG of 2³¹−1":               {claimPNG(1<<31-1, 1<<31-1, 1, 0, 0), picture.ErrUnsupported},
		"PNG of one long row":        {claimPNG(1_000_000, 1, 8, 0, 0), picture.ErrTooLarge},
		"16-bit interlaced PNG":      {claimPNG(5000, 5000, 16, 6, 1), picture.ErrDecode},
		"PNG of 25 MP with no data":  {claimPNG(5000, 5000, 8, 6, 0), picture.ErrDecode},
		"GIF of 65,535×65,535":       {bigGIF, picture.ErrTooLarge},
		"JPEG of 65,535×65,535":      {frameJPEG(0xC0, 65_535, 65_535), picture.ErrTooLarge},
		"progressive JPEG of 13 MP":  {bombJPEG(3606, 3606, 2), picture.ErrTooLarge},
		"JPEG of 1,500 scans":        {bombJPEG(1000, 1000, 1500), picture.ErrTooLarge},
		"JPEG of 1,500 scans, large": {bombJPEG(3400, 3400, 1500), picture.ErrTooLarge},
		"arithmetic JPEG":            {frameJPEG(0xC9, 8, 8), picture.ErrUnsupported},
		"JPEG of 0×0":                {frameJPEG(0xC0, 0, 0), picture.ErrDecode},
		"JPEG without a frame":       {[]byte{0xFF, 0xD8, 0xFF, 0xD9}, picture.ErrDecode},
		"animated WebP":              {append([]byte("RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02"), make([]byte, 20)...), picture.ErrUnsupported},
		"SVG":                        {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`), picture.ErrUnsupported},
		"BMP":                        {append([]byte("BM"), make([]byte, 60)...), picture.ErrUnsupported},
		"nothing":                    {nil, picture.ErrUnsupported},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := picture.NewDecoder(0).Decode(t.Context(), c.data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if !errors.Is(err, c.want) {
			t.Errorf("%s (%d bytes): %v, want %s", name, len(c.data), err, c.want)
		}
		if took > 2*time.Second {
			t.Logf("%s took %v", name, took)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s took %d KB", name, used>>10)
		}
	}
}

// TestScansBelowTheLimit shows that the scans above are refused for their number
// and not for being wrong.
func TestScansBelowTheLimit(t *testing.T) {
	m, err := picture.NewDecoder(0).Decode(t.Context(), bombJPEG(1000, 1000, 90))
	if err != nil || m.Bounds() != image.Rect(0, 0, 1000, 1000) {
		t.Errorf("%v", err)
	}
}

func TestDecodeTruncated(t *testing.T) {
	var j bytes.Buffer
	must(t, jpeg.Encode(&j, corners(64, 36), nil))
	d := picture.NewDecoder(0)
	for name, data := range map[string][]byte{
		"JPEG": j.Bytes(), "progressive JPEG": file(t, "progressive.jpg"), "PNG": pngOf(t, corners(64, 36)),
		"lossy WebP": file(t, "lossy.webp"), "lossless WebP": file(t, "lossless.webp"),
	} {
		for n := range len(data) {
			_, err := d.Decode(t.Context(), data[:n])
			var fault picture.Fault
			if err != nil && !errors.As(err, &fault) {
				t.Fatalf("%s cut to %d bytes: %v", name, n, err)
			}
			if err == nil && n < len(data)/2 {
				t.Fatalf("%s cut to %d of %d bytes is a picture", name, n, len(data))
			}
		}
	}
}

func TestDecodeWaitsForMemory(t *testing.T) {
	const width, height = 1000, 1000
	data := pngOf(t, image.NewRGBA(image.Rect(0, 0, width, height)))
	if _, err := picture.NewDecoder(width*height*4).Decode(t.Context(), data); !errors.Is(err, picture.ErrTooLarge) {
		t.Errorf("a picture beyond all memory: %v", err)
	}
	d := picture.NewDecoder(width * height * 5) // one at a time
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			if _, err := d.Decode(t.Context(), data); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.Decode(ctx, data); !errors.Is(err, picture.ErrTimeout) {
		t.Errorf("after its context ended: %v", err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, name := range []string{"progressive.jpg", "lossy.webp", "lossless.webp", "interlaced.png"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(withAPP1(frameJPEG(0xC0, 16, 8), exif(binary.BigEndian, "MM\x00*", 6)))
	d := picture.NewDecoder(20_000_000)
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := d.Decode(t.Context(), data)
		var fault picture.Fault
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("an error without a fault: %v", err)
		}
		if err == nil && m.Bounds().Min != (image.Point{}) {
			t.Errorf("bounds are %v", m.Bounds())
		}
	})
}
