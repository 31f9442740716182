package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/picture"
)

// drawerSettings are the flags of a command that draws cards of stored articles without
// a server.
type drawerSettings struct {
	design
	fetchSettings
	Data string `type:"existingdir" help:"Data folder of serve, for cards of stored articles (article_id)." placeholder:"DIR"`
}

// drawer draws the cards of such a command.
type drawer struct {
	*card.Service
	web      *fetch.Client
	data     *datadir.Folder // nil without --data
	articles card.Articles   // those of data, or nil
}

// open returns a drawer, which the caller closes.
func (s *drawerSettings) open(ctx context.Context, log *slog.Logger) (*drawer, error) {
	d := new(drawer)
	if err := d.open(ctx, s, log); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

func (d *drawer) open(ctx context.Context, s *drawerSettings, log *slog.Logger) (err error) {
	if d.web, err = s.client(); err != nil {
		return err
	}
	if s.Data != "" {
		if d.data, err = datadir.OpenBeside(ctx, s.Data); err != nil {
			return fmt.Errorf("--data %s: %w", s.Data, err)
		}
		d.articles = d.data.DB.Articles()
	}
	d.Service, err = newService(s.design, card.Config{Pictures: picture.NewSource(d.web), Log: log, Articles: d.articles})
	return err
}

// Close closes what was opened, the last first.
func (d *drawer) Close() (err error) {
	if d.Service != nil {
		d.Service.Close()
	}
	if d.data != nil {
		err = d.data.Close()
	}
	if d.web != nil {
		d.web.Close()
	}
	return err
}
