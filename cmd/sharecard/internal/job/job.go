// Package job reads what asks for one card: the body of POST /v1/cards, which is
// also a line of a batch over HTTP and, with a name, of a batch on the command line.
//
//	{"template":"poster","theme":"ink","article":{"title":"…"}}
//	{"name":"a1","template":"og","article_id":"2024-05-01-3","scale":2}
//	{"template":"digest","article_ids":["2024-05-01-3","2024-05-01-7"]}
//	{"template":"digest","since":"24h","channel":"要闻","article":{"title":"早报"}}
//
// Unknown, misspelt or duplicate fields are a *[strictjson.FieldError]; a word that
// no card can have is a *[card.FieldError].
package job

import (
	"encoding/json"
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render/encode"
)

// MaxBytes is how long a job may be: an article and the words around it.
const MaxBytes = article.MaxBytes + 4<<10

// Job is a card that is asked for.
type Job struct {
	Name    string // of the file, without its ending; empty where none is given
	Request card.Request
	// Select chooses the stored articles of a digest; nil: Request says all.
	Select *Selection
	// AllowDegraded makes a card permanent that lacks something.
	AllowDegraded bool
	// IdempotencyKey is for a line of a batch, which cannot have the header of that name.
	IdempotencyKey string
}

// body is a job as it is written.
type body struct {
	Template       string           `json:"template" check:"required"`
	Format         string           `json:"format"`
	Theme          string           `json:"theme"`
	Accent         string           `json:"accent"`
	Brand          string           `json:"brand"`
	Ratio          string           `json:"ratio"`
	Credits        string           `json:"credits"`
	Scale          *float64         `json:"scale"`
	Strict         bool             `json:"strict"`
	ArticleID      string           `json:"article_id"`
	ArticleIDs     []string         `json:"article_ids" check:"max=100,each=128"`
	Since          string           `json:"since" check:"max=40"`
	Channel        string           `json:"channel" check:"max=60"`
	Source         string           `json:"source" check:"max=100"`
	Article        *article.Article `json:"article"`
	AllowDegraded  bool             `json:"allow_degraded"`
	IdempotencyKey string           `json:"idempotency_key"`
}

// Read reads a job without a name.
func Read(text []byte) (*Job, error) {
	var b body
	if err := strictjson.Decode(text, &b); err != nil {
		return nil, err
	}
	return b.job()
}

// ReadLenient is [Read] for a job whose article may be odd; see package lenient. Times
// without an offset are meant in zone.
func ReadLenient(text []byte, zone *time.Location) (*Job, error) {
	members, err := lenient.Members(text)
	if err != nil {
		return nil, err
	}
	var a *article.Article
	if raw, given := members["article"]; given {
		a, err = lenient.Decode(raw, zone)
		if wrong := (*strictjson.FieldError)(nil); errors.As(err, &wrong) {
			return nil, wrong.Under("article")
		}
		if err != nil {
			return nil, err
		}
		delete(members, "article")
	}
	words, err := json.Marshal(members)
	if err != nil {
		return nil, err
	}
	var b body
	if err := strictjson.Decode(words, &b); err != nil {
		return nil, err
	}
	b.Article = a
	return b.job()
}

// ReadNamed reads a job that may have a name.
func ReadNamed(text []byte) (*Job, error) {
	var b struct {
		body
		Name string `json:"name"`
	}
	if err := strictjson.Decode(text, &b); err != nil {
		return nil, err
	}
	j, err := b.job()
	if err != nil {
		return nil, err
	}
	if j.Select != nil { // what it selects is a matter of the moment, and runs are repeated
		return nil, &strictjson.FieldError{Field: "since", Reason: "is for a server; name the articles in article_ids"}
	}
	j.Name = b.Name
	return j, nil
}

func (b *body) job() (*Job, error) {
	r := card.Request{
		Template: b.Template, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand,
		Ratio: b.Ratio, Credits: b.Credits, Strict: b.Strict,
		ArticleID: b.ArticleID, Article: b.Article, Digest: b.ArticleIDs, Patience: card.LongPatience,
	}
	selection, err := b.selection()
	if err != nil {
		return nil, err
	}
	if err := b.checkArticle(); err != nil {
		return nil, err
	}
	if b.Format != "" {
		format, err := encode.ParseFormat(b.Format)
		if err != nil {
			return nil, &card.FieldError{Field: "format", Reason: "must be " + encode.FormatWords("")}
		}
		r.Format = format
	}
	r.Scale, err = Scale(b.Scale)
	return &Job{Request: r, Select: selection, AllowDegraded: b.AllowDegraded, IdempotencyKey: b.IdempotencyKey}, err
}

// Scale is a scale that may be given, as a [card.Request] has it: there a 0 means
// that none is given.
func Scale(given *float64) (float64, error) {
	switch {
	case given == nil:
		return 0, nil
	case *given == 0:
		return 0, &card.FieldError{Field: "scale", Reason: "must be from 1 to 3"}
	}
	return *given, nil
}
