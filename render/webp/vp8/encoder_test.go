package vp8

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/image/vp8"

	"sharecard/render/internal/sample"
)

// decode reads a frame with x/image.
func decode(t testing.TB, frame []byte) *image.YCbCr {
	t.Helper()
	d := vp8.NewDecoder()
	d.Init(bytes.NewReader(frame), len(frame))
	if _, err := d.DecodeFrameHeader(); err != nil {
		t.Fatal(err)
	}
	img, err := d.DecodeFrame()
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// noise has runs of random samples.
func noise(w, h int) *image.YCbCr {
	img := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	r := rand.New(rand.NewPCG(uint64(w), uint64(h)))
	for _, p := range [][]byte{img.Y, img.Cb, img.Cr} {
		v := 0
		for i := range p {
			if r.IntN(3) == 0 {
				v = r.IntN(256)
			}
			p[i] = byte(v)
		}
	}
	return img
}

// eachPlane calls f with the planes of a decoded frame, w×h samples each.
func eachPlane(img *image.YCbCr, f func(i int, pix []byte, stride, w, h int)) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	f(0, img.Y, img.YStride, w, h)
	f(1, img.Cb, img.CStride, (w+1)/2, (h+1)/2)
	f(2, img.Cr, img.CStride, (w+1)/2, (h+1)/2)
}

// psnr is over all samples of the three planes, as cwebp prints it.
func psnr(a, b *image.YCbCr) float64 {
	var planes [3][]byte
	var strides [3]int
	eachPlane(a, func(i int, pix []byte, stride, _, _ int) { planes[i], strides[i] = pix, stride })
	sum, n := 0.0, 0
	eachPlane(b, func(i int, pix []byte, stride, w, h int) {
		for y := range h {
			for x := range w {
				d := float64(pix[y*stride+x]) - float64(planes[i][y*strides[i]+x])
				sum += d * d
			}
		}
		n += w * h
	})
	return 10 * math.Log10(255*255*float64(n)/sum)
}

// checkRestored fails where a decoder restores other samples than the encoder has
// predicted from. The loop filter comes after that and is off.
func checkRestored(t testing.TB, img *image.YCbCr, quality int) {
	t.Helper()
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	frame, err := e.encode(img, settings{index: index(quality), maxModes: maxModes})
	if err != nil {
		t.Fatal(err)
	}
	got := decode(t, frame)
	if got.Rect.Size() != img.Rect.Size() {
		t.Fatalf("size %v, want %v", got.Rect.Size(), img.Rect.Size())
	}
	eachPlane(got, func(i int, pix []byte, stride, w, h int) {
		want := &e.restored[i]
		for y := range h {
			if !bytes.Equal(pix[y*stride:][:w], want.pix[want.at(0, y):][:w]) {
				t.Fatalf("%v at quality %d: row %d of plane %d differs", img.Rect.Size(), quality, y, i)
			}
		}
	})
}

func TestDecodesToTheRestoredFrame(t *testing.T) {
	for _, quality := range []int{1, 30, 75, 100} {
		for _, size := range sample.Sizes() {
			checkRestored(t, noise(size[0], size[1]), quality)
			checkRestored(t, FromRGBA(sample.Gradient(size[0], size[1])), quality)
		}
		checkRestored(t, FromRGBA(sample.TextCard(300, 200, true)), quality)
		checkRestored(t, FromRGBA(sample.PhotoCard(300, 200)), quality)
		// The largest coefficients: each sample is as far from its neighbours as can be.
		board := noise(64, 64)
		for i := range board.Y {
			board.Y[i] = byte(255 * (i ^ i/64) & 0xFF)
		}
		checkRestored(t, board, quality)
	}
}

func FuzzVP8(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), uint8(2), uint8(75))
	f.Add(bytes.Repeat([]byte{1, 2, 3, 255}, 900), uint8(30), uint8(100))
	f.Fuzz(func(t *testing.T, pix []byte, width, quality uint8) {
		if img := sample.FromBytes(pix, int(width)); img != nil {
			checkRestored(t, FromRGBA(img), int(quality)%100+1)
		}
	})
}

func TestQuality(t *testing.T) {
	img := FromRGBA(sample.PhotoCard(480, 640))
	size, near := 0, 0.0
	for _, quality := range []int{1, 20, 40, 60, 75, 85, 95, 100} {
		var out bytes.Buffer
		if err := Encode(&out, img, quality); err != nil {
			t.Fatal(err)
		}
		if p := psnr(img, decode(t, out.Bytes())); p <= near || out.Len() <= size {
			t.Errorf("quality %d takes %d bytes for %.1f dB, the one before %d for %.1f", quality, out.Len(), p, size, near)
		} else {
			size, near = out.Len(), p
		}
	}
	sample.Within(t, "the best PSNR", near, 48, 99)
}

