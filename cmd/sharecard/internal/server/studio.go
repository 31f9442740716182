package server

import (
	"encoding/base64"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/studio"
	"sharecard/cmd/sharecard/internal/server/words"
	"sharecard/render"
)

// studioPage serves the studio.
func (s *Server) studioPage(c *gin.Context) {
	page, err := studio.Page(words.Of(c.Request))
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Vary", "Accept-Language")
	writePage(c, page, studio.Policy)
}

func (s *Server) studioAsset(c *gin.Context) {
	serveStudio(c, studio.Asset, c.Param("file"), "no-cache")
}

// studioFont serves a face to the page in the frame, which has no origin.
func (s *Server) studioFont(c *gin.Context) {
	c.Writer.Header().Set("Access-Control-Allow-Origin", "*")
	serveStudio(c, studio.Font, c.Param("file"), "public, max-age=3600")
}

// serveStudio answers with a file of the studio.
func serveStudio(c *gin.Context, file func(string) ([]byte, string, error), name, caching string) {
	content, mediaType, err := file(name)
	if err != nil {
		problem.Write(c, err)
		return
	}
	serveContent(c, content, mediaType, caching)
}

// mayPublish tells which brands are the caller's; the public has none.
func mayPublish(c *gin.Context) func(brand string) bool { return gate.Caller(c).May }

// studioWorld tells what there is to look at.
func (s *Server) studioWorld(c *gin.Context) {
	library, samples := s.config.Cards.Templates(), s.config.Studio.Samples()
	world, err := studio.Describe(c.Request.Context(), library, s.config.Articles, samples, mayPublish(c))
	if err != nil {
		problem.Write(c, err)
		return
	}
	world.Dev, world.Address, world.Closed = s.config.Dev, s.config.Address, !s.gate.Open()
	world.Writable = s.config.Dev && s.config.Studio.Writable()
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, world)
}

// studioTrace draws a card and tells where everything in it stands.
func (s *Server) studioTrace(c *gin.Context) {
	o, err := s.readOrder(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	traced, err := s.publisher.Trace(c.Request.Context(), gate.Caller(c), o.Request)
	if err != nil {
		problem.Write(c, err)
		return
	}
	trace, result := traced.Trace, traced.Result
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, struct {
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
	o, err := s.readOrder(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	page, err := s.publisher.Page(c.Request.Context(), gate.Caller(c), o.Request)
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, map[string]string{"path": "/studio/pages/" + s.pages.Add(page) + "/"})
}

// studioPageFile serves a filled template and what lies beside it. Its key is
// what gives access.
func (s *Server) studioPageFile(c *gin.Context) {
	content, mediaType, err := s.pages.File(c.Param("key"), strings.TrimPrefix(c.Param("file"), "/"))
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", studio.PagePolicy)
	h.Set("Cache-Control", "no-store")
	c.Data(http.StatusOK, mediaType, content)
}

// studioRecompress does to a card what a chat application does.
func (s *Server) studioRecompress(c *gin.Context) {
	o, err := s.readOrder(c)
	if err != nil {
		problem.Write(c, err)
		return
	}
	result, err := s.publisher.Draw(c.Request.Context(), gate.Caller(c), gate.Caller(c), o.Request)
	if err != nil {
		problem.Write(c, err)
		return
	}
	sent, err := studio.Recompress(result.Bytes)
	if err != nil {
		problem.Write(c, err)
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
	writeJSON(c, http.StatusOK, map[string]any{
		"src": dataURL("image/jpeg", sent.JPEG), "width": sent.Width, "height": sent.Height, "bytes": len(sent.JPEG),
		"alt": result.Alt, "qr": verdict, "qr_text": sent.QR,
	})
}

// studioAddCover keeps a cover beside the samples.
func (s *Server) studioAddCover(c *gin.Context) {
	data, err := s.readPicture(c)
	if err == nil {
		_, err = s.config.Decoder.Decode(c.Request.Context(), data)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	address, err := s.config.Studio.AddCover(data)
	if err != nil {
		problem.Write(c, err)
		return
	}
	writeJSON(c, http.StatusCreated, map[string]string{"url": address})
}

// studioSaveSample saves an article beside the templates.
func (s *Server) studioSaveSample(c *gin.Context) {
	var a article.Article
	if err := readJSON(c, article.MaxBytes, &a); err != nil {
		problem.Write(c, err)
		return
	}
	if err := s.config.Studio.Save(c.Param("name"), &a); err != nil {
		problem.Write(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}
