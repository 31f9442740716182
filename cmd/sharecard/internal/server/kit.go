package server

import (
	"bytes"
	"strconv"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/kit"
)

const (
	// maxKits is how many kits are made at once: each holds all its pictures.
	maxKits = 4
	// kitWorkers leaves room in the queue for those who wait for one card.
	kitWorkers = 2
)

// getKit serves every card of a stored article in one archive, each in its
// template's own format. The words of the query are those of a card. Cards that
// could not be drawn are counted in Sharecard-Report, and the manifest in the
// archive says why.
func (s *Server) getKit(c *gin.Context) {
	r := card.Request{ArticleID: c.Param("id"), Patience: patience}
	if !s.readQuery(c, &r) {
		return
	}
	r.Permit = s.mayShow(c, r.Brand)
	s.serveKit(c, r, r.ArticleID+".zip") // of characters that need no escape
}

// serveKit draws every card that r asks for, whatever its template, into an
// archive of that name.
func (s *Server) serveKit(c *gin.Context, r card.Request, name string) {
	select {
	case s.kits <- struct{}{}:
		defer func() { <-s.kits }()
	default:
		s.fail(c, card.ErrBusy)
		return
	}
	var names []string
	for _, e := range s.Cards.Templates().Entries() {
		names = append(names, e.Name)
	}
	pictures := map[string][]byte{}
	manifest, err := kit.Draw(c.Request.Context(), s.Cards, r, names, kitWorkers, func(entry kit.Card, picture []byte) error {
		if entry.Error == nil {
			pictures[entry.File] = picture
		}
		return nil
	})
	if err != nil {
		s.fail(c, err)
		return
	}
	var archive bytes.Buffer
	if err := kit.WriteZip(&archive, manifest, pictures); err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	if n := manifest.Failed(); n > 0 {
		h.Set("Sharecard-Report", card.Codes{{Name: "failed", Value: strconv.Itoa(n)}}.String())
	}
	serveContent(c, archive.Bytes(), "application/zip", "private, no-cache")
}
