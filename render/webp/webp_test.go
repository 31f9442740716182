package webp_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	xwebp "golang.org/x/image/webp"

	"sharecard/render/internal/sample"
	"sharecard/render/webp"
	"sharecard/render/webp/vp8"
	"sharecard/render/webp/vp8l"
)

// files are pictures as files, simple and extended: odd and even in length, with and
// without a palette, transparent and lossy.
func files(t *testing.T) (pictures map[string]*image.RGBA, written map[string][]byte) {
	t.Helper()
	pictures = map[string]*image.RGBA{
		"text": sample.TextCard(301, 203, true), "photo": sample.PhotoCard(120, 90), "clear": sample.Noise(31, 17, false),
		"two": sample.Colours(33, 20, 2), "sixteen": sample.Colours(41, 30, 16),
	}
	written = map[string][]byte{}
	var e webp.Encoder
	for name, img := range pictures {
		for _, small := range []bool{false, true} {
			file := e.Lossless(img, vp8l.Options{Small: small})
			written[fmt.Sprint(name, "-", small)] = bytes.Clone(file)
			for n := range 2 {
				written[fmt.Sprint(name, "-", small, "-xmp", n)] = webp.Extend(file, webp.XMPChunk(make([]byte, 40+n)))
			}
		}
	}
	lossy, err := e.Lossy(vp8.FromRGBA(pictures["photo"]), 80)
	if err != nil {
		t.Fatal(err)
	}
	written["lossy"] = bytes.Clone(lossy)
	written["lossy-xmp"] = webp.Extend(lossy, webp.XMPChunk(make([]byte, 41)))
	return pictures, written
}

func TestFilesAreRead(t *testing.T) {
	pictures, written := files(t)
	for name, file := range written {
		img, err := xwebp.Decode(bytes.NewReader(file))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, name, pictures, img)
		if size := int(file[4]) | int(file[5])<<8 | int(file[6])<<16; size != len(file)-8 {
			t.Errorf("%s: the file says that %d bytes follow, and %d do", name, size, len(file)-8)
		}
	}
}

// check compares a picture with the one that was written, if without loss.
func check(t *testing.T, name string, pictures map[string]*image.RGBA, got image.Image) {
	t.Helper()
	base, _, _ := strings.Cut(name, "-")
	want := pictures[base]
	if base == "lossy" {
		if got.Bounds().Size() != pictures["photo"].Rect.Size() {
			t.Errorf("%s is %v", name, got.Bounds())
		}
		return
	}
	slack := 0
	if base == "clear" {
		slack = 1 // WebP's colours are not premultiplied
	}
	sample.CheckPixels(t, want, sample.ToRGBA(got), slack)
}

// TestDwebp has the decoder of libwebp, which browsers have too, read the files.
func TestDwebp(t *testing.T) {
	dwebp, err := exec.LookPath("dwebp")
	if err != nil {
		t.Skip("dwebp is not installed (apt-get install webp)")
	}
	pictures, written := files(t)
	folder := t.TempDir()
	for name, file := range written {
		in, out := filepath.Join(folder, name+".webp"), filepath.Join(folder, name+".png")
		if err := os.WriteFile(in, file, 0o600); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(dwebp, "-quiet", in, "-o", out).CombinedOutput(); err != nil {
			t.Errorf("%s: %v %s", name, err, said)
			continue
		}
		decoded, err := os.Open(out)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(decoded)
		decoded.Close()
		if err != nil {
			t.Fatal(err)
		}
		check(t, name, pictures, img)
		if name == "lossy" { // in the range and the matrix of colours that decoders take
			sample.Within(t, "PSNR", sample.PSNR(pictures["photo"], img), 28, 99)
		}
	}
}

// TestChromium has the browser show the lossless files.
func TestChromium(t *testing.T) {
	pictures, written := files(t)
	var names []string
	var data [][]byte
	for name, file := range written {
		if base, _, _ := strings.Cut(name, "-"); base != "lossy" && base != "clear" {
			names, data = append(names, name), append(data, file)
		}
	}
	for i, pixels := range sample.InChromium(t, "image/webp", data) {
		base, _, _ := strings.Cut(names[i], "-")
		if !bytes.Equal(pixels, pictures[base].Pix) {
			t.Errorf("%s: Chromium shows other pixels", names[i])
		}
	}
}
