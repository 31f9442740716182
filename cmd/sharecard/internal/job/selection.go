package job

import (
	"time"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// Selection chooses stored articles for a digest: those published since a time, in a
// channel or by a source, or both.
type Selection struct {
	Since           time.Time     // or
	Ago             time.Duration // before now
	Channel, Source string
}

// maxAgo is how far back a selection may reach from now.
const maxAgo = 31 * 24 * time.Hour

func (b *body) selection() (*Selection, error) {
	if b.Since == "" {
		if b.Channel != "" || b.Source != "" {
			return nil, &strictjson.FieldError{Field: "since", Reason: "is required beside channel or source"}
		}
		return nil, nil
	}
	if b.Channel == "" && b.Source == "" {
		return nil, &strictjson.FieldError{Field: "channel", Reason: "or source is required beside since"}
	}
	s := &Selection{Channel: b.Channel, Source: b.Source}
	var err error
	if s.Ago, err = time.ParseDuration(b.Since); err == nil {
		if s.Ago <= 0 || s.Ago > maxAgo {
			return nil, &strictjson.FieldError{Field: "since", Reason: "must reach back at most 744h"}
		}
		return s, nil
	}
	if s.Since, err = time.Parse(time.RFC3339, b.Since); err != nil {
		const right = "must be a time such as 2024-05-01T06:00:00+08:00, or how long ago, such as 24h"
		return nil, &strictjson.FieldError{Field: "since", Reason: right}
	}
	return s, nil
}

// checkArticle returns an error unless the job says once what it is of. Beside a
// digest's articles an article says what the digest is called.
func (b *body) checkArticle() error {
	said := 0
	for _, given := range []bool{b.ArticleID != "", len(b.ArticleIDs) > 0, b.Since != ""} {
		if given {
			said++
		}
	}
	if b.Article != nil && (said == 0 || b.ArticleID != "") {
		said++
	}
	if said != 1 {
		return &strictjson.FieldError{Field: "article", Reason: "or article_id is required, and not both; or, for a digest, article_ids or since"}
	}
	return nil
}
