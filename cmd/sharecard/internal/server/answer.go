package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/cmd/sharecard/internal/timing"
)

// writeJSON answers with v; a 200 carries an ETag, and a GET is answered with
// 304 where the client has it already. Text is not escaped for HTML: nosniff and
// the media type keep it from being taken for that.
func writeJSON(c *gin.Context, status int, v any) {
	body, err := encodeLine(v)
	if err != nil {
		problem.Write(c, err)
		return
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "application/json")
	tellTiming(c)
	if status == http.StatusOK {
		h.Set("ETag", entityTag(body))
		if m := c.Request.Method; m == http.MethodGet || m == http.MethodHead {
			http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body))
			return
		}
	}
	write(c, status, body)
}

// tellTiming tells a sender who follows the request how long its stages took.
func tellTiming(c *gin.Context) {
	if stages := timing.Header(c.Request.Context()); stages != "" {
		c.Writer.Header().Set("Server-Timing", stages)
	}
}

// write answers with a body whose headers are set.
func write(c *gin.Context, status int, body []byte) {
	c.Writer.Header().Set("Content-Length", strconv.Itoa(len(body)))
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

// serveContent answers a GET or HEAD with what is in memory and its ETag: with
// 304 where the client has it, with a part where it asks for a range.
func serveContent(c *gin.Context, content []byte, mediaType, caching string) {
	h := c.Writer.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", caching)
	h.Set("ETag", entityTag(content))
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(content))
}

// entityTag makes a strong ETag of content.
func entityTag(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// writePage answers with a page that is made anew for each reader.
func writePage(c *gin.Context, page []byte, policy string) {
	h := c.Writer.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(page))
}
