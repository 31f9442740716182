package server

import (
	"errors"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
)

// getSigned serves the card of the article that its address carries. The key
// that signed it answers for its words, within its brands. A query changes
// nothing.
func (s *Server) getSigned(c *gin.Context) {
	file := c.Param("file")
	template, format, known := cardFile(file)
	if !known || s.Signing == nil {
		s.fail(c, errNoRoute)
		return
	}
	p, key, err := s.Signing.Open(c.Param("seal"), c.Param("payload"), file, s.Now())
	if err != nil {
		s.fail(c, err)
		return
	}
	r, err := signedRequest(p)
	if err != nil {
		s.fail(c, err)
		return
	}
	r.Template, r.Format = template, format
	r.Permit = s.maySpeak(c, &auth.Caller{Name: key.ID, Brands: key.Brands})
	result, names, err := s.draw(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.writeCard(c, result, s.signedCache(p.Exp), time.Time{}, names)
}

func signedRequest(p *signed.Payload) (card.Request, error) {
	r := card.Request{Article: p.Article, Theme: p.Theme, Accent: p.Accent, Brand: p.Brand}
	if p.Scale != nil {
		if r.Scale = *p.Scale; r.Scale == 0 {
			return r, &card.FieldError{Field: "scale", Reason: "must be from 1 to 3"}
		}
	}
	return r, nil
}

// signedCache lets nobody keep a picture longer than its address is good.
func (s *Server) signedCache(exp *int64) string {
	if s.Dev {
		return "no-cache"
	}
	if exp == nil {
		return cacheStable
	}
	left := max(0, *exp-s.Now().Unix())
	return fmt.Sprintf("public, max-age=%d, s-maxage=%d", min(60, left), min(300, left))
}

// openSigned returns the payload of an address that one of our keys signed,
// however long ago.
func (s *Server) openSigned(seal, payload, file string) (*signed.Payload, error) {
	p, _, err := s.Signing.Open(seal, payload, file, s.Now())
	if errors.Is(err, signed.ErrExpired) {
		err = nil
	}
	return p, err
}
