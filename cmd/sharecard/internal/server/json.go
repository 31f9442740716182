package server

import (
	"bytes"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// writeJSON answers with v; a 200 carries an ETag, and a GET is answered with
// 304 where the client has it already. Text is not escaped for HTML: nosniff and
// the media type keep it from being taken for that.
func (s *Server) writeJSON(c *gin.Context, status int, v any) {
	body, err := encodeLine(v)
	if err != nil {
		s.fail(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "application/json")
	if status == http.StatusOK {
		h.Set("ETag", entityTag(body))
		if m := c.Request.Method; m == http.MethodGet || m == http.MethodHead {
			http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body))
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.Writer.WriteHeader(status)
	_, _ = c.Writer.Write(body) // the client may have left
}

// encodeLine writes v on one line, with its text readable.
func encodeLine(v any) ([]byte, error) {
	line, err := strictjson.EncodeLine(v)
	if err != nil {
		return nil, fmt.Errorf("encoding the answer: %w", err)
	}
	return line, nil
}
