package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/purge"
	"sharecard/cmd/sharecard/internal/server"
)

// permanentSettings say how cards are kept and who is told when they go.
type permanentSettings struct {
	MaxDisk     byteSize `default:"10GB" help:"How much all permanent cards may take: a number of bytes, or with kB, MB, GB or TB. At the limit new ones are refused and none is dropped; 0 leaves it to the disk." placeholder:"SIZE"`
	Keep        age      `default:"0" help:"Delete a permanent card this long after the later of its making and its last reading, as in 90d or 48h; 0 keeps them." placeholder:"TIME"`
	PurgeURL    string   `help:"Address of a shared cache that is called when cards are withdrawn: a POST with the header Surrogate-Key." placeholder:"URL"`
	PurgeHeader []string `sep:"none" help:"Header of these calls, as in \"Authorization: Bearer …\"; may be repeated. Better set by the environment, where other users of the machine do not see it." placeholder:"NAME: VALUE"`
}

// keeper keeps cards at home.
func (c *permanentSettings) keeper(at *home, counters *metrics.Metrics, log *slog.Logger) *publish.Keeper {
	return publish.New(publish.Config{
		Store: at.cards, Objects: at.objects, MaxBytes: int64(c.MaxDisk), Keep: time.Duration(c.Keep), Turn: at.turn,
		Damaged: func(err error) {
			counters.Damaged()
			log.Error("a permanent card is damaged: ask for it again, or restore it from a backup", "err", err)
		},
	})
}

// keptProbe looks whether permanent cards can be found.
func keptProbe(kept *publish.Keeper) server.Probe {
	return server.Probe{Name: "permanent cards", Check: func(ctx context.Context) error {
		_, _, err := kept.Usage(ctx)
		return err
	}}
}

// purger returns who calls the shared cache, or nil where there is none.
func (c *permanentSettings) purger(log *slog.Logger) (*purge.Caller, error) {
	if c.PurgeURL == "" {
		if len(c.PurgeHeader) > 0 {
			return nil, usageError{errors.New("--purge-header: there is no --purge-url to send it to")}
		}
		return nil, nil
	}
	u, err := url.Parse(c.PurgeURL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, usageError{errors.New("--purge-url: must be an address that begins with https:// or http://")}
	}
	header := http.Header{}
	for i, line := range c.PurgeHeader {
		name, value, found := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !found || !validField(name, value) {
			return nil, usageError{fmt.Errorf("--purge-header %d: must be of the form NAME: VALUE", i+1)}
		}
		header.Add(name, value)
	}
	return purge.New(purge.Config{URL: c.PurgeURL, Header: header, Log: log}), nil
}

// validField reports whether a header can have that field (RFC 9110, section 5).
func validField(name, value string) bool {
	token := func(r rune) bool {
		return r > ' ' && r < 0x7f && !strings.ContainsRune("\"(),/:;<=>?@[\\]{}", r)
	}
	text := func(r rune) bool { return r == '\t' || r >= ' ' && r < 0x7f }
	other := func(allowed func(rune) bool) func(rune) bool {
		return func(r rune) bool { return !allowed(r) }
	}
	return name != "" && value != "" && strings.IndexFunc(name, other(token)) < 0 && strings.IndexFunc(value, other(text)) < 0
}

// byteSize is a number of bytes, written with or without a unit.
type byteSize int64

// UnmarshalText reads "10GB".
func (b *byteSize) UnmarshalText(text []byte) error {
	number := strings.ToUpper(strings.TrimSpace(string(text)))
	unit := 1.0
	for _, u := range []struct {
		name  string
		bytes float64
	}{{"KB", 1e3}, {"MB", 1e6}, {"GB", 1e9}, {"TB", 1e12}} {
		if rest, found := strings.CutSuffix(number, u.name); found {
			number, unit = strings.TrimSpace(rest), u.bytes
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if n *= unit; err != nil || !(n >= 0 && n < math.MaxInt64) {
		return fmt.Errorf("%.40q must be a number of bytes such as 500MB or 10GB", text)
	}
	*b = byteSize(n)
	return nil
}

// age is a length of time, of which days are the largest unit.
type age time.Duration

// UnmarshalText reads "90d" and what time.ParseDuration reads.
func (a *age) UnmarshalText(text []byte) error {
	wrong := fmt.Errorf("%.40q must be a time such as 90d or 48h, and an hour at least", text)
	if string(text) == "0" {
		*a = 0
		return nil
	}
	var d time.Duration
	if days, found := strings.CutSuffix(string(text), "d"); found {
		n, err := strconv.ParseFloat(days, 64)
		if err != nil || !(n > 0 && n < 36500) {
			return wrong
		}
		d = time.Duration(n * 24 * float64(time.Hour))
	} else {
		var err error
		if d, err = time.ParseDuration(string(text)); err != nil {
			return wrong
		}
	}
	if d < time.Hour {
		return wrong
	}
	*a = age(d)
	return nil
}
