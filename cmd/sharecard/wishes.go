package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/render"
	"sharecard/render/encode"
)

// wishes are the flags of all commands that draw cards of an article.
type wishes struct {
	Theme   string  `help:"paper, clean, ink or red, or, for the cards they suit, cinema, extra, swiss, magazine, letter or sticker; default: the template's own." placeholder:"THEME"`
	Accent  string  `help:"Accent colour, as in c02020; auto takes it from the cover." placeholder:"RRGGBB"`
	Brand   string  `help:"Brand, instead of the one that the article's source has." placeholder:"NAME"`
	Ratio   string  `help:"One of the card's ratios instead of its own size, as in 4:5; the width stays." placeholder:"W:H"`
	Credits string  `help:"Whom the card names beside the authors: all is everybody, else it is who took the picture and the editor." placeholder:"all"`
	Scale   float64 `default:"1" help:"From 1 to 3." placeholder:"NUMBER"`
	Strict  bool    `help:"Where text is cut or a glyph is missing, there is no card."`
}

// oneArticle is what the commands have in common that draw cards of an article.
type oneArticle struct {
	design
	fetchSettings
	wishes
	Article string `arg:"" help:"The article's JSON; - for stdin."`
}

// draw calls f with what draws cards and a request for one of the article.
func (c *oneArticle) draw(m *Main, f func(*card.Service, card.Request) error) error {
	if err := c.wishes.check(); err != nil {
		return err
	}
	in, name, err := m.open(c.Article)
	if err != nil {
		return err
	}
	defer in.Close()
	a, err := article.Read(in)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	web, err := c.client()
	if err != nil {
		return err
	}
	defer web.Close()
	service, err := newService(c.design, card.Config{Pictures: picture.NewSource(web), Log: m.log()})
	if err != nil {
		return err
	}
	defer service.Close()
	return f(service, c.request(a))
}

// coverPatience is how long a command waits for a cover.
const coverPatience = 5 * time.Second

// request asks for a card of a.
func (w *wishes) request(a *article.Article) card.Request {
	return card.Request{
		Article: a, Theme: w.Theme, Accent: w.Accent, Brand: w.Brand,
		Ratio: w.Ratio, Credits: w.Credits, Scale: w.Scale, Strict: w.Strict, Patience: coverPatience,
	}
}

// check refuses what needs no template to be known as wrong.
func (w *wishes) check() error {
	if !(w.Scale >= 1 && w.Scale <= 3) { // also refuses NaN
		return usageError{fmt.Errorf("--scale %g: must be from 1 to 3", w.Scale)}
	}
	return nil
}

// misused turns an error about a word of a request into one about the flag that
// it came from.
func misused(err error) error {
	var field *card.FieldError
	switch {
	case errors.As(err, &field) && field.Field == "platforms":
		return usageError{fmt.Errorf("--for %s", field.Reason)}
	case errors.As(err, &field) && field.Field != "article":
		return usageError{fmt.Errorf("--%s %s", field.Field, field.Reason)}
	case errors.Is(err, card.ErrNoTemplate), errors.Is(err, card.ErrUnsuited):
		return usageError{err}
	}
	return err
}

// pictureFormat is the format that a file's ending means; empty for no file.
func pictureFormat(flag, file string) (render.Format, error) {
	if file == "" {
		return "", nil
	}
	format, err := encode.ParseFormat(strings.TrimPrefix(strings.ToLower(filepath.Ext(file)), "."))
	if err != nil {
		return "", usageError{fmt.Errorf("%s %s: must end in %s", flag, file, encode.FormatWords("."))}
	}
	return format, nil
}
