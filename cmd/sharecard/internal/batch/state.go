package batch

import (
	"context"
	"fmt"
	"runtime"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/render"
)

// StateOf makes [Options.State] for jobs that a service draws. articles is the store
// that it draws from, nil for none.
func StateOf(service *card.Service, articles card.Articles) func(context.Context, card.Request) (string, error) {
	base := fmt.Sprintf("%s %s %s", render.Version, runtime.GOARCH, service.Design())
	return func(ctx context.Context, r card.Request) (string, error) {
		switch {
		case r.Article != nil:
			return base, nil
		case articles == nil:
			return "", &card.FieldError{Field: "article_id", Reason: "needs --data"}
		}
		record, err := articles.Get(ctx, r.ArticleID)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%s %s@%d", base, r.ArticleID, record.Revision), nil
	}
}
