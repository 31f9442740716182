package png

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math/rand/v2"
	"runtime"
	"testing"

	"sharecard/render/internal/sample"
)

// chunk is a chunk of a file with a right checksum.
func chunk(kind string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, kind...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// form is what a file of [randomPNG] is like.
type form struct {
	Header
	palette, transparency []byte // bodies of PLTE and tRNS, nil: none
	pieces                int    // of the pixels' stream, each in a chunk of its own
}

// randomPNG writes a file of any form with random samples in random filters.
func randomPNG(f form, random *rand.Rand) []byte {
	var raw []byte
	for _, p := range (&decoder{Header: f.Header}).passes() {
		width, height := p.size(f.Header)
		for range height {
			raw = append(raw, byte(random.IntN(filterPaeth+1)))
			few := random.IntN(3) == 0 // samples that repeat, so that one may be the transparent colour
			for range f.rowBytes(width) {
				if few {
					raw = append(raw, byte(random.IntN(2)))
				} else {
					raw = append(raw, byte(random.Uint32()))
				}
			}
		}
	}
	var deflated bytes.Buffer
	z := zlib.NewWriter(&deflated)
	_, _ = z.Write(raw)
	_ = z.Close()
	return assemble(f, deflated.Bytes())
}

// assemble makes a file of a stream of pixels.
func assemble(f form, stream []byte) []byte {
	ihdr := binary.BigEndian.AppendUint32(nil, uint32(f.Width))
	ihdr = binary.BigEndian.AppendUint32(ihdr, uint32(f.Height))
	ihdr = append(ihdr, byte(f.Depth), byte(f.Colour), 0, 0, 0)
	if f.Interlaced {
		ihdr[12] = 1
	}
	file := append([]byte(signature), chunk("IHDR", ihdr)...)
	file = append(file, chunk("gAMA", []byte{0, 0, 0xB1, 0x8F})...)
	if f.palette != nil {
		file = append(file, chunk("PLTE", f.palette)...)
	}
	if f.transparency != nil {
		file = append(file, chunk("tRNS", f.transparency)...)
	}
	for range f.pieces {
		n := len(stream) / (f.pieces + 1)
		file = append(append(file, chunk("IDAT", stream[:n])...), chunk("IDAT", nil)...)
		stream = stream[n:]
	}
	file = append(file, chunk("IDAT", stream)...)
	return append(append(file, chunk("tEXt", []byte("Comment\x00none"))...), chunk("IEND", nil)...)
}

// forms are all colour types in all depths, with and without transparency.
func forms() (all []form) {
	for _, colour := range []int{typeGrey, typeRGB, typePalette, typeGreyAlpha, typeRGBA} {
		for _, depth := range []int{1, 2, 4, 8, 16} {
			f := form{Header: Header{Depth: depth, Colour: colour}}
			if !f.isAllowed() {
				continue
			}
			if colour == typePalette {
				f.palette = bytes.Repeat([]byte{200, 30, 90, 7, 160, 40}, 1<<depth/2)
			}
			all = append(all, f)
			switch colour {
			case typeGrey:
				f.transparency = []byte{0, 1}
			case typeRGB:
				f.transparency = []byte{0, 1, 0, 0, 0, 1}
			case typePalette:
				f.transparency = []byte{90, 0xFF}
			default:
				continue
			}
			all = append(all, f)
		}
	}
	return all
}

func (f form) String() string {
	return fmt.Sprintf("type %d, %d bits, tRNS %v, interlaced %v, %d×%d",
		f.Colour, f.Depth, f.transparency != nil, f.Interlaced, f.Width, f.Height)
}

// onCard is a picture in the colours of a card.
func onCard(m image.Image) *image.RGBA {
	to := image.NewRGBA(image.Rectangle{Max: m.Bounds().Size()})
	draw.Draw(to, to.Rect, m, m.Bounds().Min, draw.Src)
	return to
}

// All forms of PNG are decoded to the pixels that image/png makes of them, and reduced
// ones to the means of those.
func TestDecode(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, f := range forms() {
		for _, size := range [][2]int{{1, 1}, {2, 3}, {7, 5}, {9, 16}, {33, 21}} {
			for _, f.Interlaced = range []bool{false, true} {
				f.Width, f.Height, f.pieces = size[0], size[1], size[0]%3
				data := randomPNG(f, random)
				std, err := png.Decode(bytes.NewReader(data))
				if err != nil {
					t.Fatal(f, err)
				}
				want := onCard(std)
				for shrink := 1; shrink <= min(5, f.Width, f.Height); shrink++ {
					got, err := Decode(t.Context(), data, shrink)
					if err != nil {
						t.Fatal(f, err)
					}
					if got := onCard(got); !bytes.Equal(got.Pix, means(want, shrink).Pix) || got.Rect.Dx() != f.Width/shrink {
						t.Errorf("%v, shrunk %d times: other pixels than image/png's", f, shrink)
					}
				}
			}
		}
	}
}

// means are those of squares of pixels.
func means(m *image.RGBA, side int) *image.RGBA {
	to := image.NewRGBA(image.Rect(0, 0, m.Rect.Dx()/side, m.Rect.Dy()/side))
	for i := range to.Pix {
		x, y, sum := i%to.Stride/4*side, i/to.Stride*side, side*side/2
		for k := range side * side {
			sum += int(m.Pix[m.PixOffset(x+k%side, y+k/side)+i%4])
		}
		to.Pix[i] = byte(sum / (side * side))
	}
	return to
}

// A picture that is not reduced stays what its file has: straight colours, or indices.
func TestDecodeKeepsSamples(t *testing.T) {
	translucent := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	translucent.SetNRGBA(0, 0, color.NRGBA{201, 3, 77, 5})
	translucent.SetNRGBA(1, 0, color.NRGBA{9, 8, 7, 255})
	var file bytes.Buffer
	if err := png.Encode(&file, translucent); err != nil {
		t.Fatal(err)
	}
	got, err := Decode(t.Context(), file.Bytes(), 1)
	if m, ok := got.(*image.NRGBA); err != nil || !ok || !bytes.Equal(m.Pix, translucent.Pix) {
		t.Errorf("got %T %v, %v", got, got, err)
	}
	got, err = Decode(t.Context(), encodePNG(sample.Colours(30, 20, 9), Options{}), 1)
	if _, ok := got.(*image.Paletted); err != nil || !ok {
		t.Errorf("a palette image became %T, %v", got, err)
	}
}

// What is cut off, damaged or against the rules is refused.
func TestDecodeRefuses(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	rgb := form{Header: Header{Width: 5, Height: 4, Depth: 8, Colour: typeRGB}, pieces: 1}
	whole := randomPNG(rgb, random)
	for n := range whole {
		if _, err := Decode(t.Context(), whole[:n], 1); !errors.Is(err, ErrFormat) {
			t.Fatalf("%d of %d bytes: %v", n, len(whole), err)
		}
		damaged := bytes.Clone(whole)
		damaged[n] ^= 0x10
		if _, err := Decode(t.Context(), damaged, 1); !errors.Is(err, ErrFormat) && !errors.Is(err, ErrUnsupported) {
			t.Fatalf("byte %d damaged: %v", n, err)
		}
	}
	deflated := func(raw []byte) []byte {
		var b bytes.Buffer
		z := zlib.NewWriter(&b)
		_, _ = z.Write(raw)
		_ = z.Close()
		return b.Bytes()
	}
	exact := make([]byte, 4*(1+15))
	filter := bytes.Clone(exact)
	filter[16] = 5
	alpha := form{Header: Header{Width: 1, Height: 1, Depth: 8, Colour: typeRGBA}, transparency: []byte{0}}
	two := form{Header: Header{Width: 5, Height: 4, Depth: 8, Colour: typePalette}}
	for name, data := range map[string][]byte{
		"too few pixels":         assemble(rgb, deflated(exact[1:])),
		"too many":               assemble(rgb, deflated(append(exact, 0))),
		"an unknown filter":      assemble(rgb, deflated(filter)),
		"no palette":             assemble(two, deflated(exact)),
		"an endless PLTE":        assemble(form{Header: rgb.Header, palette: make([]byte, 257*3)}, deflated(exact)),
		"tRNS beside alpha":      assemble(alpha, deflated(exact)),
		"colour type 5":          assemble(form{Header: Header{Width: 1, Height: 1, Depth: 8, Colour: 5}}, deflated(exact)),
		"2³¹ px wide":            assemble(form{Header: Header{Width: 1 << 31, Height: 1, Depth: 8, Colour: typeRGB}}, deflated(exact)),
		"more pixels than ever":  assemble(form{Header: Header{Width: 1 << 20, Height: 1 << 21, Depth: 8, Colour: typeRGB}}, deflated(exact)),
		"0 px high":              assemble(form{Header: Header{Width: 1, Depth: 8, Colour: typeRGB}}, deflated(exact)),
		"no pixels":              append(bytes.Clone(whole[:headerEnd]), chunk("IEND", nil)...),
		"two headers":            append(bytes.Clone(whole[:headerEnd]), whole[len(signature):]...),
		"a palette after pixels": append(bytes.Clone(whole[:len(whole)-12]), append(chunk("PLTE", make([]byte, 3)), chunk("IEND", nil)...)...),
	} {
		if _, err := Decode(t.Context(), data, 1); !errors.Is(err, ErrFormat) && !errors.Is(err, ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
		if name == "more pixels than ever" {
			continue // image/png makes room for them
		}
		if _, err := png.Decode(bytes.NewReader(data)); err == nil {
			t.Errorf("%s: image/png takes it", name)
		}
	}
	many := assemble(form{Header: Header{Width: 1 << 15, Height: 1 << 15, Depth: 8, Colour: typeRGB}}, deflated(exact))
	if _, err := Decode(t.Context(), many, 1); !errors.Is(err, ErrFormat) {
		t.Errorf("a gigapixel in %d bytes: %v", len(many), err)
	}
	for _, shrink := range []int{0, 5, MaxShrink + 1} {
		if _, err := Decode(t.Context(), whole, shrink); err == nil {
			t.Errorf("shrink %d of a picture 4 px high is no error", shrink)
		}
	}
}

// Who asks for a picture and leaves does not keep the decoder.
func TestDecodeEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Decode(ctx, encodePNG(sample.PhotoCard(40, 30), Options{}), 1); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// The memory that a reduced picture takes is that of the result, whatever its form.
func TestDecodeMemory(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for _, f := range forms() {
		for _, f.Interlaced = range []bool{false, true} {
			f.Width, f.Height = 200, 120
			data := randomPNG(f, random)
			for _, shrink := range []int{1, 4} {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				if _, err := Decode(t.Context(), data, shrink); err != nil {
					t.Fatal(err)
				}
				runtime.ReadMemStats(&after)
				if got, most := int64(after.TotalAlloc-before.TotalAlloc), f.Memory(shrink); got > most {
					t.Errorf("%v, shrunk %d times: %d bytes, more than the %d announced", f, shrink, got, most)
				}
			}
		}
	}
}

// FuzzDecode: what image/png decodes is decoded to the same pixels, and nothing else is.
func FuzzDecode(f *testing.F) {
	random := rand.New(rand.NewPCG(7, 8))
	for _, kind := range forms() {
		kind.Width, kind.Height, kind.Interlaced = 9, 7, kind.Depth%3 == 1
		f.Add(randomPNG(kind, random))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		data = withChecksums(data)
		if h, err := DecodeHeader(data); errors.Is(err, ErrUnsupported) || h.Width*h.Height > 1<<16 {
			return // image/png makes room for any number of pixels
		}
		got, err := Decode(t.Context(), data, 1)
		want, stdErr := png.Decode(bytes.NewReader(data))
		if (err == nil) != (stdErr == nil) {
			t.Fatalf("%v where image/png says %v", err, stdErr)
		}
		if err == nil && !bytes.Equal(onCard(got).Pix, onCard(want).Pix) {
			t.Fatal("other pixels than image/png's")
		}
	})
}

// withChecksums makes the checksums of all chunks right, so that what is changed in one
// is read.
func withChecksums(data []byte) []byte {
	data = bytes.Clone(data)
	for at := len(signature); at+12 <= len(data); {
		n := uint64(binary.BigEndian.Uint32(data[at:]))
		if n > uint64(len(data)-at-12) {
			break
		}
		end := at + 8 + int(n)
		binary.BigEndian.PutUint32(data[end:], crc32.ChecksumIEEE(data[at+4:end]))
		at = end + 4
	}
	return data
}

// BenchmarkDecode compares with image/png.
func BenchmarkDecode(b *testing.B) {
	photo, err := png.Decode(bytes.NewReader(encodePNG(sample.PhotoCard(1600, 900), Options{})))
	if err != nil {
		b.Fatal(err)
	}
	var file bytes.Buffer
	if err := png.Encode(&file, photo); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(4 * 1600 * 900)
	for _, shrink := range []int{1, 2, 3} {
		b.Run(fmt.Sprint("shrink ", shrink), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Decode(b.Context(), file.Bytes(), shrink); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("image/png", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := png.Decode(bytes.NewReader(file.Bytes())); err != nil {
				b.Fatal(err)
			}
		}
	})
}
