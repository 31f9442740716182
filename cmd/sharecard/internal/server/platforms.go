package server

import (
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/server/problem"
)

const (
	// platformWord is the query parameter that names a platform in place of template,
	// ratio, format and limit.
	platformWord = "platform"
	// platformsWord names several, for a kit.
	platformsWord = "platforms"
)

// listPlatforms tells where cards are posted, what is taken there, and who says so.
func (s *Server) listPlatforms(c *gin.Context) {
	c.Writer.Header().Set("Cache-Control", "no-cache")
	writeJSON(c, 200, struct {
		Platforms []*platform.Platform `json:"platforms"`
	}{platform.All()})
}

// readCard reads which card an address is of: that of the file at its end or, where it
// has none, that of the platform in its query.
func readCard(c *gin.Context, r *card.Request) error {
	names := c.Request.URL.Query()[platformWord]
	if file := c.Param("file"); file != "" {
		if len(names) > 0 {
			return &card.FieldError{Field: platformWord, Reason: "stands in place of the card's name: ask for …/card?platform=NAME"}
		}
		var known bool
		if r.Template, r.Format, known = cardFile(file); !known {
			return problem.ErrEnding
		}
		return nil
	}
	if len(names) != 1 {
		return &card.FieldError{Field: platformWord, Reason: "is required, once"}
	}
	return applyPlatform(r, names[0])
}

// applyPlatform has r ask for the card of the platform of that name.
func applyPlatform(r *card.Request, name string) error {
	p, err := platform.Find(name)
	if err != nil {
		return err
	}
	return p.Apply(r)
}

// readSigned reads which card a signed address is of: that of its file or, where that is
// [signed.PlatformFile], that of the platform in its payload.
func readSigned(file string, p *signed.Payload) (card.Request, error) {
	r := card.Request{
		Article: p.Article, Theme: p.Theme, Accent: p.Accent, Brand: p.Brand, Ratio: p.Ratio, Credits: p.Credits,
	}
	var err error
	if r.Scale, err = job.Scale(p.Scale); err != nil {
		return card.Request{}, err
	}
	switch hasPlatform := p.Platform != ""; {
	case hasPlatform != (file == signed.PlatformFile):
		return card.Request{}, &card.FieldError{
			Field: platformWord, Reason: "is for addresses that end with /" + signed.PlatformFile + ", and for those alone",
		}
	case hasPlatform:
		err = applyPlatform(&r, p.Platform)
	default:
		r.Template, r.Format, _ = cardFile(file)
	}
	return r, err
}

// readPlatforms reads the platforms that a kit is for, between commas; none: every card
// that fits.
func readPlatforms(c *gin.Context) ([]*platform.Platform, error) {
	lists, given := c.Request.URL.Query()[platformsWord]
	switch {
	case !given:
		return nil, nil
	case len(lists) > 1:
		return nil, &card.FieldError{Field: platformsWord, Reason: "is given twice: put commas between the names"}
	}
	return platform.FindAll(strings.Split(lists[0], ","))
}
