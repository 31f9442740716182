package server

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// submission is the body of a PUT: an article, and beside its fields one that is
// not stored.
type submission struct {
	article.Article
	// Reinstate takes back a withdrawal of this ID.
	Reinstate bool `json:"reinstate"`
}

// putArticle stores the article in the body under the ID in the address.
func (s *Server) putArticle(c *gin.Context) {
	id, err := articleID(c)
	var body *submission
	if err == nil {
		body, err = s.readSubmission(c)
	}
	if err == nil && body.ID != "" && body.ID != id {
		err = &article.FieldError{Field: "id", Reason: "is not the one in the address"}
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	body.ID = id
	record, created, err := s.publisher.Store(c.Request.Context(), gate.Caller(c), &body.Article, body.Reinstate)
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.logDropped(c, record.Article)
	status := http.StatusOK
	if created {
		status = http.StatusCreated
	}
	s.answerStored(c, status, record)
}

// putCover makes the picture in the body the cover of a stored article: JPEG,
// PNG, WebP, or the first frame of a GIF, of at most 10 MB. It is decoded before
// it is stored, so that what cannot be drawn is refused here; its EXIF
// orientation is honoured. The answer is the article, whose cover has an
// internal address: an article sent again must name it to keep it.
func (s *Server) putCover(c *gin.Context) {
	ctx := c.Request.Context()
	id, err := articleID(c)
	if err == nil {
		_, err = s.publisher.MayChange(ctx, gate.Caller(c), id) // before 10 MB are read
	}
	var record *article.Record
	if err == nil {
		err = s.receivePicture(c, func(file []byte) error {
			record, err = s.config.Articles.SetCover(ctx, id, file)
			return err
		})
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	s.answerStored(c, http.StatusOK, record)
}

// postCover keeps the picture in the body for a while, in memory, so that an article
// in the body of another request can name it as its cover. It is decoded first, so
// that what cannot be drawn is refused here.
func (s *Server) postCover(c *gin.Context) {
	var address string
	err := s.receivePicture(c, func(file []byte) error {
		address = s.config.Tray.Add(file)
		return nil
	})
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusCreated, map[string]string{"url": address})
}

// getArticle serves an article as it is stored.
func (s *Server) getArticle(c *gin.Context) {
	record, err := s.config.Articles.Get(c.Request.Context(), c.Param("id"))
	if err != nil {
		problem.Write(c, s.suggesting(c, c.Param("id"), err))
		return
	}
	writeArticle(c, http.StatusOK, record, nil)
}

// deleteArticle withdraws the article, whether it is stored here or comes from
// an upstream: its addresses answer 410 from now on.
func (s *Server) deleteArticle(c *gin.Context) {
	id, err := articleID(c)
	if err == nil {
		err = s.publisher.Delete(c.Request.Context(), gate.Caller(c), id)
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	c.Writer.WriteHeader(http.StatusNoContent)
	c.Writer.WriteHeaderNow()
}

// listed is one article of a list: enough to choose by.
type listed struct {
	ID          string       `json:"id"`
	Title       string       `json:"title"`
	Source      string       `json:"source,omitempty"`
	PublishedAt article.Date `json:"published_at,omitzero"`
	Revision    int64        `json:"revision"`
	UpdatedAt   time.Time    `json:"updated_at"`
}

// listArticles lists what is stored, last changed first. The parameters are
// limit, from 1 to 200, and cursor, the next of the page before.
func (s *Server) listArticles(c *gin.Context) {
	limit := 0
	if text, given := c.GetQuery("limit"); given {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > article.MaxPage {
			problem.Write(c, &card.FieldError{Field: "limit", Reason: "must be from 1 to " + strconv.Itoa(article.MaxPage)})
			return
		}
		limit = n
	}
	page, err := s.config.Articles.List(c.Request.Context(), c.Query("cursor"), limit)
	if err != nil {
		problem.Write(c, err)
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
	writeJSON(c, http.StatusOK, list)
}

// articleID is the ID in the address.
func articleID(c *gin.Context) (string, error) {
	id := c.Param("id")
	if !article.ValidID(id) {
		return "", &card.FieldError{Field: "id", Reason: "must be 1 to 128 of A–Z, a–z, 0–9 and . _ ~ -, and not ., .. or import"}
	}
	return id, nil
}

// answerStored answers with an article that was just stored or read. It waits for the
// cover, so that the first card has it, and tells in Sharecard-Report if there
// is none.
func (s *Server) answerStored(c *gin.Context, status int, record *article.Record) {
	fault, err := s.config.Cards.WarmCover(c.Request.Context(), record.Article, card.LongPatience)
	if err != nil {
		problem.Write(c, err)
		return
	}
	var report card.Codes
	if fault != "" {
		report = card.Codes{{Name: "cover", Value: fault}}
		if report.Blocked() {
			gate.Logger(s.config.Log, c).Warn("the cover's host is at no public address; --allow-fetch CIDR lets a network of its own through",
				"article", record.Article.ID)
		}
	}
	if status == http.StatusCreated {
		c.Writer.Header().Set("Location", "/v1/articles/"+record.Article.ID)
	}
	writeArticle(c, status, record, report)
}

// writeArticle answers with an article, and with a report on it that names what was
// left out when it was read.
func writeArticle(c *gin.Context, status int, record *article.Record, report card.Codes) {
	h := c.Writer.Header()
	if report = append(report, card.DroppedCodes(record.Article)...); len(report) > 0 {
		h.Set("Sharecard-Report", report.String())
	}
	h.Set("Cache-Control", "no-cache")
	writeJSON(c, status, record.Article)
}
