package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html/template"
	"image"
	"image/draw"
	"image/jpeg"
	_ "image/png" // of articles and cards
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	xdraw "golang.org/x/image/draw"

	"sharecard/fonts"
	"sharecard/render"
	"sharecard/templates"
)

// Sizes of a contact sheet, px: a card is as wide as a phone shows it.
const (
	sheetCard = 360
	sheetGap  = 16
)

// subject is one article of the file.
type subject struct {
	Name     string
	Cover    string
	Portrait string
	Data     templates.Data

	pictures map[string]image.Image
}

// drawSheets draws every card of every article in every look.
func drawSheets(file, dir string, cards, looks []string, ratio, out string) error {
	subjects, err := readSubjects(file)
	if err != nil {
		return err
	}
	files := os.DirFS(dir)
	if len(cards) == 0 {
		found, err := filepath.Glob(filepath.Join(dir, "*.html"))
		if err != nil {
			return err
		}
		for _, f := range found {
			if name := strings.TrimSuffix(filepath.Base(f), ".html"); !strings.Contains(name, ".") {
				cards = append(cards, name) // else a look's layout of one
			}
		}
	}
	renderer := render.New(fonts.Builtin())
	for _, card := range cards {
		var rows [][]image.Image
		for _, look := range looks {
			tmpl, err := layout(files, card, look)
			if err != nil {
				return err
			}
			var row []image.Image
			for _, s := range subjects {
				picture, err := s.draw(renderer, tmpl, look, ratio, filepath.Join(out, s.Name+"-"+card+"-"+look+".jpg"))
				if err != nil {
					return fmt.Errorf("%s of %s in %s: %w", card, s.Name, look, err)
				}
				row = append(row, atWidth(picture, sheetCard))
			}
			rows = append(rows, row)
		}
		if err := writeJPEG(filepath.Join(out, "sheet-"+card+".jpg"), inRows(rows)); err != nil {
			return err
		}
	}
	return nil
}

// layout loads a card's layout in a look: the look's own, or else the card's.
func layout(files fs.FS, card, look string) (*render.Template, error) {
	name := card + "." + look
	if _, err := fs.Stat(files, name+".html"); err != nil {
		name = card
	}
	tmpl, diags, err := render.Load(files, name)
	for _, d := range diags {
		fmt.Fprintln(os.Stderr, d)
	}
	return tmpl, err
}

// draw draws one card into a file. The look "auto" is none: the card's own.
func (s *subject) draw(r *render.Renderer, tmpl *render.Template, look, ratio, file string) (image.Image, error) {
	data := s.Data
	data.Theme = look
	if look == "auto" {
		data.Theme = ""
	}
	drawn, err := r.Render(context.Background(), render.Job{
		Template: tmpl, Data: &data, Dark: look == "ink", Ratio: ratio, Format: render.JPEG,
		Images: func(_ context.Context, src string) (image.Image, error) { return s.pictures[src], nil },
	})
	if err != nil {
		return nil, err
	}
	picture, _, err := image.Decode(bytes.NewReader(drawn.Bytes))
	if err != nil {
		return nil, err
	}
	return picture, os.WriteFile(file, drawn.Bytes, 0o644)
}

// readSubjects reads the articles with their pictures.
func readSubjects(file string) ([]*subject, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var subjects []*subject
	if err := json.Unmarshal(text, &subjects); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	for _, s := range subjects {
		s.pictures = map[string]image.Image{}
		for address, name := range map[string]string{"cover": s.Cover, "portrait": s.Portrait} {
			if name == "" {
				continue
			}
			picture, err := readPicture(filepath.Join(filepath.Dir(file), name))
			if err != nil {
				return nil, err
			}
			s.pictures[address] = picture
		}
		if cover := s.pictures["cover"]; cover != nil {
			info, size := &s.Data.CoverInfo, cover.Bounds().Size()
			s.Data.Cover, info.Width, info.Height = "cover", size.X, size.Y
			info.Tone = templates.ToneOf(cover)
			if info.FocusX == 0 && info.FocusY == 0 {
				info.FocusX, info.FocusY = 50, 40
			}
		}
		if s.pictures["portrait"] != nil {
			s.Data.Portrait = template.URL("portrait")
		}
	}
	return subjects, nil
}

// inRows lays pictures out in rows on grey.
func inRows(rows [][]image.Image) image.Image {
	var size image.Point
	for _, row := range rows {
		width, height := sheetGap, 0
		for _, p := range row {
			width += p.Bounds().Dx() + sheetGap
			height = max(height, p.Bounds().Dy())
		}
		size = image.Pt(max(size.X, width), size.Y+height+sheetGap)
	}
	size.Y += sheetGap
	sheet := image.NewRGBA(image.Rectangle{Max: size})
	for i := range sheet.Pix {
		sheet.Pix[i] = 0x80
	}
	at := image.Pt(sheetGap, sheetGap)
	for _, row := range rows {
		height := 0
		for _, p := range row {
			draw.Draw(sheet, p.Bounds().Add(at), p, image.Point{}, draw.Src)
			at.X += p.Bounds().Dx() + sheetGap
			height = max(height, p.Bounds().Dy())
		}
		at = image.Pt(sheetGap, at.Y+height+sheetGap)
	}
	return sheet
}

// atWidth scales a picture to a width in px.
func atWidth(p image.Image, width int) image.Image {
	size := p.Bounds().Size()
	small := image.NewRGBA(image.Rect(0, 0, width, size.Y*width/size.X))
	xdraw.CatmullRom.Scale(small, small.Rect, p, p.Bounds(), draw.Src, nil)
	return small
}

func readPicture(file string) (image.Image, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return picture, nil
}

func writeJPEG(file string, p image.Image) error {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, p, &jpeg.Options{Quality: 88}); err != nil {
		return err
	}
	return os.WriteFile(file, buf.Bytes(), 0o644)
}
