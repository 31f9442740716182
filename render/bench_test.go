//go:build unix

package render

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"syscall"
	"testing"

	"github.com/klauspost/compress/flate"
)

// cpuTime is what the process has used so far, user and system, in ms.
func cpuTime(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6
}

// measure runs draw, which returns an encoded card, and reports the CPU time and
// the size of one. It draws once before, so that what is warm is warm.
func measure(b *testing.B, draw func() []byte) {
	size := len(draw())
	b.ReportAllocs()
	start, n := cpuTime(b), 0
	b.ResetTimer()
	for b.Loop() {
		draw()
		n++
	}
	b.ReportMetric((cpuTime(b)-start)/float64(n), "cpu-ms/op")
	b.ReportMetric(float64(size), "bytes/card")
}

// BenchmarkCard draws the card to measure through our engine. warm: masks of
// glyphs and the scaled picture are kept. fresh: new characters on every card,
// the picture decoded anew.
//
// BenchmarkPlain draws the same pixels through gg alone and encodes them with
// image/png and image/jpeg; BenchmarkBaseline is what a Go user writes by hand.
// Ratios are those of cpu-ms/op within one run:
//
//	go test ./render -run - -bench 'Card|Plain|Baseline|Floor' -benchtime 2s
func BenchmarkCard(b *testing.B) {
	for _, c := range benchCards() {
		for _, format := range []Format{PNG, JPEG} {
			b.Run(c.String()+"/"+string(format)+"/warm", func(b *testing.B) {
				r := newTestRenderer()
				photo, err := decodesPhoto(context.Background(), "")
				if err != nil {
					b.Fatal(err)
				}
				job := Job{Template: c.template(b), Data: c.data(), Images: always(photo), Format: format}
				measure(b, func() []byte { return mustRender(b, r, job) })
			})
			b.Run(c.String()+"/"+string(format)+"/fresh", func(b *testing.B) {
				r := newTestRenderer()
				random := rand.New(rand.NewPCG(1, 2))
				job := Job{Template: c.template(b), Images: decodesPhoto, Format: format}
				measure(b, func() []byte {
					d := c.data()
					newWords(d, random)
					job.Data = d
					return mustRender(b, r, job)
				})
			})
		}
	}
	b.Run("peers", benchmarkPeers)
}

func mustRender(b *testing.B, r *Renderer, job Job) []byte {
	img, err := r.Render(context.Background(), job)
	if err != nil {
		b.Fatal(err)
	}
	return img.Bytes
}

// BenchmarkPlain draws the same cards without shortcuts or encoders of ours.
func BenchmarkPlain(b *testing.B) {
	for _, c := range benchCards() {
		for _, format := range []Format{PNG, JPEG} {
			b.Run(c.String()+"/"+string(format), func(b *testing.B) {
				r := newTestRenderer()
				job := Job{Template: c.template(b), Data: c.data(), Images: decodesPhotoPlainly}
				measure(b, func() []byte {
					s := laidOut(b, r, job)
					defer s.release()
					s.plain = true
					return encodeStandard(b, painted(b, s), format)
				})
			})
		}
	}
}

// encodeStandard encodes as the standard library does when it is not asked for
// anything but our quality.
func encodeStandard(b *testing.B, img image.Image, format Format) []byte {
	var buf bytes.Buffer
	var err error
	if format == PNG {
		err = png.Encode(&buf, img)
	} else {
		err = jpeg.Encode(&buf, img, &jpeg.Options{Quality: 90})
	}
	if err != nil {
		b.Fatal(err)
	}
	return buf.Bytes()
}

