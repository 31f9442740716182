package server

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth/signed"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/render"
	"sharecard/render/encode"
)

// getCard serves the card of a stored article, as both are now.
func (s *Server) getCard(c *gin.Context) {
	showAnywhere(c.Writer.Header()) // so that the share button learns why there is none
	r := card.Request{ArticleID: c.Param("id")}
	if !readQuery(c, &r, s.failCard, platformWord) {
		return
	}
	if err := readCard(c, &r); err != nil {
		s.failCard(c, err)
		return
	}
	drawn, err := s.publisher.Show(c.Request.Context(), gate.Caller(c), r)
	if err != nil {
		s.failCard(c, s.suggesting(c, r.ArticleID, err))
		return
	}
	s.writeCard(c, drawn.Result, s.caching(drawn.Hidden), drawn.Record.UpdatedAt, drawn.Record.Article.ID)
}

// getSigned serves the card of the article that its address carries. The key
// that signed it answers for its words, within its brands. A query changes
// nothing.
func (s *Server) getSigned(c *gin.Context) {
	file := c.Param("file")
	if _, _, known := cardFile(file); !known && file != signed.PlatformFile || s.config.Signing == nil {
		s.failCard(c, problem.ErrNoRoute)
		return
	}
	p, key, err := s.config.Signing.Open(c.Param("seal"), c.Param("payload"), file, s.config.Now())
	if err != nil {
		s.failCard(c, err)
		return
	}
	r, err := readSigned(file, p)
	if err != nil {
		s.failCard(c, err)
		return
	}
	drawn, err := s.publisher.Draw(c.Request.Context(), gate.Caller(c), key.Caller(), r)
	if err != nil {
		s.failCard(c, err)
		return
	}
	caching := s.caching(s.publisher.Hidden(drawn.Record))
	if caching == cacheStable && p.Exp != nil { // nobody keeps a picture longer than its address is good
		left := max(0, *p.Exp-s.config.Now().Unix())
		caching = fmt.Sprintf("public, max-age=%d, s-maxage=%d", min(60, left), min(300, left))
	}
	s.writeCard(c, drawn.Result, caching, time.Time{}, drawn.Names...)
}

