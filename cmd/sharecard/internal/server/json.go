package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
)

// writeJSON answers with v; a 200 carries an ETag, and a GET is answered with
// 304 where the client has it already. Text stays readable: <, > and & are not escaped,
// since nosniff and the media type keep it from being taken for HTML.
func (s *Server) writeJSON(c *gin.Context, status int, v any) {
	var body bytes.Buffer
	e := json.NewEncoder(&body)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		s.fail(c, fmt.Errorf("encoding the answer: %w", err))
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "application/json")
	if status == http.StatusOK {
		h.Set("ETag", entityTag(body.Bytes()))
		if m := c.Request.Method; m == http.MethodGet || m == http.MethodHead {
			http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body.Bytes()))
			return
		}
	}
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	c.Writer.WriteHeader(status)
	_, _ = c.Writer.Write(body.Bytes()) // the client may have left
}
