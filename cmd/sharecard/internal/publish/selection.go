package publish

import (
	"context"
	"fmt"
	"slices"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
)

const (
	// maxSelected is how many articles a selection takes: as many as a digest shows.
	maxSelected = 10
	// maxLooked is how many stored articles it looks at, those that changed last.
	maxLooked = 2000
)

// requestOf is what an order asks for, with the articles that it selects.
func (p *Publisher) requestOf(ctx context.Context, caller *auth.Caller, o *Order) (card.Request, error) {
	r := o.Request
	if o.Select == nil {
		return r, nil
	}
	var err error
	r.Digest, err = p.selected(ctx, caller, o.Select)
	return r, err
}

// selected returns the IDs of the stored articles that a caller may publish and that
// are published, the newest first. Digests are left out.
func (p *Publisher) selected(ctx context.Context, caller *auth.Caller, s *job.Selection) ([]string, error) {
	since, now := s.Since, p.now()
	if s.Ago > 0 {
		since = now.Add(-s.Ago)
	}
	var found []*article.Article
	cursor := ""
	for looked := 0; looked < maxLooked; looked += article.MaxPage {
		page, err := p.articles.List(ctx, cursor, article.MaxPage)
		if err != nil {
			return nil, err
		}
		for _, r := range page.Records {
			a := r.Article
			switch {
			case p.publication(a).Before(since), p.publication(a).After(now), len(a.Items) > 0:
			case s.Channel != "" && !slices.Contains(a.Channel, s.Channel), s.Source != "" && a.Source.Name != s.Source:
			case p.CheckWords(caller, a) != nil, p.AllowLook(ctx, caller, r) != nil:
			default:
				found = append(found, a)
			}
		}
		if cursor = page.Next; cursor == "" {
			break
		}
	}
	if len(found) == 0 {
		return nil, fmt.Errorf("%w since %s", ErrNoArticles, since.Format("2006-01-02T15:04:05Z07:00"))
	}
	slices.SortStableFunc(found, func(a, b *article.Article) int { return p.publication(b).Compare(p.publication(a)) })
	found = found[:min(len(found), maxSelected)]
	ids := make([]string, len(found))
	for i, a := range found {
		ids[i] = a.ID
	}
	return ids, nil
}
