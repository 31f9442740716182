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
		ids := r.Digest
		if r.ArticleID != "" {
			ids = []string{r.ArticleID}
		}
		if len(ids) > 0 && articles == nil {
			return "", &card.FieldError{Field: "article_id", Reason: "needs --data"}
		}
		state := base
		for _, id := range ids {
			record, err := articles.Get(ctx, id)
			if err != nil {
				return "", err
			}
			state += fmt.Sprintf(" %s@%d", id, record.Revision)
		}
		return state, nil
	}
}
