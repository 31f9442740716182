package card

import (
	"net/url"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

// longAddress is the longest address in bytes whose QR code is small as it is:
// what 33 modules hold at level M (ISO/IEC 18004, version 4).
const longAddress = 62

// shorten returns a stored article under the short address that leads to its
// own, where that makes its QR code smaller; short is "" where it stays as it is.
// An address that no reader could open stays, so that the card shows no code for
// it.
func (s *Service) shorten(a *article.Article) (renamed *article.Article, short string) {
	if s.config.Shorten == nil || len(a.URL) <= longAddress || !public(a.URL) {
		return a, ""
	}
	short = s.config.Shorten(a.ID)
	if len(short) >= len(a.URL) || !render.Scannable(short) {
		return a, ""
	}
	with := *a
	with.URL = short
	return &with, short
}

// public reports whether a reader could open address, however long it is.
func public(address string) bool {
	u, err := url.Parse(address)
	return err == nil && render.Scannable(u.Scheme+"://"+u.Host+"/")
}
