package server

import (
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// cardInfo describes a template. Sizes are in px before scaling by a request;
// a card without a height takes that of its content.
type cardInfo struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	Width     int    `json:"width"`
	Height    int    `json:"height,omitempty"`
	MinHeight int    `json:"min_height,omitempty"`
	MaxHeight int    `json:"max_height,omitempty"`
	// Ratios are what the card can be besides its own size, as "4:5".
	Ratios   []string `json:"ratios"`
	Scale    float64  `json:"scale"`
	Format   string   `json:"format"`
	MaxBytes int      `json:"max_bytes,omitempty"`
	// Fields are those of an article that the card shows or depends on.
	Fields []string `json:"fields"`
	// Themes are those that suit the card.
	Themes []string `json:"themes"`
}

// brandInfo describes a brand.
type brandInfo struct {
	Name    string   `json:"name"`
	Sources []string `json:"sources"`         // names of publications it is chosen by
	Theme   string   `json:"theme,omitempty"` // its default theme
}

// listTemplates tells what can be drawn.
func (s *Server) listTemplates(c *gin.Context) {
	list := struct {
		Templates []cardInfo  `json:"templates"`
		Themes    []string    `json:"themes"`
		Brands    []brandInfo `json:"brands"`
	}{Templates: []cardInfo{}, Themes: card.Themes(), Brands: []brandInfo{}}
	for _, e := range s.config.Cards.Templates().All() {
		t := e.Template
		if t == nil {
			continue
		}
		list.Templates = append(list.Templates, cardInfo{
			Name: e.Name, Title: t.Title, Width: t.Width, Height: t.Height,
			MinHeight: t.MinHeight, MaxHeight: t.MaxHeight,
			Ratios: append([]string{}, t.Ratios...),
			Scale:  max(t.Scale, 1), Format: string(t.Format), MaxBytes: t.MaxBytes,
			Fields: append([]string{}, e.Fields...), Themes: append([]string{}, e.Themes...),
		})
	}
	for _, b := range s.config.Cards.Templates().Brands() {
		if b.Err == nil {
			list.Brands = append(list.Brands, brandInfo{Name: b.Name, Sources: append([]string{}, b.Sources...), Theme: b.Theme})
		}
	}
	c.Writer.Header().Set("Cache-Control", "no-cache")
	writeJSON(c, http.StatusOK, list)
}

// wechatSignature signs a page for WeChat's JS-SDK. Only pages of the listed
// hosts are signed, and only they may read the signature; what is wrong may be read
// by all, for who sets up a site to see it.
func (s *Server) wechatSignature(c *gin.Context) {
	h := c.Writer.Header()
	h.Add("Vary", "Origin")
	fail := func(err error) {
		if h.Get("Access-Control-Allow-Origin") == "" {
			h.Set("Access-Control-Allow-Origin", "*")
		}
		problem.Write(c, err)
	}
	if s.config.WeChat == nil {
		fail(problem.ErrNoWeChat)
		return
	}
	if origin := c.GetHeader("Origin"); origin != "" && s.config.WeChat.AllowsOrigin(origin) {
		h.Set("Access-Control-Allow-Origin", origin)
	}
	query, err := url.ParseQuery(c.Request.URL.RawQuery)
	if err != nil {
		fail(problem.ErrQuery)
		return
	}
	signature, err := s.config.WeChat.Sign(c.Request.Context(), query.Get("url"))
	if err != nil {
		fail(err)
		return
	}
	h.Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, signature)
}

// Metrics counts answers and shows all that was counted; package metrics has
// one. It is called from many goroutines at once.
type Metrics interface {
	// Request counts an answered request. route is the pattern it matched, ""
	// for none.
	Request(method, route string, status int, took time.Duration)
	// Handler serves what was counted.
	Handler() http.Handler
}

// serveMetrics shows what was counted, in the form Prometheus reads.
func (s *Server) serveMetrics(c *gin.Context) {
	if s.config.Metrics == nil {
		problem.Write(c, problem.ErrNoRoute)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	s.config.Metrics.Handler().ServeHTTP(c.Writer, c.Request)
}
