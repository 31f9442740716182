package server

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/card"
)

// cardInfo describes a template. Sizes are in px before scaling by a request;
// a card without a height takes that of its content.
type cardInfo struct {
	Name      string  `json:"name"`
	Title     string  `json:"title"`
	Width     int     `json:"width"`
	Height    int     `json:"height,omitempty"`
	MinHeight int     `json:"min_height,omitempty"`
	MaxHeight int     `json:"max_height,omitempty"`
	Scale     float64 `json:"scale"`
	Format    string  `json:"format"`
	MaxBytes  int     `json:"max_bytes,omitempty"`
	// Fields are those of an article that the card shows or depends on.
	Fields []string `json:"fields"`
}

// brandInfo describes a brand.
type brandInfo struct {
	Name    string   `json:"name"`
	Sources []string `json:"sources"`         // names of publications it is chosen by
	Theme   string   `json:"theme,omitempty"` // its default look
}

// listTemplates tells what can be drawn.
func (s *Server) listTemplates(c *gin.Context) {
	list := struct {
		Templates []cardInfo  `json:"templates"`
		Themes    []string    `json:"themes"`
		Brands    []brandInfo `json:"brands"`
	}{Templates: []cardInfo{}, Themes: card.Looks(), Brands: []brandInfo{}}
	for _, e := range s.Cards.Templates().Entries() {
		t := e.Template
		if t == nil {
			continue
		}
		list.Templates = append(list.Templates, cardInfo{
			Name: e.Name, Title: t.Title, Width: t.Width, Height: t.Height,
			MinHeight: t.MinHeight, MaxHeight: t.MaxHeight,
			Scale: max(t.Scale, 1), Format: string(t.Format), MaxBytes: t.MaxBytes,
			Fields: append([]string{}, e.Fields...),
		})
	}
	for _, b := range s.Cards.Templates().Brands() {
		if b.Err == nil {
			list.Brands = append(list.Brands, brandInfo{Name: b.Name, Sources: append([]string{}, b.Sources...), Theme: b.Look})
		}
	}
	c.Writer.Header().Set("Cache-Control", "no-cache")
	s.writeJSON(c, http.StatusOK, list)
}
