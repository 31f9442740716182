package server

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
)

// putArticle stores the article in the body under the ID in the address. It
// waits for the cover, so that the first card has it, and tells in
// Sharecard-Report if there is none.
func (s *Server) putArticle(c *gin.Context) {
	id := c.Param("id")
	if !article.ValidID(id) {
		s.fail(c, &card.FieldError{Field: "id", Reason: "must be 1 to 128 of A–Z, a–z, 0–9 and . _ ~ -, and not ., .. or import"})
		return
	}
	if !s.wantType(c, "application/json") {
		return
	}
	a, err := article.Read(c.Request.Body)
	if err != nil {
		s.fail(c, err)
		return
	}
	if a.ID != "" && a.ID != id {
		s.fail(c, &article.FieldError{Field: "id", Reason: "is not the one in the address"})
		return
	}
	a.ID = id
	status := http.StatusOK
	if _, err := s.Articles.Get(c.Request.Context(), id); errors.Is(err, article.ErrNotFound) {
		status = http.StatusCreated
	}
	s.store(c, a, status)
}

// store puts the article away and answers with it.
func (s *Server) store(c *gin.Context, a *article.Article, status int) {
	ctx := c.Request.Context()
	record, err := s.Articles.Put(ctx, a)
	if err != nil {
		s.fail(c, err)
		return
	}
	fault, err := s.Cards.WarmCover(ctx, record.Article, patience)
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	if fault != "" {
		h.Set("Sharecard-Report", card.Codes{{Name: "cover", Value: fault}}.String())
	}
	if status == http.StatusCreated {
		h.Set("Location", "/v1/articles/"+record.Article.ID)
	}
	s.writeArticle(c, status, record)
}

func (s *Server) getArticle(c *gin.Context) {
	record, err := s.Articles.Get(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	s.writeArticle(c, http.StatusOK, record)
}

func (s *Server) writeArticle(c *gin.Context, status int, record *article.Record) {
	c.Writer.Header().Set("Cache-Control", "no-cache")
	s.writeJSON(c, status, record.Article)
}

func (s *Server) deleteArticle(c *gin.Context) {
	if err := s.Articles.Delete(c.Request.Context(), c.Param("id")); err != nil {
		s.fail(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	c.Writer.WriteHeader(http.StatusNoContent)
	c.Writer.WriteHeaderNow()
}

// listed is one article of a list: enough to choose by.
type listed struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Source      string    `json:"source,omitempty"`
	PublishedAt time.Time `json:"published_at,omitzero"`
	Revision    int64     `json:"revision"`
	UpdatedAt   time.Time `json:"updated_at"`
}

// listArticles lists what is stored, last changed first. The parameters are
// limit, from 1 to 200, and cursor, the next of the page before.
func (s *Server) listArticles(c *gin.Context) {
	limit := 0
	if text, given := c.GetQuery("limit"); given {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > article.MaxPage {
			s.fail(c, &card.FieldError{Field: "limit", Reason: "must be from 1 to " + strconv.Itoa(article.MaxPage)})
			return
		}
		limit = n
	}
	page, err := s.Articles.List(c.Request.Context(), c.Query("cursor"), limit)
	if err != nil {
		s.fail(c, err)
		return
	}
	list := struct {
		Articles []listed `json:"articles"`
		Next     string   `json:"next,omitempty"`
	}{Articles: make([]listed, 0, len(page.Records)), Next: page.Next}
	for _, r := range page.Records {
		list.Articles = append(list.Articles, listed{
			ID: r.Article.ID, Title: r.Article.Title, Source: r.Article.Source.Name,
			PublishedAt: r.Article.PublishedAt, Revision: r.Revision, UpdatedAt: r.UpdatedAt,
		})
	}
	c.Writer.Header().Set("Cache-Control", "no-cache")
	s.writeJSON(c, http.StatusOK, list)
}
