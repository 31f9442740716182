package card_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
	"sharecard/render/css"
)

func TestCardShowsTheArticle(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Pictures: &web{}})
	focus := [2]float64{0.29, 0.4}
	beijing := time.FixedZone("", 8*3600)
	result, err := s.Card(t.Context(), card.Request{
		Template: "poster", Theme: "ink", Accent: "E0B070", Scale: 1.5, Format: render.PNG,
		Article: &article.Article{
			Title: "标题", Kicker: "眉题", Source: article.Source{Name: "光明网"},
			PublishedAt: article.At(time.Date(2024, 5, 1, 0, 30, 0, 0, beijing)),
			Cover:       &article.Cover{URL: "https://example.com/ok.jpg", Credit: "张三", Focus: &focus},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got shown
	if err := json.Unmarshal(result.Bytes, &got); err != nil {
		t.Fatal(err)
	}
	checks := []struct {
		name      string
		got, want any
	}{
		{"language", got.Data.Lang, "zh-CN"},
		{"accent", got.Data.Accent, "#e0b070"},
		{"day in the article's own offset", got.Data.Date(), "2024年5月1日"},
		{"dark", got.Dark, true},
		{"scale", got.Scale, 1.5},
		{"focus", [2]float64{got.Data.CoverInfo.FocusX, got.Data.CoverInfo.FocusY}, [2]float64{29, 40}},
		{"natural size", [2]int{got.Data.CoverInfo.Width, got.Data.CoverInfo.Height}, [2]int{16, 9}},
		{"cover handed in", got.Cover, "(16,9)"},
		{"type", result.MIME, "image/png"},
		{"alternative text", result.Alt, "眉题 · 标题 · 光明网 · 2024年5月1日"},
		{"degraded", result.Degraded, false},
		{"report", result.Codes.String(), ""},
	}
	for _, c := range checks {
		if c.got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestCardRefusesWrongWords(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}, Articles: store{}})
	a := &article.Article{Title: "题"}
	tests := []struct {
		request card.Request
		field   string // or
		err     error
		says    string
	}{
		{request: card.Request{Article: a, Template: "poster", Theme: "blue"}, field: "theme", says: "paper"},
		{request: card.Request{Article: a, Template: "poster", Accent: "red"}, field: "accent"},
		{request: card.Request{Article: a, Template: "poster", Brand: "nobody"}, field: "brand"},
		{request: card.Request{Article: a, Template: "poster", Format: "gif"}, field: "format"},
		{request: card.Request{Article: a, Template: "poster", Scale: 0.5}, field: "scale", says: "from 1 to 3"},
		{request: card.Request{Article: a, Template: "poster", Scale: 4}, field: "scale"},
		// 1440 × 2.84 is 4096; 12 million pixels come first, at 2.77.
		{request: card.Request{Article: a, Template: "poster", Scale: 3}, field: "scale", says: "at most 2.77"},
		{request: card.Request{Article: a, Template: "long", Scale: 3}, field: "scale", says: "at most 1.7"},
		{request: card.Request{Article: a, Template: "long", Ratio: "9:16", Scale: 3}, field: "scale", says: "at most 2.13"},
		{request: card.Request{Article: a, Template: "poster", Ratio: "5:4"}, field: "ratio", says: "one of 4:5, 9:16"},
		{request: card.Request{Article: a, Template: "plain", Ratio: "4:5"}, field: "ratio", says: "its own size only"},
		{request: card.Request{Article: a, Template: "poster", Credits: "some"}, field: "credits", says: "must be all"},
		{request: card.Request{Article: a, Template: "nothing"}, err: card.ErrNoTemplate},
		{request: card.Request{Article: a, Template: "../poster"}, err: card.ErrNoTemplate},
		{request: card.Request{ArticleID: "nobody", Template: "poster"}, err: article.ErrNotFound},
	}
	for _, test := range tests {
		_, err := s.Card(t.Context(), test.request)
		var wrong *card.FieldError
		switch {
		case test.field == "" && !errors.Is(err, test.err):
			t.Errorf("%+v: got %v, want %v", test.request, err, test.err)
		case test.field != "" && (!errors.As(err, &wrong) || wrong.Field != test.field || !strings.Contains(wrong.Reason, test.says)):
			t.Errorf("%+v: got %v, want field %s saying %q", test.request, err, test.field, test.says)
		}
	}
}

// Everything that changes a pixel must change the key, and nothing else.
func TestKey(t *testing.T) {
	r := &renderer{}
	s := newService(t, card.Config{Renderer: r, Pictures: &web{}, Templates: libraryOf(t, brands)})
	base := func() card.Request { return poster(&article.Article{Title: "题"}) }
	draws := func(change func(*card.Request)) int64 {
		t.Helper()
		before := r.drawn.Load()
		request := base()
		request.Patience = time.Minute
		change(&request)
		if _, err := s.Card(t.Context(), request); err != nil {
			t.Fatal(err)
		}
		return r.drawn.Load() - before
	}
	draws(func(*card.Request) {})
	same := map[string]func(*card.Request){
		"the same":                  func(*card.Request) {},
		"scale written out":         func(r *card.Request) { r.Scale = 1 },
		"format written out":        func(r *card.Request) { r.Format = render.JPEG },
		"an equal article":          func(r *card.Request) { r.Article = &article.Article{Title: "题"} },
		"how long it likes to wait": func(r *card.Request) { r.Patience = time.Second },
	}
	for name, change := range same {
		if draws(change) != 0 {
			t.Errorf("%s: drawn again", name)
		}
	}
	other := map[string]func(*card.Request){
		"title":    func(r *card.Request) { r.Article.Title = "另" },
		"template": func(r *card.Request) { r.Template = "long" },
		"theme":    func(r *card.Request) { r.Theme = "ink" },
		"accent":   func(r *card.Request) { r.Accent = "112233" },
		"ratio":    func(r *card.Request) { r.Ratio = "4:5" },
		"credits":  func(r *card.Request) { r.Credits = "all" },
		"scale":    func(r *card.Request) { r.Scale = 2 },
		"format":   func(r *card.Request) { r.Format = render.PNG },
		"strict":   func(r *card.Request) { r.Strict = true },
		"offset": func(r *card.Request) {
			r.Article.PublishedAt = article.At(time.Date(2024, 5, 1, 8, 0, 0, 0, time.FixedZone("", 8*3600)))
		},
		"same moment, other offset": func(r *card.Request) { r.Article.PublishedAt = article.At(time.Date(2024, 5, 1, 0, 0, 0, 0, time.UTC)) },
		"logo":                      func(r *card.Request) { r.Article.Source.Logo = "https://example.com/ok.jpg" },
		"logo that cannot be had":   func(r *card.Request) { r.Article.Source.Logo = "https://example.com/refused.jpg" },
		"portrait":                  func(r *card.Request) { r.Article.Portrait = "https://example.com/ok.jpg" },
		"brand":                     func(r *card.Request) { r.Brand = "morning" },
		"ID":                        func(r *card.Request) { r.Article.ID = "a" },
		"cover":                     func(r *card.Request) { r.Article.Cover = &article.Cover{URL: "https://example.com/ok.jpg"} },
	}
	for name, change := range other {
		if draws(change) != 1 {
			t.Errorf("%s: not drawn anew", name)
		}
	}
}

func TestThousandMissesOneDrawing(t *testing.T) {
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r})
	const callers = 1000
	errs := make(chan error, callers)
	for range callers {
		go func() {
			_, err := s.Card(context.Background(), poster(&article.Article{Title: "题"}))
			errs <- err
		}()
	}
	waitFor(t, func() bool { return r.drawn.Load() == 1 })
	close(r.hold)
	for range callers {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	if n := r.drawn.Load(); n != 1 {
		t.Errorf("drawn %d times", n)
	}
}

