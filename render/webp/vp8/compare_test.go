//go:build unix

package vp8

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // photographs
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	xdraw "golang.org/x/image/draw"

	"sharecard/render/internal/sample"
)

// point is what an image takes at some quality: bytes, how near it comes, and user time.
type point struct {
	bytes, psnr float64
	cpu         time.Duration
}

func ours(t *testing.T, img *image.YCbCr, quality int) point {
	t.Helper()
	var out bytes.Buffer
	var before, after syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	if err == nil {
		err = Encode(&out, img, quality)
	}
	if err == nil {
		err = syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	}
	if err != nil {
		t.Fatal(err)
	}
	cpu := time.Duration(after.Utime.Nano() - before.Utime.Nano())
	return point{float64(out.Len()), psnr(img, decode(t, out.Bytes())), cpu}
}

func cwebp(t *testing.T, img *image.YCbCr, quality int) point {
	t.Helper()
	raw := filepath.Join(t.TempDir(), "in.yuv")
	if err := os.WriteFile(raw, slices.Concat(img.Y, img.Cb, img.Cr), 0o600); err != nil {
		t.Fatal(err)
	}
	to := raw + ".webp"
	cmd := exec.Command("cwebp", "-quiet", "-m", "2", "-q", fmt.Sprint(quality),
		"-s", fmt.Sprint(img.Rect.Dx()), fmt.Sprint(img.Rect.Dy()), raw, "-o", to)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	frame := data[riffHeader:]
	return point{float64(len(frame)), psnr(img, decode(t, frame)), cmd.ProcessState.UserTime()}
}

// compared are a card of text, one with noise that is like a photograph, and cards with the first
// photographs in the folders of SHARECARD_PHOTOS.
func compared(t *testing.T) map[string]*image.RGBA {
	const w, h = 720, 960
	list := map[string]*image.RGBA{"text": sample.TextCard(w, h, true), "noise": sample.PhotoCard(w, h)}
	for _, folder := range filepath.SplitList(os.Getenv("SHARECARD_PHOTOS")) {
		names, err := filepath.Glob(filepath.Join(folder, "*.jpg"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names[:min(len(names), 3)] {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			photo, _, err := image.Decode(f)
			f.Close()
			if err != nil {
				t.Fatal(err)
			}
			card := sample.TextCard(w, h, false)
			xdraw.ApproxBiLinear.Scale(card, image.Rect(0, 0, w, h/2), photo, photo.Bounds(), draw.Src, nil)
			list[filepath.Base(name)] = card
		}
	}
	return list
}

// Bytes are compared at the same PSNR, between the qualities of ours around it. The time is
// for reading.
func TestAgainstCwebp(t *testing.T) {
	if _, err := exec.LookPath("cwebp"); err != nil {
		t.Skip("no cwebp: apt-get install webp")
	}
	if testing.Short() {
		t.Skip("the race detector can tell nothing of it")
	}
	for name, card := range compared(t) {
		img := FromRGBA(card)
		var curve []point
		for _, quality := range []int{35, 50, 65, 80, 90, 96} {
			curve = append(curve, ours(t, img, quality))
		}
		var lines strings.Builder
		for _, quality := range []int{50, 70, 90} {
			their, our := cwebp(t, img, quality), ours(t, img, quality)
			i := 1
			for i < len(curve)-1 && curve[i].psnr < their.psnr {
				i++
			}
			a, b := curve[i-1], curve[i]
			at := (their.psnr - a.psnr) / (b.psnr - a.psnr)
			share := a.bytes * math.Pow(b.bytes/a.bytes, at) / their.bytes
			if share > 1.15 {
				t.Errorf("%s takes %.2f of the bytes of cwebp -m 2 -q %d", name, share, quality)
			}
			// The same number means about the same.
			sample.Within(t, fmt.Sprintf("%s: dB above those of cwebp -q %d", name, quality), our.psnr-their.psnr, -1, 3)
			fmt.Fprintf(&lines, "; quality %d, %.1f dB: %.2f of the bytes, %.1f of the time",
				quality, their.psnr, share, our.cpu.Seconds()/their.cpu.Seconds())
		}
		t.Logf("%s%s", name, lines.String())
	}
}
