package server

import (
	"errors"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// articleID is the ID in the address, or "" after an answer that says what is
// wrong with it.
func (s *Server) articleID(c *gin.Context) string {
	id := c.Param("id")
	if !article.ValidID(id) {
		s.fail(c, &card.FieldError{Field: "id", Reason: "must be 1 to 128 of A–Z, a–z, 0–9 and . _ ~ -, and not ., .. or import"})
		return ""
	}
	return id
}

// submission is the body of a PUT: an article, and beside its fields one that is
// not stored.
type submission struct {
	article.Article
	// Reinstate takes back a withdrawal of this ID.
	Reinstate bool `json:"reinstate"`
}

// putArticle stores the article in the body under the ID in the address.
func (s *Server) putArticle(c *gin.Context) {
	id := s.articleID(c)
	if id == "" || !s.wantType(c, "application/json") {
		return
	}
	var body submission
	if err := strictjson.Read(c.Request.Body, article.MaxBytes, &body); err != nil {
		s.fail(c, err)
		return
	}
	if body.ID != "" && body.ID != id {
		s.fail(c, &article.FieldError{Field: "id", Reason: "is not the one in the address"})
		return
	}
	body.ID = id
	s.store(c, &body.Article, body.Reinstate, 0)
}

// changedArticle returns the ID in the address of an article that the caller may
// change; "" where the answer has been given.
func (s *Server) changedArticle(c *gin.Context) (id string) {
	if id = s.articleID(c); id == "" {
		return ""
	}
	if _, err := s.mayChange(c, id); err != nil {
		s.fail(c, err)
		return ""
	}
	return id
}

// mayChange reports whether there is an article under id, or an error where the
// caller may not publish under its brand. One that cannot be had, such as that
// of an upstream which is down, has no brand to guard.
func (s *Server) mayChange(c *gin.Context, id string) (there bool, err error) {
	record, err := s.Articles.Get(c.Request.Context(), id)
	switch {
	case err == nil:
		return true, s.checkArticle(s.caller(c), record.Article)
	case errors.Is(err, article.ErrBusy), errors.Is(err, article.ErrCorrupt), c.Request.Context().Err() != nil:
		return false, err
	}
	return false, nil
}

// store puts the article away and answers with it; status 0 is 201 where it is
// new and else 200.
func (s *Server) store(c *gin.Context, a *article.Article, reinstate bool, status int) {
	there, err := s.mayChange(c, a.ID)
	if err == nil {
		err = s.checkArticle(s.caller(c), a)
	}
	if err == nil && reinstate {
		err = s.checkKept(c, (&article.Record{Article: a}).Names(), nil)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	put := s.Articles.Put
	if reinstate {
		put = s.Articles.Reinstate
	}
	record, err := put(c.Request.Context(), a)
	if err != nil {
		s.fail(c, err)
		return
	}
	switch {
	case status != 0:
	case there:
		status = http.StatusOK
	default:
		status = http.StatusCreated
	}
	s.answerStored(c, status, record)
}

// answerStored answers with an article that was just stored. It waits for the
// cover, so that the first card has it, and tells in Sharecard-Report if there
// is none.
func (s *Server) answerStored(c *gin.Context, status int, record *article.Record) {
	fault, err := s.Cards.WarmCover(c.Request.Context(), record.Article, patience)
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

// deleteArticle withdraws the article, whether it is stored here or comes from
// an upstream: its addresses answer 410 from now on.
func (s *Server) deleteArticle(c *gin.Context) {
	id := s.changedArticle(c)
	if id == "" {
		return
	}
	if err := s.withdrawArticle(c.Request.Context(), id); err != nil {
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
