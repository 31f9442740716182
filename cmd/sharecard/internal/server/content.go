package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

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