// The one whose request began the drawing leaves; the others get their card.
func TestFirstCallerLeaves(t *testing.T) {
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r})
	ctx, leave := context.WithCancel(t.Context())
	first, second := make(chan error, 1), make(chan error, 1)
	go func() { _, err := s.Card(ctx, poster(&article.Article{Title: "题"})); first <- err }()
	waitFor(t, func() bool { return r.drawn.Load() == 1 })
	go func() { _, err := s.Card(context.Background(), poster(&article.Article{Title: "题"})); second <- err }()
	leave()
	if err := <-first; !errors.Is(err, context.Canceled) {
		t.Errorf("who left got %v", err)
	}
	close(r.hold)
	if err := <-second; err != nil {
		t.Errorf("who stayed got %v", err)
	}
}

func TestQueueFull(t *testing.T) {
	r := &renderer{hold: make(chan struct{})}
	s := newService(t, card.Config{Renderer: r, Workers: 1, Queue: 1})
	const all, fit = 10, 2 // one is drawn, one waits
	errs := make(chan error, all)
	for i := range all {
		go func() {
			_, err := s.Card(context.Background(), poster(&article.Article{Title: fmt.Sprint("题", i)}))
			errs <- err
		}()
	}
	for range all - fit { // they come back while the others still wait
		if err := <-errs; !errors.Is(err, card.ErrBusy) {
			t.Errorf("who came too late got %v", err)
		}
	}
	close(r.hold)
	for range fit {
		if err := <-errs; err != nil {
			t.Errorf("who was in time got %v", err)
		}
	}
}

func TestManyAtOnceSameBytes(t *testing.T) {
	requests := func(i int) card.Request {
		themes := card.Themes()
		return card.Request{
			Article: &article.Article{Title: fmt.Sprint("题", i%7)}, Template: []string{"poster", "long"}[i%2],
			Theme: themes[i%len(themes)],
		}
	}
	const callers = 64
	serial := newService(t, card.Config{Renderer: &renderer{}})
	want := make([]*card.Result, callers)
	for i := range want {
		var err error
		if want[i], err = serial.Card(t.Context(), requests(i)); err != nil {
			t.Fatal(err)
		}
	}
	together := newService(t, card.Config{Renderer: &renderer{}})
	var wg sync.WaitGroup
	for i := range callers {
		wg.Go(func() {
			got, err := together.Card(context.Background(), requests(i))
			if err != nil {
				t.Error(err)
				return
			}
			if string(got.Bytes) != string(want[i].Bytes) || got.ETag != want[i].ETag {
				t.Errorf("request %d: another card than alone", i)
			}
		})
	}
	wg.Wait()
}

