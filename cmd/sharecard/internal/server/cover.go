package server

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// maxUploads bounds the pictures being received at once, and so their memory.
const maxUploads = 8

// putCover makes the picture in the body the cover of a stored article: JPEG,
// PNG, WebP, or the first frame of a GIF, of at most 10 MB. It is decoded before
// it is stored, so that what cannot be drawn is refused here; its EXIF
// orientation is honoured. The answer is the article, whose cover has an
// internal address: an article sent again must name it to keep it.
func (s *Server) putCover(c *gin.Context) {
	id := s.changedArticle(c)
	if id == "" {
		return
	}
	data, err := s.readPicture(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	ctx := c.Request.Context()
	if _, err := s.Decoder.Decode(ctx, data); err != nil {
		s.fail(c, fmt.Errorf("the picture: %w", err))
		return
	}
	record, err := s.Articles.SetCover(ctx, id, data)
	if err != nil {
		s.fail(c, err)
		return
	}
	s.answerStored(c, http.StatusOK, record)
}

// readPicture reads the body of an upload. Its type is told by its bytes; what
// clients say of it only keeps forms out.
func (s *Server) readPicture(c *gin.Context) ([]byte, error) {
	switch t := strings.ToLower(c.ContentType()); {
	case t == "", t == "application/octet-stream", strings.HasPrefix(t, "image/"):
	default:
		return nil, fmt.Errorf("%w: send the picture's bytes as image/jpeg, image/png, image/webp or image/gif", errMediaType)
	}
	tooLarge := fmt.Errorf("%w: a cover has at most %d MB", strictjson.ErrTooLarge, article.MaxCoverBytes>>20)
	if c.Request.ContentLength > article.MaxCoverBytes {
		return nil, tooLarge
	}
	select {
	case s.covers <- struct{}{}:
		defer func() { <-s.covers }()
	case <-c.Request.Context().Done():
		return nil, c.Request.Context().Err()
	}
	data, err := io.ReadAll(io.LimitReader(c.Request.Body, article.MaxCoverBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading the picture: %w", err)
	case len(data) > article.MaxCoverBytes:
		return nil, tooLarge
	case len(data) == 0:
		return nil, fmt.Errorf("%w: the body is empty", picture.ErrUnsupported)
	}
	return data, nil
}
