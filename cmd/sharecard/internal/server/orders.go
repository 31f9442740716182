package server

import (
	"net/http"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// postCards draws a card of a stored article or of the one in the body. The
// answer is the picture or, where the client prefers JSON, the card's entry: then
// the card becomes permanent. Lines of such bodies are a batch, and so are the rows of a
// spreadsheet.
func (s *Server) postCards(c *gin.Context) {
	if strings.EqualFold(c.ContentType(), ndjson) || isSpreadsheet(c) {
		s.postBatch(c)
		return
	}
	o, err := s.readOrder(c)
	if err == nil {
		s.logDropped(c, o.Request.Article)
		if header := c.GetHeader("Idempotency-Key"); header != "" {
			o.Key, err = idempotencyKey(header)
		}
	}
	if err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Vary", "Accept")
	if prefersJSON(c.GetHeader("Accept")) {
		s.answerEntry(c, o)
	} else {
		s.answerPicture(c, o)
	}
}

// listCards lists the permanent cards of an article, whether or not it is stored here.
func (s *Server) listCards(c *gin.Context) {
	id := c.Query("article")
	if !article.ValidID(id) {
		problem.Write(c, &card.FieldError{Field: "article", Reason: "must be the ID of an article"})
		return
	}
	var list struct {
		Cards []publish.Listed `json:"cards"`
		More  bool             `json:"more"` // there are older ones
	}
	var err error
	if list.Cards, list.More, err = s.publisher.Kept(c.Request.Context(), id); err != nil {
		problem.Write(c, err)
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-cache")
	writeJSON(c, http.StatusOK, list)
}

// answerEntry has the card kept and answers with its entry.
func (s *Server) answerEntry(c *gin.Context, o *publish.Order) {
	e, err := s.publisher.Keep(c.Request.Context(), gate.Caller(c), o)
	if err != nil {
		problem.Write(c, s.suggesting(c, o.Request.ArticleID, err))
		return
	}
	e.Name = o.Name
	text, err := encodeLine(e)
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	if report := e.Report.String(); e.New && report != "" { // a remembered one has it inside only
		h.Set("Sharecard-Report", report)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/json")
	write(c, http.StatusOK, text)
}

// answerPicture has the card drawn and answers with it.
func (s *Server) answerPicture(c *gin.Context, o *publish.Order) {
	drawn, err := s.publisher.DrawOnce(c.Request.Context(), gate.Caller(c), o)
	if err != nil {
		problem.Write(c, s.suggesting(c, o.Request.ArticleID, err))
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	setCard(h, drawn.Result)
	write(c, http.StatusOK, drawn.Bytes)
}

// readOrder reads the body that asks for a card.
func (s *Server) readOrder(c *gin.Context) (*publish.Order, error) {
	odd, err := isLenient(c)
	if err != nil {
		return nil, err
	}
	if err := checkType(c, "application/json"); err != nil {
		return nil, err
	}
	body, err := readBody(c.Request.Body, job.MaxBytes)
	if err != nil {
		return nil, err
	}
	return s.parseOrder(body, odd)
}

// parseOrder reads the text that asks for a card, whose article may be odd.
func (s *Server) parseOrder(text []byte, odd bool) (*publish.Order, error) {
	read := job.Read
	if odd {
		read = func(text []byte) (*job.Job, error) { return job.ReadLenient(text, s.config.Zone) }
	}
	j, err := read(text)
	if err != nil {
		return nil, err
	}
	return orderOf(j, text)
}

// orderOf is the order for a job that was read from text.
func orderOf(j *job.Job, text []byte) (*publish.Order, error) {
	key, err := idempotencyKey(j.IdempotencyKey)
	if err != nil {
		return nil, err
	}
	return &publish.Order{Name: j.Name, Request: j.Request, Select: j.Select, AllowDegraded: j.AllowDegraded, Key: key, Body: text}, nil
}

// keyForm is visible ASCII, as much of it as anybody needs.
var keyForm = regexp.MustCompile(`^[!-~]{1,255}$`)

// idempotencyKey reads a key, in quotes or without: its header is meant to be a
// String of RFC 9651.
func idempotencyKey(text string) (string, error) {
	key := text
	if unquoted, quoted := strings.CutPrefix(text, `"`); quoted {
		if key, quoted = strings.CutSuffix(unquoted, `"`); !quoted {
			key = ""
		}
	}
	if text != "" && !keyForm.MatchString(key) {
		return "", &card.FieldError{Field: "Idempotency-Key", Reason: "must be 1 to 255 visible ASCII characters"}
	}
	return key, nil
}
