package kit_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/render"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// drawer "draws" a card as its template's name, unless it has an error for it.
type drawer struct {
	errs   map[string]error
	bytes  map[string][]byte
	calls  atomic.Int64
	during func()
}

func (d *drawer) Card(ctx context.Context, r card.Request) (*card.Result, error) {
	d.calls.Add(1)
	if d.during != nil {
		d.during()
	}
	if err := d.errs[r.Template]; err != nil {
		return nil, err
	}
	picture := d.bytes[r.Template]
	if picture == nil {
		picture = []byte(r.Template + " of " + r.Article.Title)
	}
	mime := "image/jpeg"
	if r.Template == "link" {
		mime = "image/png"
	}
	return &card.Result{
		Template: r.Template, Bytes: picture, MIME: mime, SHA256: "5a", Width: 300, Height: 400,
		Alt: "题", Codes: card.Codes{{Name: "cut", Value: "1"}}, Drawn: drawnAt,
	}, ctx.Err()
}

// drawnAt is when every card is drawn.
var drawnAt = time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC)

var request = card.Request{Article: &article.Article{Title: "题"}}

func drawAll(t *testing.T, d kit.Drawer, names ...string) (*kit.Manifest, map[string][]byte, error) {
	t.Helper()
	pictures := map[string][]byte{}
	m, err := kit.Draw(t.Context(), d, kit.OfTemplates(request, names), 3, func(c card.Entry, picture []byte) error {
		if (c.File != "") != (picture != nil) {
			t.Errorf("%s: error %v with a picture of %d bytes", c.Name, c.Error, len(picture))
		}
		if c.File != "" {
			pictures[c.File] = picture
		}
		return nil
	})
	return m, pictures, err
}

func TestManifest(t *testing.T) {
	d := &drawer{errs: map[string]error{"quote": fmt.Errorf("drawing quote: %w: 5000 px", render.ErrTooLarge)}}
	m, _, err := drawAll(t, d, "poster", "quote", "link")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := m.Encode(&got); err != nil {
		t.Fatal(err)
	}
	want := `{
  "cards": [
    {
      "name": "poster",
      "file": "poster.jpg",
      "width": 300,
      "height": 400,
      "bytes": 13,
      "sha256": "5a",
      "mime": "image/jpeg",
      "alt": "题",
      "report": {
        "cut": 1
      }
    },
    {
      "name": "quote",
      "report": {},
      "error": {
        "code": "card_too_large",
        "detail": "drawing quote: ` + render.ErrTooLarge.Error() + `: 5000 px"
      }
    },
    {
      "name": "link",
      "file": "link.png",
      "width": 300,
      "height": 400,
      "bytes": 11,
      "sha256": "5a",
      "mime": "image/png",
      "alt": "题",
      "report": {
        "cut": 1
      }
    }
  ]
}
`
	if got.String() != want {
		t.Errorf("got %s", got.String())
	}
	if m.Failed() != 1 {
		t.Errorf("%d failed", m.Failed())
	}
}

// A card's own fault leaves the others; the request's fault ends the kit.
func TestWhatEndsAKit(t *testing.T) {
	for _, c := range []struct {
		err  error
		code string // "": it ends the kit
	}{
		{&card.FieldError{Field: "scale", Reason: "is too large for this template"}, "invalid_parameter"},
		{&card.FieldError{Field: "theme", Reason: "must be one of"}, ""},
		{fmt.Errorf("x: %w", render.ErrStrict), "text_not_whole"},
		{fmt.Errorf("x: %w", render.ErrTemplate), "template_broken"},
		{fmt.Errorf("x: %w", render.ErrCannotFit), "cannot_fit"},
		{fmt.Errorf("x: %w", card.ErrPanic), "internal"},
		{card.ErrBusy, ""},
		{card.ErrNoTemplate, ""},
		{article.ErrNotFound, ""},
		{errors.New("anything else"), ""},
	} {
		m, pictures, err := drawAll(t, &drawer{errs: map[string]error{"b": c.err}}, "a", "b", "c", "d")
		switch {
		case c.code == "":
			if !errors.Is(err, c.err) || m != nil {
				t.Errorf("%v: got %v, %v", c.err, m, err)
			}
		case err != nil:
			t.Errorf("%v ends the kit: %v", c.err, err)
		case len(pictures) != 3 || m.Cards[1].Error.Code != c.code:
			t.Errorf("%v: %d pictures, %+v", c.err, len(pictures), m.Cards[1])
		}
	}
}