func TestPanicIsAnError(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{panics: true}})
	if _, err := s.Card(t.Context(), poster(&article.Article{Title: "题"})); !errors.Is(err, card.ErrPanic) {
		t.Errorf("got %v", err)
	}
}

func TestErrorsAreNotKept(t *testing.T) {
	r := &renderer{err: render.ErrStrict}
	s := newService(t, card.Config{Renderer: r})
	for range 2 {
		if _, err := s.Card(t.Context(), poster(&article.Article{Title: "题"})); !errors.Is(err, render.ErrStrict) {
			t.Errorf("got %v", err)
		}
	}
	if r.drawn.Load() != 2 {
		t.Error("an error was kept")
	}
}

// Content that makes a card too tall for the scale asked for is a wrong scale.
func TestTooLargeNamesTheScale(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{err: fmt.Errorf("4,900 px: %w", render.ErrTooLarge)}})
	request := card.Request{Article: &article.Article{Title: "题"}, Template: "long", Scale: 2}
	var wrong *card.FieldError
	if _, err := s.Card(t.Context(), request); !errors.As(err, &wrong) || wrong.Field != "scale" || !strings.Contains(wrong.Reason, "at most 1.7") {
		t.Errorf("got %v", err)
	}
	request.Scale = 1
	if _, err := s.Card(t.Context(), request); !errors.Is(err, render.ErrTooLarge) {
		t.Errorf("at scale 1: got %v", err)
	}
}

// A card that does not fit its bytes says so to whoever asked for it.
func TestCannotFitComesThrough(t *testing.T) {
	why := fmt.Errorf("%w: 612,345 bytes at the least", render.ErrCannotFit)
	s := newService(t, card.Config{Renderer: &renderer{err: why}})
	_, err := s.Card(t.Context(), poster(&article.Article{Title: "题"}))
	if !errors.Is(err, render.ErrCannotFit) || !strings.Contains(err.Error(), "612,345 bytes") {
		t.Errorf("got %v", err)
	}
}

func TestReport(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{report: render.Report{
		Texts:       []render.TextReport{{Cut: true}, {Missing: []string{"U+20BB7", "U+3402"}}, {Cut: true}},
		Images:      []render.ImageReport{{Src: "logo.png"}},
		Diagnostics: []css.Diagnostic{{Severity: css.Error, Message: "unknown property"}, {Severity: css.Warning}},
		Encoding:    render.EncodingReport{Quality: 62, Lowered: true, Reduced: true, PictureScale: .25, OverLimit: true},
	}}})
	result, err := s.Card(t.Context(), poster(&article.Article{Title: "题"}))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := result.Codes.String(), "degraded, images=1, cut=2, missing=2, css=1, quality=62, colours=reduced, resolution=25, over_limit"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	text, err := json.Marshal(result.Codes)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(text), `{"colours":"reduced","css":1,"cut":2,"degraded":true,"images":1,"missing":2,"over_limit":true,"quality":62,"resolution":25}`; got != want {
		t.Errorf("as JSON: got %s, want %s", got, want)
	}
	var read card.Codes
	if err := json.Unmarshal(text, &read); err != nil || read.String() != result.Codes.String() || !read.Degraded() {
		t.Errorf("read back: %v, %v", read, err)
	}
	if err := json.Unmarshal([]byte(`{"cut":[]}`), &read); err == nil {
		t.Error("a list was read as a code's value")
	}
}

// The JSON of an entry stands in manifests and answers.
func TestEntry(t *testing.T) {
	s := newService(t, card.Config{Renderer: &renderer{}})
	result, err := s.Card(t.Context(), poster(&article.Article{Title: "题"}))
	if err != nil {
		t.Fatal(err)
	}
	e := result.Entry()
	e.Name, e.File, e.Bytes, e.SHA256 = "a1", "a1."+result.Ext(), 7, "5a"
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"name":"a1","file":"a1.jpg","template":"poster","width":1080,"height":1440,"bytes":7,"sha256":"5a",` +
		`"mime":"image/jpeg","alt":"题","report":{}}`
	if string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	failed, err := json.Marshal(card.Entry{Name: "a2", Error: card.NewFailure(fmt.Errorf("reading it: %w", article.ErrWithdrawn))})
	if err != nil {
		t.Fatal(err)
	}
	want = `{"name":"a2","error":{"code":"withdrawn","detail":"reading it: ` + article.ErrWithdrawn.Error() + `"}}`
	if string(failed) != want {
		t.Errorf("got %s, want %s", failed, want)
	}
	if code := card.CodeOf(errors.New("something else")); code != "internal" {
		t.Errorf("another error is %q", code)
	}
}

// waitFor waits until what holds does, and fails after ten seconds.
func waitFor(t *testing.T, what func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !what(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("did not happen within ten seconds")
		}
	}
}
