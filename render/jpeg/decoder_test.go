package jpeg_test

import (
	"bytes"
	"fmt"
	"image"
	stdjpeg "image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"sharecard/render/jpeg"
)

// slack is how far samples may be from image/jpeg's.
const slack = 2

// checkSame decodes by both ways and compares the samples of all planes, those
// beyond the edges too.
func checkSame(t *testing.T, got *image.YCbCr, data []byte) {
	t.Helper()
	std, err := stdjpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("image/jpeg refuses it: %v", err)
	}
	want, ok := std.(*image.YCbCr)
	if !ok || want.Rect != got.Rect || want.SubsampleRatio != got.SubsampleRatio ||
		want.YStride != got.YStride || want.CStride != got.CStride {
		t.Fatalf("%T %v, want %v %v", std, got.Rect, std.Bounds(), got.SubsampleRatio)
	}
	for i, p := range [][2][]byte{{want.Y, got.Y}, {want.Cb, got.Cb}, {want.Cr, got.Cr}} {
		if len(p[0]) != len(p[1]) {
			t.Fatalf("plane %d has %d samples, want %d", i, len(p[1]), len(p[0]))
		}
		for k := range p[0] {
			if d := int(p[0][k]) - int(p[1][k]); d > slack || -d > slack {
				t.Fatalf("sample %d of plane %d is %d, want %d", k, i, p[1][k], p[0][k])
			}
		}
	}
}

func mustDecode(t *testing.T, data []byte) *image.YCbCr {
	t.Helper()
	m, ok := jpeg.Decode(data)
	if !ok {
		t.Fatal("not decoded")
	}
	return m
}

// pictures have noise, the steepest edges there can be, or nothing.
func pictures(w, h int) map[string]*image.RGBA {
	r := rand.New(rand.NewPCG(1, 2))
	kinds := map[string]func(x, y int) [3]byte{
		"flat":  func(int, int) [3]byte { return [3]byte{200, 30, 40} },
		"ramp":  func(x, y int) [3]byte { return [3]byte{byte(x * 3), byte(y * 2), byte(x + y)} },
		"noise": func(int, int) [3]byte { v := r.Uint32(); return [3]byte{byte(v), byte(v >> 8), byte(v >> 16)} },
		"edges": func(int, int) [3]byte {
			v := byte(-(r.Uint32() & 1))
			return [3]byte{v, v, byte(-(r.Uint32() & 1))}
		},
	}
	images := map[string]*image.RGBA{}
	for name, colour := range kinds {
		m := image.NewRGBA(image.Rect(0, 0, w, h))
		for i := 0; i < len(m.Pix); i += 4 {
			c := colour(i/4%w, i/4/w)
			copy(m.Pix[i:], c[:])
			m.Pix[i+3] = 255
		}
		images[name] = m
	}
	return images
}

func TestLikeImageJPEG(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {8, 8}, {9, 16}, {16, 17}, {70, 50}} {
		for name, img := range pictures(size[0], size[1]) {
			for _, quality := range []int{1, 20, 50, 75, 90, 98, 100} {
				t.Run(fmt.Sprintf("%s/%v/%d", name, size, quality), func(t *testing.T) {
					var std bytes.Buffer
					if err := stdjpeg.Encode(&std, img, &stdjpeg.Options{Quality: quality}); err != nil {
						t.Fatal(err)
					}
					checkSame(t, mustDecode(t, std.Bytes()), std.Bytes())
				})
			}
		}
	}
}

