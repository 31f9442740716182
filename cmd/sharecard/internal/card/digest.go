package card

import (
	"context"
	"fmt"
	"slices"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// MaxDigest is how many articles a digest may be of: as many as an article has items.
const MaxDigest = 100

// members returns the stored articles of a digest, in the order of their IDs.
func (s *Service) members(ctx context.Context, ids []string) ([]*article.Record, error) {
	if len(ids) > MaxDigest {
		return nil, &FieldError{"article_ids", fmt.Sprintf("has %d entries; at most %d are allowed", len(ids), MaxDigest)}
	}
	if s.config.Articles == nil {
		return nil, &FieldError{"article_ids", "needs a store of articles"}
	}
	members := make([]*article.Record, len(ids))
	for i, id := range ids {
		if slices.Contains(ids[:i], id) {
			return nil, &FieldError{fmt.Sprintf("article_ids[%d]", i), "is given twice"}
		}
		var err error
		if members[i], err = s.config.Articles.Get(ctx, id); err != nil {
			return nil, fmt.Errorf("article_ids[%d]: %w", i, err)
		}
	}
	return members, nil
}

// digestTitles are the titles of digests that have none, by language.
var digestTitles = map[string]string{"zh": "早报", "ja": "朝のニュース", "en": "The news in brief"}

// digestOf makes the digest of stored articles. What is not said of it follows from
// them: the source and the language that they have in common, and the time of the
// newest, whose day the digest is of.
func digestOf(said *article.Article, members []*article.Record) (*article.Article, error) {
	digest := new(article.Article)
	if said != nil {
		*digest = *said
		digest.Dropped = slices.Clone(said.Dropped)
	}
	if len(digest.Items) > 0 {
		return nil, &FieldError{"article.items", "cannot be given beside article_ids"}
	}
	first := members[0].Article
	source, lang, newest := first.Source, first.Lang, first
	for i, m := range members {
		a := m.Article
		digest.Dropped = append(digest.Dropped, dropsOfItem(i, a)...)
		if a.Source != source {
			source = article.Source{}
		}
		if a.Lang != lang {
			lang = ""
		}
		if publication(a).After(publication(newest)) {
			newest = a
		}
		digest.Items = append(digest.Items, article.Item{Title: a.Title, Summary: a.Summary, PublishedAt: a.PublishedAt, URL: a.URL})
	}
	if digest.Source == (article.Source{}) {
		digest.Source = source
	}
	if digest.Lang == "" {
		digest.Lang = lang
	}
	if digest.PublishedAt.IsZero() {
		digest.PublishedAt = newest.PublishedAt
	}
	if digest.AI == "" {
		digest.AI = aiOfDigest(members)
	}
	if digest.Title == "" {
		digest.Title = digestTitle(digest.Lang)
	}
	return digest, digest.Validate()
}

// publication is when an article was published; a day is taken to begin in the
// article's own offset.
func publication(a *article.Article) time.Time { return a.PublishedAt.In(a.Offset(time.UTC)) }

// dropsOfItem are those fields left out of an article that it lacks as an item.
func dropsOfItem(i int, a *article.Article) []article.Drop {
	var drops []article.Drop
	for _, d := range a.Dropped {
		if d.Field == "summary" || d.Field == "published_at" || d.Field == "url" {
			d.Field = fmt.Sprintf("items[%d].%s", i, d.Field)
			drops = append(drops, d)
		}
	}
	return drops
}

func digestTitle(lang string) string {
	for prefix, title := range digestTitles {
		if len(lang) >= 2 && lang[:2] == prefix {
			return title
		}
	}
	if lang == "" {
		return digestTitles["zh"]
	}
	return digestTitles["en"]
}
