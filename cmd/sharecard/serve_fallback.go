package main

import (
	"fmt"
	"net/http"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
)

// fallbackSettings say what pages show where there is no card.
type fallbackSettings struct {
	FallbackCard   string `help:"Template whose picture answers where a card is not found, withdrawn or refused, so that no page shows a broken image. It gets a title only. Who asks for JSON still gets the error." placeholder:"TEMPLATE"`
	FallbackStatus int    `default:"0" help:"Status of that answer: 200, for what shows no picture of another one. 0: the error's own." placeholder:"STATUS"`
}

// apply checks the settings and puts them into the server's.
func (c *fallbackSettings) apply(to *server.Config) error {
	switch {
	case c.FallbackStatus != 0 && c.FallbackStatus != http.StatusOK:
		return usageError{fmt.Errorf("--fallback-status %d: must be 200, or 0 for the error's own", c.FallbackStatus)}
	case c.FallbackStatus != 0 && c.FallbackCard == "":
		return usageError{fmt.Errorf("--fallback-status needs --fallback-card")}
	}
	to.Fallback = server.Fallback{Template: c.FallbackCard, Status: c.FallbackStatus}
	return nil
}

// checkFallback returns an error where there is no template for the fallback.
func checkFallback(f server.Fallback, library *card.Library) error {
	if f.Template == "" {
		return nil
	}
	if _, err := library.Template(f.Template); err != nil {
		return usageError{fmt.Errorf("--fallback-card: %w", err)}
	}
	return nil
}