func TestDrawEndsWithItsContextAndItsCallback(t *testing.T) {
	names := make([]string, 100)
	for i := range names {
		names[i] = fmt.Sprint("card-", i)
	}
	ctx, cancel := context.WithCancel(t.Context())
	d := &drawer{during: cancel}
	_, err := kit.Draw(ctx, d, kit.OfTemplates(request, names), 2, func(card.Entry, []byte) error { return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := d.calls.Load(); n > 4 {
		t.Errorf("%d cards were drawn after the end", n)
	}

	full := errors.New("disk full")
	calls := 0
	d = &drawer{}
	_, err = kit.Draw(t.Context(), d, kit.OfTemplates(request, names), 2, func(card.Entry, []byte) error { calls++; return full })
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

func TestBounds(t *testing.T) {
	if _, _, err := drawAll(t, &drawer{}, make([]string, kit.MaxCards+1)...); !errors.Is(err, kit.ErrTooLarge) {
		t.Errorf("too many cards: %v", err)
	}
	half := make([]byte, kit.MaxBytes/2)
	d := &drawer{bytes: map[string][]byte{"a": half, "b": half, "c": {1}}}
	if _, _, err := drawAll(t, d, "a", "b"); err != nil {
		t.Errorf("as many bytes as allowed: %v", err)
	}
	if _, _, err := drawAll(t, d, "a", "b", "c"); !errors.Is(err, kit.ErrTooLarge) {
		t.Errorf("one byte more: %v", err)
	}
}

func TestZip(t *testing.T) {
	pack := func() []byte {
		d := &drawer{errs: map[string]error{"og": render.ErrStrict}}
		m, pictures, err := drawAll(t, d, "poster", "og", "link")
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := kit.WriteZip(&b, m, pictures); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	archive := pack()
	if !bytes.Equal(archive, pack()) {
		t.Error("the same kit gives other bytes")
	}
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(drawnAt) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "poster.jpg" && string(content) != "poster of 题" {
			t.Errorf("poster.jpg holds %q", content)
		}
	}
	if want := []string{"manifest.json", "poster.jpg", "link.png"}; !slices.Equal(names, want) {
		t.Errorf("the archive holds %q, want %q", names, want)
	}
}

// A card that does not fit, or has not the ratio, is left out with the reason, and is no
// failure; a ratio that no card has is an error.
func TestLeftOut(t *testing.T) {
	d := &drawer{errs: map[string]error{
		"digest": &card.UnfitError{Need: "items", Reason: "the article has no items"},
		"link":   &card.FieldError{Field: "ratio", Reason: "is none of this template"},
	}}
	m, pictures, err := drawAll(t, d, "poster", "digest", "link")
	if err != nil {
		t.Fatal(err)
	}
	if m.Failed() != 0 || len(pictures) != 1 || m.Cards[1].File != "" || m.Cards[1].Omitted.Code != "unfit" ||
		m.Cards[1].Omitted.Detail != "the article has no items" || m.Cards[2].Omitted.Code != "no_such_ratio" {
		t.Errorf("%+v", m)
	}
	odd := request
	odd.Ratio = "7:5"
	var wrong *card.FieldError
	_, err = kit.Draw(t.Context(), d, kit.OfTemplates(odd, []string{"link"}), 1, func(card.Entry, []byte) error { return nil })
	if !errors.As(err, &wrong) || wrong.Field != "ratio" {
		t.Errorf("a ratio that no card has: %v", err)
	}
}

func TestNames(t *testing.T) {
	var all []*card.LoadedTemplate
	for _, name := range []string{"cover", "digest", "mine", "poster", "xhs"} {
		all = append(all, &card.LoadedTemplate{Name: name})
	}
	if got := kit.Names(all); !slices.Equal(got, []string{"cover", "poster", "xhs", "digest", "mine"}) {
		t.Errorf("got %q", got)
	}
}

// A kit for platforms names its cards after them, and says which templates they are.
func TestForPlatforms(t *testing.T) {
	all, err := platform.FindAll([]string{"weibo", "instagram"})
	if err != nil {
		t.Fatal(err)
	}
	cards, err := kit.ForPlatforms(request, all)
	if err != nil {
		t.Fatal(err)
	}
	m, err := kit.Draw(t.Context(), &drawer{}, cards, 2, func(card.Entry, []byte) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []card.Entry{{Name: "weibo", File: "weibo.jpg", Template: "square"},
		{Name: "instagram", File: "instagram.jpg", Template: "xhs"}} {
		if got := m.Cards[i]; got.Name != want.Name || got.File != want.File || got.Template != want.Template {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	tall := request
	tall.Ratio = "9:16"
	if _, err := kit.ForPlatforms(tall, all); !errors.Is(err, card.ErrInvalid) {
		t.Errorf("a ratio beside platforms: %v", err)
	}
}
