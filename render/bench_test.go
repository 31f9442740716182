package render

import (
	"context"
	"testing"
)

// BenchmarkCard draws the built-in cards as the service does: a warm renderer,
// the template parsed, the cover decoded.
func BenchmarkCard(b *testing.B) {
	for _, name := range cardNames {
		for _, f := range fixtures()[:3] {
			for _, format := range []Format{PNG, JPEG} {
				b.Run(name+"/"+f.name+"/"+string(format), func(b *testing.B) {
					r := newTestRenderer()
					job := Job{Template: loadCard(b, name), Data: &f.data, Images: fixtureImages(), Format: format}
					b.ReportAllocs()
					bytes := 0
					for b.Loop() {
						img, err := r.Render(context.Background(), job)
						if err != nil {
							b.Fatal(err)
						}
						bytes = len(img.Bytes)
					}
					b.ReportMetric(float64(bytes), "bytes/card")
				})
			}
		}
	}
}

// BenchmarkStages draws the poster stage by stage.
func BenchmarkStages(b *testing.B) {
	r := newTestRenderer()
	job := Job{Template: loadCard(b, "poster"), Data: &fixtures()[0].data, Images: fixtureImages()}
	b.Run("execute+dom", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := r.execute(context.Background(), job.Template, job.Data); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("to layout", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := r.layout(context.Background(), &job); err != nil {
				b.Fatal(err)
			}
		}
	})
	p, err := r.layout(context.Background(), &job)
	if err != nil {
		b.Fatal(err)
	}
	for _, plain := range []bool{false, true} {
		b.Run(map[bool]string{false: "paint", true: "paint plain"}[plain], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				canvas, err := r.paint(p, plain)
				if err != nil {
					b.Fatal(err)
				}
				r.canvas.Put(canvas)
			}
		})
	}
}
