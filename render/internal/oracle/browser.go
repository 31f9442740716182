package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/chromedp"
)

// browserTime bounds the whole run.
const browserTime = 10 * time.Minute

// session is a running Chromium and the server it looks at.
type session struct {
	ctx     context.Context
	cancel  []func()
	server  *http.Server
	address string
	dir     string
	version string
	page    []byte // at memoryPage
}

// seen is what Chromium makes of one fixture.
type seen struct {
	layout []byte // JSON
	pixels []byte // PNG
}

// embeddedFontsOnly keeps the machine's own fonts from Chromium, so that what it
// falls back to is the same everywhere: the module's folder fonts. The caller
// removes the folder that is returned, unless there is an error.
func embeddedFontsOnly() (chromedp.ExecAllocatorOption, string, error) {
	fonts, err := filepath.Abs("fonts")
	if err != nil {
		return nil, "", err
	}
	dir, err := os.MkdirTemp("", "oracle")
	if err != nil {
		return nil, "", err
	}
	config := filepath.Join(dir, "fonts.conf")
	// With the display faces beside them Chromium refuses variable faces of pages.
	text := "<fontconfig><dir>" + fonts + "</dir><cachedir>" + dir + "</cachedir>" +
		"<selectfont><rejectfont><glob>" + fonts + "/display/*</glob></rejectfont></selectfont>" +
		"<include ignore_missing=\"yes\">/etc/fonts/conf.d</include></fontconfig>\n" // hinting and the like
	if err := os.WriteFile(config, []byte(text), 0o644); err != nil {
		return nil, "", errors.Join(err, os.RemoveAll(dir))
	}
	return chromedp.Env("FONTCONFIG_FILE=" + config), dir, nil
}

// openPlain starts Chromium with no fonts but the module's.
func openPlain(ctx context.Context, dir string) (*session, error) {
	fonts, temporary, err := embeddedFontsOnly()
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, dir, fonts)
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(temporary))
	}
	s.cancel = append(s.cancel, func() { _ = os.RemoveAll(temporary) })
	return s, nil
}

// open starts the server and Chromium.
func open(ctx context.Context, dir string, more ...chromedp.ExecAllocatorOption) (*session, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &session{dir: dir, address: "http://" + listener.Addr().String()}
	s.server = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = s.server.Serve(listener) }() // until close
	ctx, cancelTime := context.WithTimeout(ctx, browserTime)
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, // CI runs as root
		chromedp.DisableGPU,
		chromedp.Flag("force-device-scale-factor", "1"),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("hide-scrollbars", true),
	)
	options = append(options, more...)
	if path := os.Getenv("CHROMIUM"); path != "" {
		options = append(options, chromedp.ExecPath(path))
	}
	ctx, cancelAllocator := chromedp.NewExecAllocator(ctx, options...)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	s.ctx, s.cancel = ctx, []func(){cancelBrowser, cancelAllocator, cancelTime}
	if _, err = chromedp.Run(ctx, chromedp.Title()); err == nil { // starts it
		var v browser.GetVersionResult
		v, err = chromedp.CallBrowser(ctx, browser.GetVersion, cdp.Empty{})
		s.version = v.Product[strings.IndexByte(v.Product, '/')+1:]
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("starting Chromium: %w", err)
	}
	return s, nil
}

func (s *session) close() {
	for _, cancel := range s.cancel {
		cancel()
	}
	_ = s.server.Close()
}

// fontFaces names the embedded faces for the browser.
const fontFaces = `<style>
@font-face { font-family: "Noto Sans SC"; font-weight: 400; src: url(/fonts/NotoSansSC-Regular.otf); }
@font-face { font-family: "Noto Sans SC"; font-weight: 700; src: url(/fonts/NotoSansSC-Bold.otf); }
@font-face { font-family: "Noto Serif SC"; font-weight: 700; src: url(/fonts/NotoSerifSC-Bold.otf); }
</style>`

// blankPage has the faces and nothing else; memoryPage is session.page.
const (
	blankPage  = "/-/blank"
	memoryPage = "/-/page"
)

// handler serves the fixtures with the faces put in, and the faces, which lie
// in the module's folder fonts.
func (s *session) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /fonts/", http.StripPrefix("/fonts/", http.FileServerFS(os.DirFS("fonts"))))
	mux.HandleFunc("GET "+blankPage, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("<!doctype html><head>" + fontFaces + "</head><body></body>"))
	})
	mux.HandleFunc("GET "+memoryPage, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(s.page)
	})
	files := http.FileServerFS(os.DirFS(s.dir))
	mux.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		name := filepath.Base(r.URL.Path)
		if filepath.Ext(name) != ".html" {
			files.ServeHTTP(w, r)
			return
		}
		src, err := os.ReadFile(filepath.Join(s.dir, name))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(bytes.Replace(src, []byte("<head>"), []byte("<head>"+fontFaces), 1))
	})
	return mux
}

var cardSize = regexp.MustCompile(`name="card:size" content="(\d+)x(\d+)"`)

// stillScript waits for the faces that the page uses, and takes the animations away: a
// card is a still picture, and what it shows must not depend on the moment. A face is
// asked for when text in it is laid out; offsetWidth makes the browser do that.
const stillScript = `(async () => {
  do {
    document.body.offsetWidth;
    await document.fonts.ready;
  } while ([...document.fonts].some(f => f.status === "loading"));
  document.getAnimations().forEach(a => a.cancel());
  return true;
})()`

// look opens a fixture in a viewport of its card's size.
func (s *session) look(name string) (*seen, error) {
	src, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		return nil, err
	}
	size := cardSize.FindSubmatch(src)
	if size == nil {
		return nil, fmt.Errorf("no card:size")
	}
	width, _ := strconv.ParseInt(string(size[1]), 10, 64)
	height, _ := strconv.ParseInt(string(size[2]), 10, 64)
	err = chromedp.Do(s.ctx,
		chromedp.EmulateViewport(width, height),
		chromedp.Navigate(s.address+"/"+name),
	)
	if err != nil {
		return nil, err
	}
	if _, err := chromedp.Run(s.ctx, chromedp.Evaluate[bool](stillScript, chromedp.EvalAwaitPromise)); err != nil {
		return nil, err
	}
	layout, err := chromedp.Run(s.ctx, chromedp.Evaluate[*element](measureScript))
	if err != nil {
		return nil, err
	}
	shot, err := chromedp.Run(s.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(layout); err != nil {
		return nil, err
	}
	return &seen{out.Bytes(), shot}, nil
}

// samePixels compares two PNG files.
func samePixels(a, b []byte) (bool, error) {
	x, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		return false, err
	}
	y, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return false, err
	}
	return x.Bounds() == y.Bounds() && bytes.Equal(pixels(x), pixels(y)), nil
}

func pixels(img image.Image) []byte {
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Bounds(), img, img.Bounds().Min, draw.Src)
	return out.Pix
}