// A part of an image is encoded as if it stood alone.
func TestSubImage(t *testing.T) {
	img := noise(60, 50)
	part := img.SubImage(image.Rect(12, 8, 43, 37)).(*image.YCbCr)
	alone := image.NewYCbCr(image.Rect(0, 0, 31, 29), image.YCbCrSubsampleRatio420)
	for y := range 29 {
		for x := range 31 {
			c := part.YCbCrAt(12+x, 8+y)
			alone.Y[alone.YOffset(x, y)] = c.Y
			alone.Cb[alone.COffset(x, y)], alone.Cr[alone.COffset(x, y)] = c.Cb, c.Cr
		}
	}
	var a, b bytes.Buffer
	if err := errors.Join(Encode(&a, part, 60), Encode(&b, alone, 60)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("a part is encoded otherwise")
	}
}

func TestRefuses(t *testing.T) {
	for _, c := range []struct {
		img  image.YCbCr
		want error
		says string
	}{
		{image.YCbCr{}, ErrSize, "0×0"},
		{image.YCbCr{Rect: image.Rect(0, 0, MaxSide+1, 1), SubsampleRatio: image.YCbCrSubsampleRatio420}, ErrSize, "16383"},
		{image.YCbCr{Rect: image.Rect(0, 0, 1, MaxSide+1), SubsampleRatio: image.YCbCrSubsampleRatio420}, ErrSize, "1×16384"},
		{image.YCbCr{Rect: image.Rect(0, 0, 8, 8), SubsampleRatio: image.YCbCrSubsampleRatio444}, ErrSubsampling, "444"},
	} {
		err := Encode(io.Discard, &c.img, 75)
		if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: %v", c.img.Rect, err)
		}
	}
	longest := image.NewYCbCr(image.Rect(0, 0, MaxSide, 1), image.YCbCrSubsampleRatio420)
	checkRestored(t, longest, 75)
}

// Where the modes of all 4×4 pixels would take more than the first partition has,
// macroblocks at the end are predicted as a whole. Where that does not help, there is
// an error.
func TestLongPartitions(t *testing.T) {
	img := noise(800, 800)
	var e encoder
	const room = 8000
	s := settings{index: index(90), maxModes: 1 << 19}
	frame, err := e.encode(img, s)
	if err != nil {
		t.Fatal(err)
	}
	if modes := firstPartition(frame); modes < 2*room {
		t.Fatalf("the modes of noise take %d bytes", modes)
	}
	s.maxModes = room
	if frame, err = e.encode(img, s); err != nil {
		t.Fatal(err)
	}
	if modes := firstPartition(frame); modes > room || modes < room/4 {
		t.Errorf("the modes take %d bytes, of %d", modes, room)
	}
	decode(t, frame)
	s.maxModes = 100
	if _, err = e.encode(img, s); !errors.Is(err, ErrLong) {
		t.Errorf("%v, want %v", err, ErrLong)
	}
	if err := checkLengths(1, maxTokens+1, maxModes); !errors.Is(err, ErrLong) {
		t.Errorf("%v, want %v", err, ErrLong)
	}
}

// firstPartition returns the length that a frame's tag says.
func firstPartition(frame []byte) int {
	return (int(frame[0]) | int(frame[1])<<8 | int(frame[2])<<16) >> 5
}

// What an image leaves in an encoder does not show in the next.
func TestRepeats(t *testing.T) {
	img := FromRGBA(sample.TextCard(200, 100, true))
	var first, last bytes.Buffer
	if err := Encode(&first, img, 80); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*image.YCbCr{noise(300, 300), noise(20, 20), img} {
		last.Reset()
		if err := Encode(&last, other, 80); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), last.Bytes()) {
		t.Error("the same image has other bytes")
	}
}

func TestFlat(t *testing.T) {
	var out bytes.Buffer
	if err := Encode(&out, FromRGBA(sample.Fill(1080, 1440, color.RGBA{250, 248, 243, 255})), 75); err != nil {
		t.Fatal(err)
	}
	sample.Within(t, "bytes of a flat image", float64(out.Len()), 1, 3000) // three bits for each macroblock say how it is predicted
}

func BenchmarkVP8(b *testing.B) {
	for name, img := range map[string]*image.RGBA{"text": sample.TextCard(1080, 1440, true), "photo": sample.PhotoCard(1080, 1440)} {
		from := FromRGBA(img)
		var out bytes.Buffer
		sample.Bench(b, name, func() int {
			out.Reset()
			if err := Encode(&out, from, 75); err != nil {
				b.Fatal(err)
			}
			return out.Len()
		})
		sample.Bench(b, name+"/FromRGBA", func() int { return len(FromRGBA(img).Y) })
	}
}
