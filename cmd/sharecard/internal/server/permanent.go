package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/render/encode"
)

// entry is a card's entry in a scheduler's list.
type entry struct {
	Template string          `json:"template"`
	Width    int             `json:"width"`
	Height   int             `json:"height"`
	Bytes    int             `json:"bytes"`
	SHA256   string          `json:"sha256"`
	MIME     string          `json:"mime"`
	Alt      string          `json:"alt"`
	Report   json.RawMessage `json:"report"`
	// Hash is the card's in its permanent address; withdrawals name it.
	Hash string `json:"hash,omitempty"`
	// URL is the permanent address, or nil and URLReason says why there is none.
	URL       *string `json:"url"`
	URLReason string  `json:"url_reason,omitempty"`

	codes string // for Sharecard-Report
}

// Reasons for a card without an address.
const (
	reasonNoStore     = "no_permanent_store"
	reasonNoPublicURL = "no_public_url"
)

// getPermanent serves a card that was promised to stay. A query, such as the
// cache-busters that platforms append, changes nothing.
func (s *Server) getPermanent(c *gin.Context) {
	if s.Permanent == nil {
		s.fail(c, errNoRoute)
		return
	}
	found, file, err := s.Permanent.Read(c.Request.Context(), c.Param("hash"), c.Param("file"))
	if err != nil {
		s.fail(c, err)
		return
	}
	defer func() { _ = file.Close() }()
	h := c.Writer.Header()
	h.Set("Cache-Control", cachePermanent)
	h.Set("Content-Type", found.MIME)
	h.Set("ETag", found.ETag)
	if found.Report != "" {
		h.Set("Sharecard-Report", found.Report)
	}
	h.Set("Surrogate-Key", surrogateKeys(found.Articles))
	s.servePicture(c, found.Created, file)
}

// drawer is [Server.draw] or a patient form of it.
type drawer func(context.Context, card.Request) (*card.Result, []string, error)

// keep makes a card permanent, unless it is already, and returns its entry.
func (s *Server) keep(ctx context.Context, r card.Request, allowDegraded bool, draw drawer) (*entry, error) {
	if s.Permanent == nil {
		result, _, err := draw(ctx, r)
		if err != nil {
			return nil, err
		}
		return newEntry(result)
	}
	r.Small = true
	key, err := s.Cards.Key(ctx, r)
	if err != nil {
		return nil, err
	}
	kept, err := s.Permanent.Find(ctx, publish.HashOf(key))
	if errors.Is(err, publish.ErrNotFound) {
		kept, err = s.keepNew(ctx, r, allowDegraded, draw)
	}
	if err != nil {
		return nil, err
	}
	if isDegraded(kept.Report) && !allowDegraded {
		return nil, errDegradedCard(kept.Report)
	}
	return s.entryOf(kept)
}

// keepNew draws a card and keeps it.
func (s *Server) keepNew(ctx context.Context, r card.Request, allowDegraded bool, draw drawer) (*publish.Card, error) {
	result, names, err := draw(ctx, r)
	if err != nil {
		return nil, err
	}
	report := result.Codes.String()
	if result.Degraded && !allowDegraded {
		return nil, errDegradedCard(report)
	}
	e, err := newEntry(result)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("encoding a card's entry: %w", err)
	}
	return s.Permanent.Put(ctx, &publish.Card{
		Hash: publish.HashOf(result.Key), Name: result.Template + "." + encode.FormatOfMIME(result.MIME).Ext(),
		MIME: result.MIME, ETag: result.ETag, Report: report, Manifest: text, Articles: names, Brand: result.Brand,
	}, result.Bytes)
}

// newEntry describes a drawn card.
func newEntry(r *card.Result) (*entry, error) {
	report, err := json.Marshal(r.Codes)
	if err != nil {
		return nil, fmt.Errorf("encoding a card's report: %w", err)
	}
	return &entry{
		Template: r.Template, Width: r.Width, Height: r.Height, Bytes: len(r.Bytes), SHA256: r.SHA256,
		MIME: r.MIME, Alt: r.Alt, Report: report, URLReason: reasonNoStore,
		codes: r.Codes.String(),
	}, nil
}

// entryOf describes a kept card with the address it has today.
func (s *Server) entryOf(kept *publish.Card) (*entry, error) {
	e := new(entry)
	if err := json.Unmarshal(kept.Manifest, e); err != nil {
		return nil, fmt.Errorf("reading the entry of card %s: %w", kept.Hash, err)
	}
	e.Hash, e.URLReason, e.codes = kept.Hash, "", kept.Report
	if s.PublicURL == "" {
		e.URLReason = reasonNoPublicURL
		return e, nil
	}
	address := s.PublicURL + "/c/" + kept.Hash + "/" + kept.Name
	e.URL = &address
	return e, nil
}

// isDegraded reads it from a Sharecard-Report, where it comes first.
func isDegraded(report string) bool {
	first, _, _ := strings.Cut(report, ",")
	return first == "degraded"
}

func errDegradedCard(report string) error {
	return fmt.Errorf(`%w (%s); try again when it is there, or send "allow_degraded":true`, errDegraded, report)
}
