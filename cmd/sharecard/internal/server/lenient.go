package server

import (
	"bytes"
	"encoding/json"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// lenientWord is the query parameter with which an article in the body may be odd:
// see package lenient.
const lenientWord = "lenient"

func isLenient(c *gin.Context) (bool, error) { return readBool(lenientWord, c.Query(lenientWord)) }

// readSubmission reads the body of a PUT.
func (s *Server) readSubmission(c *gin.Context) (*submission, error) {
	body := new(submission)
	odd, err := isLenient(c)
	if err != nil {
		return nil, err
	}
	if !odd {
		return body, readJSON(c, article.MaxBytes, body)
	}
	if err := checkType(c, "application/json"); err != nil {
		return nil, err
	}
	text, err := readBody(c.Request.Body, article.MaxBytes)
	if err != nil {
		return nil, err
	}
	members, err := lenient.Members(text)
	if err != nil {
		return nil, err
	}
	if raw, given := members["reinstate"]; given {
		if err := json.Unmarshal(raw, &body.Reinstate); err != nil || bytes.Equal(raw, []byte("null")) {
			return nil, &strictjson.FieldError{Field: "reinstate", Reason: "must be true or false"}
		}
		delete(members, "reinstate")
	}
	if text, err = json.Marshal(members); err != nil {
		return nil, err
	}
	a, err := lenient.Decode(text, s.config.Zone)
	if err != nil {
		return nil, err
	}
	body.Article = *a
	return body, nil
}

// logDropped writes to the log what was left out of the article of a request.
func (s *Server) logDropped(c *gin.Context, a *article.Article) {
	if a == nil {
		return
	}
	for _, d := range a.Dropped {
		gate.Logger(s.config.Log, c).Info("a field of an article was left out",
			"article", a.ID, "field", d.Field, "held", d.Held, "reason", d.Reason)
	}
}
