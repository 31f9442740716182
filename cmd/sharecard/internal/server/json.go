package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/gin-gonic/gin"
)

// writeJSON answers with v. Text stays readable: <, > and & are not escaped,
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
	h.Set("Content-Length", strconv.Itoa(body.Len()))
	c.Writer.WriteHeader(status)
	_, _ = c.Writer.Write(body.Bytes()) // the client may have left
}

// entityTag makes a strong ETag of content.
func entityTag(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}
