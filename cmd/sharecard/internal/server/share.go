package server

import (
	"bytes"
	"embed"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzip"
)

//go:embed share/*.js
var shareFiles embed.FS

// shareParts are the files that make the share button's script, in this order.
var shareParts = []string{"share.js", "words.js", "wechat.js", "qr.js", "style.js", "sheet.js", "start.js"}

// shareScript is the script of the share button as it is served.
type shareScript struct {
	plain, zipped       []byte
	plainTag, zippedTag string
}

var loadShareScript = sync.OnceValue(func() *shareScript {
	s := &shareScript{plain: assembleShare()}
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		panic(err) // the level exists
	}
	_, _ = w.Write(s.plain) // to memory
	_ = w.Close()
	s.zipped = zipped.Bytes()
	s.plainTag, s.zippedTag = entityTag(s.plain), entityTag(s.zipped)
	return s
})

// assembleShare puts the parts into one function, without indentation and
// without the comments that have lines of their own: a third of the bytes. The
// comment at the head, which says how to use it, stays.
func assembleShare() []byte {
	var out bytes.Buffer
	for i, part := range shareParts {
		source, err := shareFiles.ReadFile("share/" + part)
		if err != nil {
			panic(err) // the files are embedded
		}
		text := string(source)
		if i == 0 {
			head, rest, _ := strings.Cut(text, "*/\n")
			out.WriteString(head + "*/\n(() => {\n\"use strict\";\n")
			text = rest
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				out.WriteString(line + "\n")
			}
		}
	}
	out.WriteString("})();\n")
	return out.Bytes()
}

// share serves the script of the share button. Pages of all origins load it.
func (s *Server) share(c *gin.Context) {
	script := loadShareScript()
	content, tag := script.plain, script.plainTag
	h := c.Writer.Header()
	if acceptsGzip(c.GetHeader("Accept-Encoding")) {
		content, tag = script.zipped, script.zippedTag
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Type", "text/javascript; charset=utf-8")
	h.Set("Cache-Control", "public, max-age=3600, stale-while-revalidate=86400")
	if s.Dev {
		h.Set("Cache-Control", "no-cache")
	}
	h.Add("Vary", "Accept-Encoding")
	h.Set("ETag", tag)
	h.Set("Access-Control-Allow-Origin", "*") // for pages that pin it by integrity=
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(content))
}

// acceptsGzip reads an Accept-Encoding header (RFC 9110, section 12.5.3).
func acceptsGzip(header string) bool {
	for coding := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") {
			q := strings.TrimPrefix(strings.ReplaceAll(weight, " ", ""), "q=")
			return strings.Trim(q, "0.") != "" || q == ""
		}
	}
	return false
}
