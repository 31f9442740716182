package server

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// feedAnswer tells what became of the items of a feed, in the feed's order.
type feedAnswer struct {
	Articles []feedItem `json:"articles"`
	Stored   int        `json:"stored"`
	Failed   int        `json:"failed"`
}

// feedItem is an item of a feed as it is stored, or why it is not.
type feedItem struct {
	ID      string           `json:"id,omitempty"`
	Title   string           `json:"title,omitempty"`
	URL     string           `json:"url,omitempty"`
	Created bool             `json:"created,omitempty"` // there was none under its ID
	Error   *problem.Problem `json:"error,omitempty"`
}

// isFeed reports whether a page that was sent or fetched is a feed.
func isFeed(page submittedPage) bool {
	return extract.Sniff(page.HTML) == extract.FeedOfArticles || slices.Contains(fetch.FeedTypes, mediaType(page.ContentType))
}

// answerFeed stores the items of a feed, unless they are to be told only. Their covers
// are fetched with their first cards. An item that cannot be stored does not keep the
// others from it.
func (s *Server) answerFeed(c *gin.Context, items []extract.Item, stores, reinstate bool) {
	ctx := c.Request.Context()
	answer := feedAnswer{Articles: make([]feedItem, len(items))}
	for i, item := range items {
		told, err := &answer.Articles[i], item.Err
		told.Title = item.Title
		if err == nil {
			told.ID, told.Title, told.URL = item.Article.ID, item.Article.Title, item.Article.URL
		}
		if err == nil && stores {
			_, told.Created, err = s.publisher.Store(ctx, gate.Caller(c), item.Article, reinstate)
		}
		if err := ctx.Err(); err != nil {
			problem.Write(c, err)
			return
		}
		switch {
		case err != nil:
			p := problem.Of(err)
			told.Error = &p
			answer.Failed++
		case stores:
			answer.Stored++
		}
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, answer)
}