// BenchmarkFloor is the least that a PNG of the text cards can cost: deflate at
// level 1 of the pixels in the form the PNG stores them, without filters, and one
// copy of the canvas. The peers' card is also deflated in true colour.
func BenchmarkFloor(b *testing.B) {
	for _, c := range benchCards() {
		if c.photo() {
			continue
		}
		b.Run(c.name, func(b *testing.B) {
			job := Job{Template: c.template(b), Data: c.data(), Images: decodesPhoto}
			measureFloor(b, mustRender(b, newTestRenderer(), job), false)
		})
	}
	b.Run("peers", func(b *testing.B) {
		scenes, files := peerScenes(b)
		kept := keptPeers(b, files)
		for _, card := range []string{"og", "poster"} {
			tmpl, texts := scenes[card+"-text"].template(b)
			card := card + "/text/png/"
			data := mustRender(b, newTestRenderer(), Job{Template: tmpl, Data: texts, Images: kept, Format: PNG})
			b.Run(card+"warm", func(b *testing.B) { measureFloor(b, data, false) })
			b.Run(card+"rgb", func(b *testing.B) { measureFloor(b, data, true) })
		}
	})
}

// measureFloor measures one deflate of a PNG's pixels, in true colour if rgb is set.
func measureFloor(b *testing.B, data []byte, rgb bool) {
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		b.Fatal(err)
	}
	stored := storedBytes(decoded, rgb)
	size := decoded.Bounds().Size()
	canvas, from := make([]byte, 4*size.X*size.Y), make([]byte, 4*size.X*size.Y)
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, 1)
	if err != nil {
		b.Fatal(err)
	}
	measure(b, func() []byte {
		copy(canvas, from)
		buf.Reset()
		w.Reset(&buf)
		_, _ = w.Write(stored) // to memory
		_ = w.Close()
		return buf.Bytes()
	})
}

// storedBytes are the pixels as the PNG holds them: indices, or RGB, which rgb asks for.
func storedBytes(img image.Image, rgb bool) []byte {
	if p, ok := img.(*image.Paletted); ok && !rgb {
		return p.Pix
	}
	var out []byte
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			r, g, b, _ := img.At(x, y).RGBA()
			out = append(out, byte(r>>8), byte(g>>8), byte(b>>8))
		}
	}
	return out
}

// BenchmarkBuiltin draws the built-in cards as the service does.
func BenchmarkBuiltin(b *testing.B) {
	for _, name := range append(append([]string{}, cardNames...), otherCards...) {
		for _, theme := range []string{"clean", "ink"} {
			b.Run(name+"/"+theme, func(b *testing.B) {
				r := newTestRenderer()
				data := fixtures()[0].data
				data.Theme = theme
				job := Job{Template: loadCard(b, name), Data: &data, Images: fixtureImages()}
				measure(b, func() []byte { return mustRender(b, r, job) })
			})
		}
	}
}

// BenchmarkWorkers draws one card after another on every processor: with
// -cpu 1,2 it tells what a second worker adds.
func BenchmarkWorkers(b *testing.B) {
	r, c := newTestRenderer(), benchCard{"poster", "text"}
	tmpl := c.template(b)
	b.RunParallel(func(pb *testing.PB) {
		job := Job{Template: tmpl, Data: c.data(), Format: PNG}
		for pb.Next() {
			if _, err := r.Render(context.Background(), job); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "cards/s")
}

// BenchmarkStages draws the poster to measure stage by stage.
func BenchmarkStages(b *testing.B) {
	r := newTestRenderer()
	c := benchCard{"poster", "text"}
	job := Job{Template: c.template(b), Data: c.data(), Format: PNG}
	ctx := context.Background()
	bench := func(name string, do func(s *state) error) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := r.begin(&job)
				if err := do(s); err != nil {
					b.Fatal(err)
				}
				s.release()
			}
		})
	}
	bench("fill", func(s *state) error { return s.run(ctx, pipeline[:at("style")]) })
	bench("to layout", func(s *state) error { return s.run(ctx, pipeline[:at("paint")]) })
	ready := laidOut(b, r, job)
	bench("paint", func(s *state) error {
		s.root, s.pictures, s.width, s.height = ready.root, ready.pictures, ready.width, ready.height
		return paintBoxes(ctx, s)
	})
	painted(b, ready)
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := encodePixels(ctx, ready); err != nil {
				b.Fatal(err)
			}
		}
	})
}
