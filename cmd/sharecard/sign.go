package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/render/encode"
)

// signCommand makes a signed address.
type signCommand struct {
	signedSettings
	Article   string  `arg:"" help:"The article's JSON; - for stdin."`
	Card      string  `help:"Card and format, as in poster.jpg." placeholder:"FILE"`
	Platform  string  `help:"In place of card, format, ratio and limit: where the card is to be posted, as in weibo." placeholder:"NAME"`
	Key       string  `help:"ID of the key to sign with; else the first one." placeholder:"KID"`
	Theme     string  `help:"paper, clean, ink or red, or, for the cards they suit, cinema, extra, swiss, magazine, letter or sticker; default: the template's own." placeholder:"THEME"`
	Accent    string  `help:"Accent colour, as in c02020; auto takes it from the cover." placeholder:"RRGGBB"`
	Brand     string  `help:"Brand, instead of the one that the article's source has." placeholder:"NAME"`
	Ratio     string  `help:"One of the card's ratios instead of its own size, as in 4:5." placeholder:"W:H"`
	Credits   string  `help:"all: the card names everybody behind the article." placeholder:"all"`
	Scale     float64 `help:"From 1 to 3." placeholder:"NUMBER"`
	Expires   string  `help:"When the address stops being good: a time as in 2024-05-01T09:30:00+08:00, or how long from now, as in 48h." placeholder:"TIME"`
	PublicURL string  `help:"Where the world reaches the service, as in https://cards.example; without it only the path is printed." placeholder:"URL"`
}

// ratioForm is that of a ratio; which ones a card has, the server knows.
var ratioForm = regexp.MustCompile(`^[1-9]\d?:[1-9]\d?$`)

// isCardFile reports whether file is a card's name and the ending of a format.
func isCardFile(file string) bool {
	name, ext, _ := strings.Cut(file, ".")
	_, err := encode.ParseFormat(ext)
	return err == nil && cardName.MatchString(name)
}

// Run prints the address.
func (c *signCommand) Run(m *Main) error {
	key, err := c.key()
	if err != nil {
		return err
	}
	p, err := c.payload()
	if err != nil {
		return usageError{err}
	}
	base := ""
	if c.PublicURL != "" {
		if base, err = gate.ParsePublicURL(c.PublicURL); err != nil {
			return usageError{fmt.Errorf("--public-url: %w", err)}
		}
	}
	in, name, err := m.open(c.Article)
	if err != nil {
		return err
	}
	defer in.Close()
	if p.Article, err = article.Read(in); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	file := c.Card
	if c.Platform != "" {
		file = signed.PlatformFile
	}
	path, err := key.Sign(p, file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	_, err = fmt.Fprintln(m.Stdout, base+path)
	return err
}

func (c *signCommand) key() (*signed.Key, error) {
	keys, err := c.keys()
	switch {
	case err != nil:
		return nil, err
	case keys == nil:
		return nil, usageError{errors.New("set --signing-keys (or SHARECARD_SIGNING_KEYS) to what the server has")}
	}
	key := keys.Key(c.Key)
	if key == nil {
		return nil, usageError{fmt.Errorf("--key %s: is not the ID of one of the signing keys", c.Key)}
	}
	if !key.Caller().May(c.Brand) {
		return nil, usageError{fmt.Errorf("--brand %s: the key %s does not sign for it", c.Brand, key.ID)}
	}
	return key, nil
}

// payload is all but the article.
func (c *signCommand) payload() (*signed.Payload, error) {
	p := &signed.Payload{Theme: c.Theme, Accent: c.Accent, Brand: c.Brand, Ratio: c.Ratio, Credits: c.Credits, Platform: c.Platform}
	if c.Platform != "" {
		if _, err := platform.Find(c.Platform); err != nil {
			return nil, fmt.Errorf("--platform %s: must be one of %s", c.Platform, strings.Join(platform.Names(), ", "))
		}
	}
	switch {
	case (c.Card == "") == (c.Platform == ""):
		return nil, errors.New("--card or --platform says what to draw, one of them")
	case c.Platform != "" && c.Ratio != "":
		return nil, errors.New("--ratio: the platform says it")
	case c.Platform == "" && !isCardFile(c.Card):
		return nil, fmt.Errorf("--card %s: must be the name of a card with %s", c.Card, encode.FormatWords("."))
	case c.Theme != "" && !slices.Contains(card.Themes(), c.Theme):
		return nil, fmt.Errorf("--theme %s: must be one of %s", c.Theme, strings.Join(card.Themes(), ", "))
	case c.Ratio != "" && !ratioForm.MatchString(c.Ratio):
		return nil, fmt.Errorf("--ratio %s: must be like 4:5", c.Ratio)
	case c.Credits != "" && c.Credits != "all":
		return nil, fmt.Errorf("--credits %s: must be all", c.Credits)
	case c.Scale != 0 && !(c.Scale >= 1 && c.Scale <= 3):
		return nil, fmt.Errorf("--scale %g: must be from 1 to 3", c.Scale)
	}
	if c.Scale != 0 {
		p.Scale = &c.Scale
	}
	if c.Expires != "" {
		at, err := expiry(c.Expires, time.Now())
		if err != nil {
			return nil, err
		}
		p.Exp = &at
	}
	return p, nil
}

// expiry reads a time, or a length of time from now on.
func expiry(text string, now time.Time) (int64, error) {
	if at, err := time.Parse(time.RFC3339, text); err == nil {
		return at.Unix(), nil
	}
	var d age
	if err := d.UnmarshalText([]byte(text)); err != nil || d == 0 {
		return 0, fmt.Errorf("--expires %.40s: must be a time such as 2024-05-01T09:30:00+08:00, or how long from now, such as 48h or 30d", text)
	}
	return now.Add(time.Duration(d)).Unix(), nil
}
