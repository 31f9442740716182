package server

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// checkType returns an error about a body of another media type.
func checkType(c *gin.Context, want string) error {
	if !strings.EqualFold(c.ContentType(), want) {
		return fmt.Errorf("%w: send %s", problem.ErrMediaType, want)
	}
	return nil
}

// readJSON reads a body of JSON into v, of at most limit bytes.
func readJSON(c *gin.Context, limit int64, v any) error {
	if err := checkType(c, "application/json"); err != nil {
		return err
	}
	return strictjson.Read(c.Request.Body, limit, v)
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

// maxUploads bounds the pictures that are received, decoded and stored at once, and so
// their memory.
const maxUploads = 8

// receivePicture reads the body of an upload, decodes it, so that what cannot be drawn
// is refused, and has it kept. An upload waits for its place before it is read. Its type
// is told by its bytes; what clients say of it only keeps forms out.
func (s *Server) receivePicture(c *gin.Context, keep func(file []byte) error) error {
	if err := checkPicture(c); err != nil {
		return err
	}
	ctx := c.Request.Context()
	select {
	case s.uploads <- struct{}{}:
		defer s.uploads.giveBack()
	case <-ctx.Done():
		return ctx.Err()
	}
	file, err := readPicture(c)
	if err != nil {
		return err
	}
	if _, err := s.config.Decoder.Decode(ctx, file); err != nil {
		return fmt.Errorf("the picture: %w", err)
	}
	return keep(file)
}

var errLargePicture = fmt.Errorf("%w: a cover has at most %d MB", strictjson.ErrTooLarge, article.MaxCoverBytes>>20)

// checkPicture refuses an upload by its header.
func checkPicture(c *gin.Context) error {
	switch t := strings.ToLower(c.ContentType()); {
	case t == "", t == "application/octet-stream", strings.HasPrefix(t, "image/"):
	default:
		return fmt.Errorf("%w: send the picture's bytes as image/jpeg, image/png, image/webp or image/gif", problem.ErrMediaType)
	}
	if c.Request.ContentLength > article.MaxCoverBytes {
		return errLargePicture
	}
	return nil
}

func readPicture(c *gin.Context) ([]byte, error) {
	var file bytes.Buffer
	if n := c.Request.ContentLength; n > 0 {
		file.Grow(int(n) + bytes.MinRead) // once, so that no pieces become garbage
	}
	_, err := file.ReadFrom(io.LimitReader(c.Request.Body, article.MaxCoverBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the picture: %w", err)
	case file.Len() > article.MaxCoverBytes:
		return nil, errLargePicture
	case file.Len() == 0:
		return nil, fmt.Errorf("%w: the body is empty", picture.ErrUnsupported)
	}
	return file.Bytes(), nil
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
