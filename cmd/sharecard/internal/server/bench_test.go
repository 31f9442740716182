//go:build unix

package server_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/render"
)

// A picture of the size of a poster with a photograph.
const benchBytes = 160_000

type benchRenderer struct{}

func (benchRenderer) Render(context.Context, render.Job) (*render.Image, error) {
	return &render.Image{Bytes: make([]byte, benchBytes), Format: render.JPEG}, nil
}

// BenchmarkCached compares requests over loopback for a card that has been drawn
// with what they cost at least: "service" is the whole server, with metrics and
// without and with its log, "gin" is gin that returns as many bytes from memory.
// The client is part of both.
func BenchmarkCached(b *testing.B) {
	b.Run("gin", func(b *testing.B) {
		gin.SetMode(gin.ReleaseMode)
		e, picture := gin.New(), make([]byte, benchBytes)
		e.GET("/v1/articles/:id/cards/:file", func(c *gin.Context) { c.Data(http.StatusOK, "image/jpeg", picture) })
		benchmarkGet(b, func(_ context.Context, ln net.Listener) error { return http.Serve(ln, e) })
	})
	b.Run("service", func(b *testing.B) { benchmarkGet(b, benchServer(b, slog.DiscardHandler).Serve) })
	b.Run("service-log", func(b *testing.B) {
		benchmarkGet(b, benchServer(b, slog.NewJSONHandler(io.Discard, nil)).Serve)
	})
}

func benchServer(b *testing.B, log slog.Handler) *server.Server {
	store := openData(b, b.TempDir(), nil).DB.Articles()
	if _, err := store.Put(b.Context(), &article.Article{ID: "a", Title: "题", URL: "https://news.example/a"}); err != nil {
		b.Fatal(err)
	}
	library, err := card.NewLibrary(fstest.MapFS{"poster.html": {}}, nil, loadFake)
	if err != nil {
		b.Fatal(err)
	}
	counters := metrics.New()
	cards := card.New(card.Config{Articles: store, Templates: library, Renderer: benchRenderer{}, Observer: counters})
	b.Cleanup(cards.Close)
	limits := server.Limits{Linger: time.Nanosecond}
	return server.New(server.Config{Cards: cards, Articles: store, Metrics: counters, Log: slog.New(log), Limits: limits})
}

// benchmarkGet asks what serve serves for a card, over connections that stay.
func benchmarkGet(b *testing.B, serve func(context.Context, net.Listener) error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(b.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = serve(ctx, ln) // closed below
	}()
	defer func() {
		cancel()
		_ = ln.Close()
		<-ended
	}()
	request := []byte("GET " + poster + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
	b.SetParallelism(8)
	b.ReportAllocs()
	before := cpuTime(b)
	b.RunParallel(func(pb *testing.PB) {
		conn, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			b.Error(err)
			return
		}
		defer func() { _ = conn.Close() }()
		whole := make([]byte, 0) // every answer is as long as the first
		for pb.Next() {
			if _, err := conn.Write(request); err != nil {
				b.Error(err)
				return
			}
			if len(whole) > 0 {
				_, err = io.ReadFull(conn, whole)
			} else {
				whole, err = readAnswer(conn)
			}
			if err != nil || !bytes.HasPrefix(whole, []byte("HTTP/1.1 200")) {
				b.Errorf("%.40q %v", whole, err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/float64(b.N), "cpu-us/op")
}

// readAnswer reads one answer, whose length it finds in its header.
func readAnswer(conn net.Conn) ([]byte, error) {
	var raw bytes.Buffer
	r, err := http.ReadResponse(bufio.NewReader(io.TeeReader(conn, &raw)), nil)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, r.Body)
	return raw.Bytes(), err
}

func cpuTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