// TestHalf: at half of the size a picture is what its squares of 2×2 samples are
// on the average, but for what is finer than that.
func TestHalf(t *testing.T) {
	check := func(t *testing.T, data []byte, most float64) {
		t.Helper()
		half, ok := jpeg.DecodeHalf(data)
		if !ok {
			t.Fatal("not decoded")
		}
		full := mustDecode(t, data)
		w, h := (full.Rect.Dx()+1)/2, (full.Rect.Dy()+1)/2
		if half.Rect != image.Rect(0, 0, w, h) || half.SubsampleRatio != full.SubsampleRatio {
			t.Fatalf("%v %v of %v %v", half.Rect, half.SubsampleRatio, full.Rect, full.SubsampleRatio)
		}
		for i, p := range []struct {
			half, full   []byte
			stride, wide int
		}{
			{half.Y, full.Y, half.YStride, full.YStride},
			{half.Cb, full.Cb, half.CStride, full.CStride},
			{half.Cr, full.Cr, half.CStride, full.CStride},
		} {
			if 2*p.stride != p.wide || 4*len(p.half) != len(p.full) {
				t.Fatalf("plane %d: %d samples in rows of %d, of %d in rows of %d", i, len(p.half), p.stride, len(p.full), p.wide)
			}
			sum := 0
			for k, v := range p.half {
				at := k/p.stride*2*p.wide + k%p.stride*2
				mean := int(p.full[at]) + int(p.full[at+1]) + int(p.full[at+p.wide]) + int(p.full[at+p.wide+1])
				sum += max(4*int(v)-mean, mean-4*int(v))
			}
			if off := float64(sum) / float64(4*len(p.half)); off > most {
				t.Errorf("plane %d is %.1f off", i, off)
			}
		}
	}
	for name, most := range map[string]float64{"flat": 0.5, "ramp": 3} {
		for _, size := range [][2]int{{1, 1}, {9, 16}, {16, 17}, {70, 50}} {
			var std bytes.Buffer
			if err := stdjpeg.Encode(&std, pictures(size[0], size[1])[name], &stdjpeg.Options{Quality: 95}); err != nil {
				t.Fatal(err)
			}
			t.Run(fmt.Sprint(name, size), func(t *testing.T) { check(t, std.Bytes(), most) })
		}
	}
	for name, data := range readAll(t, "testdata/*.jpg") {
		t.Run(name, func(t *testing.T) { check(t, data, 3) })
	}
	for name, data := range readAll(t, "testdata/others/*.jpg") {
		if _, ok := jpeg.DecodeHalf(data); ok {
			t.Errorf("decodes %s", name)
		}
	}
}

// TestOwnFullColour: what this module writes, at full resolution of colour.
func TestOwnFullColour(t *testing.T) {
	img := pictures(70, 50)["edges"]
	if s := jpeg.SubsamplingFor(img); s != jpeg.Full {
		t.Fatal(s)
	}
	own := new(jpeg.Encoder).Encode(img, jpeg.Options{})
	checkSame(t, mustDecode(t, own), own)
}

func readAll(t testing.TB, pattern string) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no files", pattern, err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = data
	}
	return files
}

// TestFormsOfLibjpeg: every subsampling, and restarts.
func TestFormsOfLibjpeg(t *testing.T) {
	for name, data := range readAll(t, "testdata/*.jpg") {
		t.Run(name, func(t *testing.T) { checkSame(t, mustDecode(t, data), data) })
	}
}

func TestLeavesTheRest(t *testing.T) {
	for name, data := range readAll(t, "testdata/others/*.jpg") {
		if _, ok := jpeg.Decode(data); ok {
			t.Errorf("decodes %s", name)
		}
	}
}

// TestCutOff: no picture comes of a file that lacks its end.
func TestCutOff(t *testing.T) {
	for name, data := range readAll(t, "testdata/*.jpg") {
		for n := range data {
			if _, ok := jpeg.Decode(data[:n]); ok {
				t.Fatalf("%s is decoded from %d of %d bytes", name, n, len(data))
			}
		}
	}
}

// TestDamaged: of what image/jpeg refuses nothing is decoded, and the rest like it.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for name, data := range readAll(t, "testdata/*.jpg") {
		decoded := 0
		for range 500 {
			bad := bytes.Clone(data)
			for range 1 + r.IntN(3) {
				bad[r.IntN(len(bad))] ^= 1 << r.IntN(8)
			}
			if m, ok := jpeg.Decode(bad); ok {
				decoded++
				checkSame(t, m, bad)
			}
		}
		t.Logf("%s: %d of 500 decoded", name, decoded)
	}
}

// TestLargeClaim: a frame that its bytes cannot fill takes no memory.
func TestLargeClaim(t *testing.T) {
	data, err := os.ReadFile("testdata/422.jpg")
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte{0xFF, 0xC0})
	copy(data[at+5:], []byte{0xFF, 0xFF, 0xFF, 0xFF})
	allocated := testing.AllocsPerRun(1, func() {
		if _, ok := jpeg.Decode(data); ok {
			t.Error("decoded")
		}
	})
	if allocated > 20 {
		t.Errorf("%v allocations", allocated)
	}
}

func FuzzDecode(f *testing.F) {
	for _, data := range readAll(f, "testdata/*.jpg") {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, ok := jpeg.Decode(data)
		if ok {
			checkSame(t, m, data)
		}
		if _, half := jpeg.DecodeHalf(data); half != ok {
			t.Errorf("decoded: %v, at half of the size: %v", ok, half)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	var buf bytes.Buffer
	if err := stdjpeg.Encode(&buf, pictures(1600, 900)["ramp"], nil); err != nil {
		b.Fatal(err)
	}
	b.Run("own", func(b *testing.B) {
		for b.Loop() {
			jpeg.Decode(buf.Bytes())
		}
	})
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			if _, err := stdjpeg.Decode(bytes.NewReader(buf.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
