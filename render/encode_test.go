package render

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"sharecard/render/layout"
)

// noise is the worst cover there is: nothing in it repeats.
func noise() image.Image {
	r := rand.New(rand.NewPCG(1, 2))
	m := image.NewRGBA(image.Rect(0, 0, 1600, 900))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32())
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return m
}

// TestLimitsHold draws every card with a cover of noise: its bytes keep to the
// limit of its template, and the report tells at what price.
func TestLimitsHold(t *testing.T) {
	skipInShort(t)
	r, cover := newTestRenderer(), noise()
	for _, name := range slices.Concat(cardNames, otherCards) {
		tmpl := loadCard(t, name)
		data := fixtures()[0].data
		img, err := r.Render(context.Background(), Job{Template: tmpl, Data: &data, Images: always(cover)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if e := img.Report.Encoding; len(img.Bytes) > tmpl.MaxBytes || e.OverLimit || e.Bytes != len(img.Bytes) {
			t.Errorf("%s: %d bytes of %d: %+v", name, len(img.Bytes), tmpl.MaxBytes, e)
		}
	}
}

// TestLimitGivesUpPicturesBeforeText takes the bytes away step by step: first
// quality goes, then the picture's resolution, then there is an error with the
// smallest size.
func TestLimitGivesUpPicturesBeforeText(t *testing.T) {
	skipInShort(t)
	r, cover := newTestRenderer(), noise()
	card := benchCard{"poster", "photo"} // not a built-in one, whose layout may change
	tmpl := card.template(t)
	for _, tt := range []struct {
		format   Format
		maxBytes int
		want     string // quality, palette, scale of pictures; or the error
	}{
		{JPEG, 2_000_000, "90 4:4:4 1"},
		{JPEG, 500_000, "80 4:2:0 1"},
		{JPEG, 100_000, "50 4:2:0 1/8"},
		{JPEG, 20_000, "cannot fit"},
		{PNG, 4_000_000, "1"},
		{PNG, 1_000_000, "palette 1"},
		{PNG, 250_000, "1/16"},
	} {
		job := Job{Template: tmpl, Data: card.data(), Images: always(cover), Format: tt.format, MaxBytes: tt.maxBytes}
		img, err := r.Render(context.Background(), job)
		var got string
		switch {
		case errors.Is(err, ErrCannotFit):
			got = "cannot fit"
			if !strings.Contains(err.Error(), fmt.Sprintf("%d allowed", tt.maxBytes)) {
				t.Errorf("%s: the error does not tell the limit: %v", tt.format, err)
			}
		case err != nil:
			t.Fatal(err)
		default:
			got = describeEncoding(img.Report.Encoding)
			if len(img.Bytes) > tt.maxBytes {
				t.Errorf("%s: %d bytes of %d", tt.format, len(img.Bytes), tt.maxBytes)
			}
		}
		if got != tt.want {
			t.Errorf("%s in %d bytes: %s, want %s", tt.format, tt.maxBytes, got, tt.want)
		}
	}
}

func describeEncoding(e EncodingReport) string {
	var parts []string
	if e.Quality > 0 {
		parts = append(parts, fmt.Sprint(e.Quality), e.Subsampling)
	}
	if e.Reduced {
		parts = append(parts, "palette")
	}
	scale := "1"
	if e.PictureScale > 0 {
		scale = fmt.Sprintf("1/%g", 1/e.PictureScale)
	}
	return strings.Join(append(parts, scale), " ")
}

// TestCoarsePicturesLeaveTheRestAlone: text, the QR code and drawing keep every
// pixel when pictures lose theirs.
func TestCoarsePicturesLeaveTheRestAlone(t *testing.T) {
	r := newTestRenderer()
	data := fixtures()[0].data
	job := Job{Template: loadCard(t, "poster"), Data: &data, Images: always(noise())}
	s := laidOut(t, r, job)
	defer s.release()
	sharp := painted(t, s)
	coarse := image.NewRGBA(sharp.Rect)
	if err := s.draw(coarse, 4); err != nil {
		t.Fatal(err)
	}
	var picture image.Rectangle
	var find func(b *layout.Box, x, y float64)
	find = func(b *layout.Box, x, y float64) {
		x, y = x+b.X, y+b.Y
		if b.Replaced != nil && b.Replaced.Src == "cover" {
			picture = image.Rect(int(x), int(y), int(x+b.W), int(y+b.H))
		}
		for _, k := range b.Children {
			find(k, x, y)
		}
	}
	find(s.root, 0, 0)
	inside, outside := 0, 0
	for y := range s.height {
		for x := range s.width {
			switch at := image.Pt(x, y); {
			case sharp.RGBAAt(x, y) == coarse.RGBAAt(x, y):
			case at.In(picture):
				inside++
			default:
				outside++
			}
		}
	}
	if area := picture.Dx() * picture.Dy(); area == 0 || inside < area*9/10 {
		t.Errorf("%d of %d px of the picture became coarser", inside, area)
	}
	if outside > 0 {
		t.Errorf("%d px beside the picture changed", outside)
	}
}

// TestOtherFormatIsReportedOverLimit: a limit binds its template's own format;
// in the other one it takes nothing from the card, but is not passed silently.
func TestOtherFormatIsReportedOverLimit(t *testing.T) {
	r := newTestRenderer()
	data := fixtures()[0].data
	for cover, want := range map[image.Image]bool{noise(): true, dusk(): false} {
		img, err := r.Render(context.Background(), Job{Template: loadCard(t, "poster"), Data: &data, Images: always(cover), Format: PNG})
		if err != nil {
			t.Fatal(err)
		}
		if e := img.Report.Encoding; e.OverLimit != want || e.Reduced || e.PictureScale != 0 {
			t.Errorf("%d bytes as PNG: %+v, want over limit: %v", len(img.Bytes), e, want)
		}
	}
}

// TestFitStopsWithItsContext: the redrawing for the limit ends with the request.
func TestFitStopsWithItsContext(t *testing.T) {
	r := newTestRenderer()
	data := fixtures()[0].data
	job := Job{Template: loadCard(t, "poster"), Data: &data, Images: always(noise()), MaxBytes: 20_000}
	s := laidOut(t, r, job)
	defer s.release()
	painted(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := encodePixels(ctx, s); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

func always(img image.Image) func(context.Context, string) (image.Image, error) {
	return func(context.Context, string) (image.Image, error) { return img, nil }
}

// TestSmallIsTheSameCardInFewerBytes: a card that is kept costs less to send.
func TestSmallIsTheSameCardInFewerBytes(t *testing.T) {
	r, card := newTestRenderer(), benchCard{"og", "text"}
	job := Job{Template: card.template(t), Data: card.data(), Format: PNG}
	var images [2]*Image
	for i := range images {
		var err error
		job.Small = i == 1
		if images[i], err = r.Render(context.Background(), job); err != nil {
			t.Fatal(err)
		}
	}
	if live, kept := len(images[0].Bytes), len(images[1].Bytes); kept > live*9/10 {
		t.Errorf("%d bytes kept, %d live", kept, live)
	}
	var pixels [2]image.Image
	for i := range pixels {
		var err error
		if pixels[i], _, err = image.Decode(bytes.NewReader(images[i].Bytes)); err != nil {
			t.Fatal(err)
		}
	}
	for y := range images[0].Height {
		for x := range images[0].Width {
			if pixels[0].At(x, y) != pixels[1].At(x, y) {
				t.Fatalf("differs at %d,%d", x, y)
			}
		}
	}
}
