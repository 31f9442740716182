package server

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render"
)

// studioRoutes are those of the designers' page. What writes beside the
// templates is there with --dev only.
func (s *Server) studioRoutes(get func(string, gin.HandlerFunc)) {
	e := s.engine
	get("/studio", s.studioPage)
	e.POST("/studio/session", s.studioSession)
	get("/studio/assets/:file", s.studioAsset)
	get("/studio/world", s.studioWorld)
	e.POST("/studio/trace", s.studioTrace)
	e.POST("/studio/pages", s.studioAddPage)
	get("/studio/pages/:key/*file", s.studioPageFile)
	get("/studio/fonts/:file", s.studioFont)
	e.POST("/studio/recompressed", s.studioRecompress)
	e.POST("/studio/kit", s.studioKit)
	if s.Dev {
		e.GET("/studio/events", s.streamEvents)
		e.POST("/studio/covers", s.studioAddCover)
		e.PUT("/studio/samples/:name", s.studioSaveSample)
	}
}

// sessionCookie holds a token for the studio: browsers send no bearer tokens by
// themselves. It is sent with requests of our own pages only, and no script
// reads it.
const sessionCookie = "sharecard-studio"

// sessionToken returns the token in a request's cookie, or "".
func sessionToken(r *http.Request) string {
	cookie, err := r.Cookie(sessionCookie)
	if err != nil {
		return ""
	}
	return cookie.Value
}

// maxSessionForm is the longest form with a token, in bytes.
const maxSessionForm = 4 << 10

// studioSession takes a token from the form and keeps it in a cookie.
func (s *Server) studioSession(c *gin.Context) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxSessionForm)
	token := c.PostForm("token")
	if s.Tokens.Caller(token) == nil {
		s.writeStudio(c, http.StatusUnauthorized, func(lang string) ([]byte, error) { return studio.Login(lang, true) })
		return
	}
	http.SetCookie(c.Writer, &http.Cookie{
		Name: sessionCookie, Value: token, Path: "/", HttpOnly: true,
		Secure: strings.HasPrefix(s.Address, "https:"), SameSite: http.SameSiteStrictMode,
	})
	c.Redirect(http.StatusSeeOther, "/studio?lang="+studioLanguage(c)) // the browser keeps the fragment
}

// studioPage serves the studio, or the form that asks for a token.
func (s *Server) studioPage(c *gin.Context) {
	if s.caller(c) == nil {
		s.writeStudio(c, http.StatusOK, func(lang string) ([]byte, error) { return studio.Login(lang, false) })
		return
	}
	s.writeStudio(c, http.StatusOK, studio.Page)
}

// writeStudio answers with one of the studio's pages in the reader's language.
func (s *Server) writeStudio(c *gin.Context, status int, page func(lang string) ([]byte, error)) {
	body, err := page(studioLanguage(c))
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", studio.Policy)
	h.Set("Cache-Control", "no-store")
	h.Set("Vary", "Accept-Language")
	c.Data(status, "text/html; charset=utf-8", body)
}

func studioLanguage(c *gin.Context) string { return readerLanguage(c, studio.Languages) }

func (s *Server) studioAsset(c *gin.Context) {
	s.serveStudio(c, studio.Asset, c.Param("file"), "no-cache")
}

// studioFont serves a face to the page in the frame, which has no origin.
func (s *Server) studioFont(c *gin.Context) {
	c.Writer.Header().Set("Access-Control-Allow-Origin", "*")
	s.serveStudio(c, studio.Font, c.Param("file"), "public, max-age=3600")
}

// serveStudio answers with a file of the studio.
func (s *Server) serveStudio(c *gin.Context, file func(string) ([]byte, string, error), name, caching string) {
	content, mediaType, err := file(name)
	if err != nil {
		s.fail(c, err)
		return
	}
	serveContent(c, content, mediaType, caching)
}

// mayPublish tells which brands are the caller's; the public has none.
func (s *Server) mayPublish(c *gin.Context) func(brand string) bool {
	caller := s.caller(c)
	return func(brand string) bool { return checkBrand(caller, brand) == nil }
}

// studioWorld tells what there is to look at.
func (s *Server) studioWorld(c *gin.Context) {
	world, err := studio.Describe(c.Request.Context(), s.Cards.Templates(), s.Articles, s.Studio.Samples(), s.mayPublish(c))
	if err != nil {
		s.fail(c, err)
		return
	}
	world.Dev, world.Address, world.Closed = s.Dev, s.Address, !s.open()
	world.Writable = s.Dev && s.Studio.Writable()
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, world)
}

