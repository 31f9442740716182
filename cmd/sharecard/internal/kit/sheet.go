package kit

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"image"
	_ "image/jpeg" // the cards' formats
	_ "image/png"

	_ "golang.org/x/image/webp" // likewise

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

//go:embed sheet.html
var sheetFiles embed.FS

const (
	// MaxSheetCards is how many cards a sheet shows.
	MaxSheetCards = 48
	// maxSheetBytes keeps a sheet small enough for a page of documentation.
	maxSheetBytes = 400_000
)

// Renderer draws a sheet; *render.Renderer is one.
type Renderer interface {
	Render(ctx context.Context, job render.Job) (*render.Image, error)
}

// figure is one card on the sheet, in px.
type figure struct {
	X, Y, Width, Height float64
	File, Name, Size    string
}

// Sheet draws a contact sheet: all cards of a kit on one picture 1440 px wide,
// of at most 400 KB where the format allows. pictures holds the cards' bytes by
// file name. A kit without any card, or with more than [MaxSheetCards], has
// none: the error wraps [ErrTooLarge] for the latter.
func Sheet(ctx context.Context, r Renderer, m *Manifest, pictures map[string][]byte, format render.Format) (*render.Image, error) {
	var drawn []card.Entry
	var shapes []float64
	for _, c := range m.Cards {
		if c.File != "" {
			drawn = append(drawn, c)
			shapes = append(shapes, float64(c.Height)/float64(c.Width))
		}
	}
	switch {
	case len(drawn) == 0:
		return nil, fmt.Errorf("contact sheet: no card was drawn")
	case len(drawn) > MaxSheetCards:
		return nil, fmt.Errorf("contact sheet: %w: %d cards; at most %d", ErrTooLarge, len(drawn), MaxSheetCards)
	}
	t, _, err := render.Load(sheetFiles, "sheet")
	if err != nil {
		return nil, fmt.Errorf("contact sheet: %w", err)
	}
	var data struct {
		Height  float64
		Figures []figure
	}
	places, height := arrange(shapes)
	data.Height = height
	for i, c := range drawn {
		p := places[i]
		data.Figures = append(data.Figures, figure{
			X: p.x, Y: p.y, Width: p.width, Height: p.height,
			File: c.File, Name: c.Name, Size: fmt.Sprintf("%d × %d", c.Width, c.Height),
		})
	}
	sheet, err := r.Render(ctx, render.Job{
		Template: t, Data: &data, Format: format, MaxBytes: maxSheetBytes,
		Images: func(_ context.Context, src string) (image.Image, error) {
			img, _, err := image.Decode(bytes.NewReader(pictures[src]))
			return img, err
		},
	})
	if err != nil {
		return nil, fmt.Errorf("contact sheet: %w", err)
	}
	return sheet, nil
}
