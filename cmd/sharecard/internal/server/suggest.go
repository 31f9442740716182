package server

import (
	"context"
	"errors"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/render/css"
)

// suggesting adds to the error about an article that there is none, for a caller, which
// stored article was perhaps meant: one of those that changed last. The public learns
// nothing of what is stored.
func (s *Server) suggesting(c *gin.Context, id string, err error) error {
	if gate.Caller(c) == nil || !errors.Is(err, article.ErrNotFound) || !article.ValidID(id) {
		return err
	}
	return &problem.Hint{Err: err, Detail: article.ErrNotFound.Error() + s.near(c.Request.Context(), id)}
}

// near names the stored article whose ID is nearest to id, if one is near.
func (s *Server) near(ctx context.Context, id string) string {
	page, err := s.config.Articles.List(ctx, "", article.MaxPage)
	if err != nil {
		return ""
	}
	ids := make([]string, len(page.Records))
	for i, r := range page.Records {
		ids[i] = r.Article.ID
	}
	return css.DidYouMean(id, ids)
}