// readStudio reads the body that asks for a card.
func (s *Server) readStudio(c *gin.Context) (r card.Request, ok bool) {
	if !s.wantType(c, "application/json") {
		return r, false
	}
	body, err := readBody(c.Request.Body, maxCardBody)
	if err != nil {
		s.fail(c, err)
		return r, false
	}
	o, err := s.readOrder(c, body)
	if err != nil {
		s.fail(c, err)
		return r, false
	}
	return o.Request, true
}

// studioTrace draws a card and tells where everything in it stands.
func (s *Server) studioTrace(c *gin.Context) {
	r, ok := s.readStudio(c)
	if !ok {
		return
	}
	trace, result, err := s.Cards.Trace(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, struct {
		*render.Trace
		Width       float64       `json:"width"` // px of the template
		Height      float64       `json:"height"`
		PixelWidth  int           `json:"pixel_width"`
		PixelHeight int           `json:"pixel_height"`
		MIME        string        `json:"mime"`
		Bytes       int           `json:"bytes"`
		Alt         string        `json:"alt"`
		Codes       card.Codes    `json:"codes"`
		Report      render.Report `json:"report"`
		Src         string        `json:"src"`
	}{
		trace, trace.Width, trace.Height, result.Width, result.Height, result.MIME, len(result.Bytes), result.Alt,
		result.Codes, result.Report, dataURL(result.MIME, result.Bytes),
	})
}

// dataURL writes bytes as a data: address (RFC 2397).
func dataURL(mediaType string, content []byte) string {
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(content)
}

// studioAddPage fills a template for the browser to draw.
func (s *Server) studioAddPage(c *gin.Context) {
	r, ok := s.readStudio(c)
	if !ok {
		return
	}
	page, err := s.Cards.Page(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, map[string]string{"path": "/studio/pages/" + s.pages.Add(page) + "/"})
}

// studioPageFile serves a filled template and what lies beside it. Its key is
// what gives access.
func (s *Server) studioPageFile(c *gin.Context) {
	content, mediaType, err := s.pages.File(c.Param("key"), strings.TrimPrefix(c.Param("file"), "/"))
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", studio.PagePolicy)
	h.Set("Cache-Control", "no-store")
	c.Data(http.StatusOK, mediaType, content)
}

// studioRecompress does to a card what a chat application does.
func (s *Server) studioRecompress(c *gin.Context) {
	r, ok := s.readStudio(c)
	if !ok {
		return
	}
	result, err := s.Cards.Card(c.Request.Context(), r)
	if err != nil {
		s.fail(c, err)
		return
	}
	sent, err := studio.Recompress(result.Bytes)
	if err != nil {
		s.fail(c, err)
		return
	}
	verdict := "none"
	switch {
	case sent.QR != "":
		verdict = "scans"
	case result.QR:
		verdict = "lost"
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.writeJSON(c, http.StatusOK, map[string]any{
		"src": dataURL("image/jpeg", sent.JPEG), "width": sent.Width, "height": sent.Height, "bytes": len(sent.JPEG),
		"alt": result.Alt, "qr": verdict, "qr_text": sent.QR,
	})
}

// studioKit makes the kit of the article in the body; its template is of no
// account.
func (s *Server) studioKit(c *gin.Context) {
	r, ok := s.readStudio(c)
	if !ok {
		return
	}
	s.serveKit(c, r, "kit.zip")
}

// studioAddCover keeps a cover for trying.
func (s *Server) studioAddCover(c *gin.Context) {
	data, err := s.readPicture(c)
	if err == nil {
		_, err = s.Decoder.Decode(c.Request.Context(), data)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	address, err := s.Studio.AddCover(data)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.writeJSON(c, http.StatusCreated, map[string]string{"address": address})
}

// studioSaveSample saves an article beside the templates.
func (s *Server) studioSaveSample(c *gin.Context) {
	if !s.wantType(c, "application/json") {
		return
	}
	var a article.Article
	if err := strictjson.Read(c.Request.Body, article.MaxBytes, &a); err != nil {
		s.fail(c, err)
		return
	}
	if err := s.Studio.Save(c.Param("name"), &a); err != nil {
		s.fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
