package server

import (
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render/encode"
)

// patience is how long a client who sends something waits for a cover; one who
// only looks waits card.DefaultPatience.
const patience = 5 * time.Second

// cardBody is the body of POST /v1/cards, or a line of it.
type cardBody struct {
	Template  string           `json:"template" check:"required"`
	Format    string           `json:"format"`
	Theme     string           `json:"theme"`
	Accent    string           `json:"accent"`
	Brand     string           `json:"brand"`
	Scale     *float64         `json:"scale"`
	Strict    bool             `json:"strict"`
	ArticleID string           `json:"article_id"`
	Article   *article.Article `json:"article"`
	// AllowDegraded makes a card permanent that lacks something.
	AllowDegraded bool `json:"allow_degraded"`
	// IdempotencyKey stands for the header, which a line cannot have.
	IdempotencyKey string `json:"idempotency_key"`
}

// maxCardBody is an article and the words around it.
const maxCardBody = article.MaxBytes + 4<<10

// request turns the body into a card's request.
func (b *cardBody) request() (card.Request, error) {
	r := card.Request{
		Template: b.Template, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand, Strict: b.Strict,
		ArticleID: b.ArticleID, Article: b.Article, Patience: patience,
	}
	if (b.Article == nil) == (b.ArticleID == "") {
		return r, &strictjson.FieldError{Field: "article", Reason: "or article_id is required, and not both"}
	}
	if b.Format != "" {
		format, err := encode.ParseFormat(b.Format)
		if err != nil {
			return r, &card.FieldError{Field: "format", Reason: "must be " + encode.FormatWords("")}
		}
		r.Format = format
	}
	if b.Scale != nil {
		if r.Scale = *b.Scale; r.Scale == 0 {
			return r, &card.FieldError{Field: "scale", Reason: "must be from 1 to 3"}
		}
	}
	return r, nil
}

// order is a card that a caller asks for: what, for whom, and whether it was
// asked for before.
type order struct {
	card.Request
	allowDegraded bool
	body          []byte
	caller        string
	key           string // of idempotency, or empty
}

// asked is the order as its idempotency key stands for it. kind tells apart what
// the same body can ask for.
func (o *order) asked(kind string) publish.Request {
	return publish.Request{Caller: o.caller, Key: o.key, Body: sha256.Sum256(append([]byte(kind+"\n"), o.body...))}
}

// readOrder reads a body of POST /v1/cards, or a line of one.
func (s *Server) readOrder(c *gin.Context, body []byte) (*order, error) {
	var b cardBody
	if err := strictjson.Decode(body, &b); err != nil {
		return nil, err
	}
	r, err := b.request()
	if err != nil {
		return nil, err
	}
	r.Permit = s.maySpeak(c, s.caller(c))
	key, err := idempotencyKey(b.IdempotencyKey)
	if err != nil {
		return nil, err
	}
	o := &order{Request: r, allowDegraded: b.AllowDegraded, body: body, key: key}
	if caller := s.caller(c); caller != nil {
		o.caller = caller.Name
	}
	return o, nil
}

// postCard draws a card of a stored article or of the one in the body. The
// answer is the picture or, where the client prefers JSON, the card's entry: then
// the card becomes permanent. Lines of such bodies are a batch.
func (s *Server) postCard(c *gin.Context) {
	if strings.EqualFold(c.ContentType(), ndjson) {
		s.postBatch(c)
		return
	}
	if !s.wantType(c, "application/json") {
		return
	}
	body, err := readBody(c.Request.Body, maxCardBody)
	if err != nil {
		s.fail(c, err)
		return
	}
	o, err := s.readOrder(c, body)
	if err != nil {
		s.fail(c, err)
		return
	}
	if header := c.GetHeader("Idempotency-Key"); header != "" {
		if o.key, err = idempotencyKey(header); err != nil {
			s.fail(c, err)
			return
		}
	}
	c.Writer.Header().Set("Vary", "Accept")
	if prefersJSON(c.GetHeader("Accept")) {
		s.answerEntry(c, o)
	} else {
		s.answerPicture(c, o)
	}
}

// readBody reads a body of at most limit bytes.
func readBody(r io.Reader, limit int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading the body: %w", err)
	}
	if int64(len(body)) > limit {
		return nil, fmt.Errorf("%w: more than %d bytes", strictjson.ErrTooLarge, limit)
	}
	return body, nil
}

// answerEntry makes the card permanent and answers with its entry.
func (s *Server) answerEntry(c *gin.Context, o *order) {
	ctx, codes := c.Request.Context(), ""
	text, err := s.once(ctx, o.asked("entry"), func() ([]byte, error) {
		e, err := s.keep(ctx, o.Request, o.allowDegraded, s.draw)
		if err != nil {
			return nil, err
		}
		codes = e.codes
		return encodeLine(e)
	})
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	if codes != "" { // an answer that was remembered has them in its report only
		h.Set("Sharecard-Report", codes)
	}
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	c.Writer.WriteHeader(http.StatusOK)
	_, _ = c.Writer.Write(text) // the client may have left
}

// answerPicture draws the card and answers with it. Of an idempotency key only
// the request is remembered: the same one is drawn again to the same picture.
func (s *Server) answerPicture(c *gin.Context, o *order) {
	ctx := c.Request.Context()
	var result *card.Result
	draw := func() (err error) {
		result, _, err = s.draw(ctx, o.Request)
		return err
	}
	_, err := s.once(ctx, o.asked("picture"), func() ([]byte, error) {
		return []byte{}, draw()
	})
	if err == nil && result == nil { // asked for before
		err = draw()
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Cache-Control", "no-store")
	cardHeaders(h, result)
	h.Set("Content-Length", strconv.Itoa(len(result.Bytes)))
	c.Writer.WriteHeader(http.StatusOK)
	_, _ = c.Writer.Write(result.Bytes) // the client may have left
}

// prefersJSON reports whether an Accept header weighs application/json above
// every other type it names (RFC 9110, section 12.5.1). Of equal weights the
// first counts.
func prefersJSON(accept string) bool {
	best, json := 0.0, false
	for part := range strings.SplitSeq(accept, ",") {
		mediaType, parameters, _ := strings.Cut(part, ";")
		weight := 1.0
		for p := range strings.SplitSeq(parameters, ";") {
			name, value, _ := strings.Cut(strings.TrimSpace(p), "=")
			if strings.EqualFold(name, "q") {
				q, err := strconv.ParseFloat(value, 64)
				if err != nil {
					q = 0
				}
				weight = q
			}
		}
		if weight > best {
			best = weight
			json = strings.EqualFold(strings.TrimSpace(mediaType), "application/json")
		}
	}
	return json
}

// wantType refuses a body of another media type.
func (s *Server) wantType(c *gin.Context, want string) bool {
	if !strings.EqualFold(c.ContentType(), want) {
		s.fail(c, fmt.Errorf("%w: send %s", errMediaType, want))
		return false
	}
	return true
}
