package vp8

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/image/webp"

	"sharecard/render/internal/sample"
)

// riffHeader is what stands before a frame in a file of WebP: "RIFF", its length, "WEBP",
// "VP8 ", its length.
const riffHeader = 20

// file makes a file of WebP of a frame.
func file(t *testing.T, img *image.YCbCr, quality int) []byte {
	t.Helper()
	var frame bytes.Buffer
	if err := Encode(&frame, img, quality); err != nil {
		t.Fatal(err)
	}
	padded := frame.Bytes()
	if len(padded)%2 != 0 {
		padded = append(padded, 0)
	}
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(padded)+riffHeader-8))
	out = binary.LittleEndian.AppendUint32(append(out, "WEBPVP8 "...), uint32(frame.Len()))
	return append(out, padded...)
}

// read are images that readers are asked to read.
func read() []*image.YCbCr {
	return []*image.YCbCr{
		FromRGBA(sample.TextCard(211, 157, true)), FromRGBA(sample.PhotoCard(160, 241)), FromRGBA(sample.Gradient(65, 33)), noise(50, 31),
	}
}

// dwebp and x/image read the same samples, after the loop filter.
func TestDwebp(t *testing.T) {
	if _, err := exec.LookPath("dwebp"); err != nil {
		t.Skip("no dwebp: apt-get install webp")
	}
	folder := t.TempDir()
	for _, img := range read() {
		for _, quality := range []int{5, 50, 75, 98} {
			data := file(t, img, quality)
			decoded, err := webp.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(folder, "card.webp")
			if err := os.WriteFile(name, data, 0o600); err != nil {
				t.Fatal(err)
			}
			if out, err := exec.Command("dwebp", "-quiet", "-yuv", name, "-o", name+".yuv").CombinedOutput(); err != nil {
				t.Fatalf("%v: %s", err, out)
			}
			got, err := os.ReadFile(name + ".yuv")
			if err != nil {
				t.Fatal(err)
			}
			eachPlane(decoded.(*image.YCbCr), func(i int, pix []byte, stride, w, h int) {
				for y := range h {
					if !bytes.Equal(got[:w], pix[y*stride:][:w]) {
						t.Fatalf("%v at quality %d: dwebp reads row %d of plane %d otherwise than x/image", img.Rect.Size(), quality, y, i)
					}
					got = got[w:]
				}
			})
		}
	}
}

// Chromium shows what dwebp reads.
func TestChromium(t *testing.T) {
	if _, err := exec.LookPath("dwebp"); err != nil {
		t.Skip("no dwebp: apt-get install webp")
	}
	var files, want [][]byte
	for _, img := range read() {
		data := file(t, img, 75)
		cmd := exec.Command("dwebp", "-quiet", "-ppm", "-o", "-", "--", "-")
		cmd.Stdin = bytes.NewReader(data)
		ppm, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, data)
		want = append(want, ppm[len(ppm)-3*img.Rect.Dx()*img.Rect.Dy():])
	}
	for i, got := range sample.InChromium(t, "image/webp", files) {
		for p := 0; 4*p < len(got); p++ {
			g, w := color.RGBA{got[4*p], got[4*p+1], got[4*p+2], 255}, color.RGBA{want[i][3*p], want[i][3*p+1], want[i][3*p+2], 255}
			if g != w {
				t.Fatalf("pixel %d of image %d is %v in Chromium, %v by dwebp", p, i, g, w)
			}
		}
	}
}
