package jpeg_test

import (
	"bytes"
	"fmt"
	"image"
	stdjpeg "image/jpeg"
	"math"
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

// TestScaled: at some eighths of the size a picture is what the inverse transform of the
// coarser coefficients is in floating point.
func TestScaled(t *testing.T) {
	check := func(t *testing.T, data []byte) {
		t.Helper()
		full := mustDecode(t, data)
		for n := 1; n <= 8; n++ {
			both, ok := jpeg.DecodeScaled(data, 1+n%8, n)
			if !ok {
				t.Fatalf("%d/8: not decoded", n)
			}
			m := both[1]
			w, h := (full.Rect.Dx()*n+7)/8, (full.Rect.Dy()*n+7)/8
			if m.Rect != image.Rect(0, 0, w, h) || m.SubsampleRatio != full.SubsampleRatio {
				t.Fatalf("%d/8: %v %v of %v %v", n, m.Rect, m.SubsampleRatio, full.Rect, full.SubsampleRatio)
			}
			for i, p := range []struct {
				got, full    []byte
				stride, wide int
			}{
				{m.Y, full.Y, m.YStride, full.YStride},
				{m.Cb, full.Cb, m.CStride, full.CStride},
				{m.Cr, full.Cr, m.CStride, full.CStride},
			} {
				if off := farthest(p.got, p.full, p.stride, p.wide, n); off > 2 {
					t.Errorf("%d/8: plane %d is %.1f off", n, i, off)
				}
			}
		}
	}
	for _, name := range []string{"flat", "ramp", "noise"} {
		for _, size := range [][2]int{{1, 1}, {9, 16}, {16, 17}, {70, 50}} {
			var std bytes.Buffer
			if err := stdjpeg.Encode(&std, pictures(size[0], size[1])[name], &stdjpeg.Options{Quality: 95}); err != nil {
				t.Fatal(err)
			}
			t.Run(fmt.Sprint(name, size), func(t *testing.T) { check(t, std.Bytes()) })
		}
	}
	for name, data := range readAll(t, "testdata/*.jpg") {
		t.Run(name, func(t *testing.T) { check(t, data) })
	}
	for name, data := range readAll(t, "testdata/others/*.jpg") {
		if _, ok := jpeg.DecodeScaled(data, 5); ok {
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
		for n := 1; n <= 8; n++ {
			if _, scaled := jpeg.DecodeScaled(data, n); scaled != ok {
				t.Errorf("decoded: %v, at %d/8 of the size: %v", ok, n, scaled)
			}
		}
	})
}

// farthest is how far the samples of a plane at n/8 of the size are at most from those
// that the blocks of the whole plane give by way of their coefficients.
func farthest(got, full []byte, stride, wide, n int) (most float64) {
	basis := func(k, at, of int) float64 {
		if k == 0 {
			return math.Sqrt(1 / float64(of))
		}
		return math.Sqrt(2/float64(of)) * math.Cos(float64((2*at+1)*k)*math.Pi/float64(2*of))
	}
	var across [8][8]float64 // the sample at each of n places, by those at eight
	for at := range n {
		for from := range 8 {
			for k := range n {
				across[at][from] += basis(k, at, n) * basis(k, from, 8) * math.Sqrt(float64(n)/8)
			}
		}
	}
	for i, v := range got {
		x, y, want, cut := i%stride, i/stride, 0.0, false
		if x >= stride-(8-n) {
			continue // no sample stands there
		}
		for dy := range 8 {
			for dx := range 8 {
				sample := full[(y/n*8+dy)*wide+x/n*8+dx]
				want += across[y%n][dy] * across[x%n][dx] * float64(sample)
				cut = cut || sample == 0 || sample == 255
			}
		}
		if cut {
			continue // the coefficients may say less than 0 or more than 255
		}
		most = max(most, math.Abs(min(max(want, 0), 255)-float64(v)))
	}
	return most
}

func BenchmarkDecode(b *testing.B) {
	var buf bytes.Buffer
	if err := stdjpeg.Encode(&buf, pictures(1600, 900)["ramp"], nil); err != nil {
		b.Fatal(err)
	}
	for n := 1; n <= 8; n++ {
		b.Run(fmt.Sprintf("own, %d of 8", n), func(b *testing.B) {
			for b.Loop() {
				jpeg.DecodeScaled(buf.Bytes(), n)
			}
		})
	}
	b.Run("std", func(b *testing.B) {
		for b.Loop() {
			if _, err := stdjpeg.Decode(bytes.NewReader(buf.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