// getPermanent serves a card that was promised to stay. A query, such as the
// cache-busters that platforms append, changes nothing.
func (s *Server) getPermanent(c *gin.Context) {
	if s.config.Keeper == nil {
		s.failCard(c, problem.ErrNoRoute)
		return
	}
	found, picture, err := s.config.Keeper.Read(c.Request.Context(), c.Param("hash"), c.Param("file"))
	if err != nil {
		s.failCard(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", cachePermanent)
	h.Set("Content-Type", found.MIME)
	h.Set("ETag", found.ETag)
	if found.Report != "" {
		h.Set("Sharecard-Report", found.Report)
	}
	h.Set("Surrogate-Key", publish.SurrogateKeys(found.Articles))
	s.servePicture(c, found.Created, bytes.NewReader(picture))
}

const (
	// maxKits is how many kits are made at once: each holds all its pictures.
	maxKits = 4
	// kitWorkers leaves room in the queue for those who wait for one card.
	kitWorkers = 2
)

// getKit serves every card that fits a stored article in one archive, each in its
// template's own format. The words of the query are those of a card. Cards that
// could not be drawn are counted in Sharecard-Report, and the manifest in the
// archive says why.
func (s *Server) getKit(c *gin.Context) {
	r := card.Request{ArticleID: c.Param("id"), Patience: card.LongPatience}
	if !readQuery(c, &r, problem.Write, platformsWord) {
		return
	}
	platforms, err := readPlatforms(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	name := r.ArticleID + ".zip" // of characters that need no escape
	s.writeKit(c, s.publisher.Showing(gate.Caller(c)), r, platforms, name)
}

// postKit serves every card of the article in the body, which is not stored.
func (s *Server) postKit(c *gin.Context) {
	r, platforms, err := readKit(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.writeKit(c, s.publisher.Drawing(gate.Caller(c)), r, platforms, "kit.zip")
}

// readKit reads the body of a request for cards of the article in it.
func readKit(c *gin.Context) (r card.Request, platforms []*platform.Platform, err error) {
	if err := checkType(c, "application/json"); err != nil {
		return card.Request{}, nil, err
	}
	body, err := readBody(c.Request.Body, job.MaxBytes)
	if err != nil {
		return card.Request{}, nil, err
	}
	return job.ReadKit(body)
}

// chooseTemplates tells which cards a kit of the article in the body would have, in
// its order, and what the article lacks for the others. Nothing is fetched for that.
func (s *Server) chooseTemplates(c *gin.Context) {
	r, _, err := readKit(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	type choice struct {
		Name    string `json:"name"`
		Missing string `json:"missing,omitempty"` // a field of the article
		Detail  string `json:"detail,omitempty"`
	}
	var list struct {
		Templates []choice `json:"templates"`
	}
	all := s.config.Cards.Templates().All()
	for _, name := range kit.Names(all) {
		chosen, i := choice{Name: name}, slices.IndexFunc(all, func(e *card.LoadedTemplate) bool { return e.Name == name })
		if unfit := all[i].Unfit(r.Article, s.config.Now()); unfit != nil {
			chosen.Missing, chosen.Detail = unfit.Field(), unfit.Reason
		}
		list.Templates = append(list.Templates, chosen)
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, list)
}

// writeKit has a card drawn for each platform, or without platforms every card that fits,
// and answers with an archive of that name.
func (s *Server) writeKit(c *gin.Context, d kit.Drawer, r card.Request, platforms []*platform.Platform, name string) {
	if !s.kits.take() {
		problem.Write(c, card.ErrBusy)
		return
	}
	defer s.kits.giveBack()
	r.Fitting = true
	cards := kit.OfTemplates(r, kit.Names(s.config.Cards.Templates().All()))
	if len(platforms) > 0 {
		var err error
		if cards, err = kit.ForPlatforms(r, platforms); err != nil {
			problem.Write(c, err)
			return
		}
	}
	pictures := map[string][]byte{}
	manifest, err := kit.Draw(c.Request.Context(), d, cards, kitWorkers, func(e card.Entry, picture []byte) error {
		if e.File != "" {
			pictures[e.File] = picture
		}
		return nil
	})
	var archive bytes.Buffer
	if err == nil {
		err = kit.WriteZip(&archive, manifest, pictures)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	if n := manifest.Failed(); n > 0 {
		h.Set("Sharecard-Report", card.Codes{{Name: "failed", Value: strconv.Itoa(n)}}.String())
	}
	serveContent(c, archive.Bytes(), "application/zip", "private, no-cache")
}

// shortPath is where short addresses begin: what follows is an article's ID.
const shortPath = "/s/"

// Shortener returns the function that gives a stored article's short address,
// for [card.Config]. It is nil where publicURL is not https: an address that is
// printed in a code must lead its readers over a line nobody else can redirect.
func Shortener(publicURL string) func(articleID string) string {
	if !strings.HasPrefix(publicURL, "https://") {
		return nil
	}
	return func(articleID string) string { return publicURL + shortPath + articleID }
}

// getShort leads from an article's short address to its own. It leads nowhere
// else: the address is the stored one, whatever the request says.
func (s *Server) getShort(c *gin.Context) {
	record, err := s.publisher.Find(c.Request.Context(), gate.Caller(c), c.Param("id"))
	if err == nil && record.Article.URL == "" {
		err = article.ErrNotFound
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Location", inASCII(record.Article.URL))
	caching := "public, max-age=60"
	if s.publisher.Hidden(record) {
		caching = cachePrivate
	}
	h.Set("Cache-Control", caching)
	h.Set("X-Robots-Tag", "noindex") // the article's own address is what to find
	h.Set("Content-Length", "0")
	c.Writer.WriteHeader(http.StatusFound)
	c.Writer.WriteHeaderNow()
}

// inASCII is an address as a header may hold it (RFC 9110, section 10.2.2): what is not
// ASCII, and what has no sign, is percent-coded.
func inASCII(address string) string {
	var b strings.Builder
	for i := 0; i < len(address); i++ {
		if c := address[i]; c <= ' ' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// cardFile splits the last part of a card's address.
func cardFile(file string) (template string, format render.Format, known bool) {
	template, ending, _ := strings.Cut(file, ".")
	format, err := encode.ParseFormat(ending)
	return template, format, err == nil
}
