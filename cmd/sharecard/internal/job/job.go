// Package job reads what asks for one card: the body of POST /v1/cards, which is
// also a line of a batch, over HTTP as on the command line.
//
//	{"template":"poster","theme":"ink","article":{"title":"…"}}
//	{"name":"a1","template":"og","article_id":"2024-05-01-3","scale":2}
//	{"template":"digest","article_ids":["2024-05-01-3","2024-05-01-7"]}
//	{"template":"digest","since":"24h","channel":"要闻","article":{"title":"早报"}}
//	{"platform":"weibo","article_id":"2024-05-01-3"}
//	{"platforms":["weibo","xhs","x"],"article_id":"2024-05-01-3"}
//
// The last one is for a line of a batch, which then asks for a card for each.
//
// Unknown, misspelt or duplicate fields are a *[strictjson.FieldError]; a word that
// no card can have is a *[card.FieldError].
package job

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/lenient"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render/encode"
)

// MaxBytes is how long a job may be: an article and the words around it.
const MaxBytes = article.MaxBytes + 4<<10

// Job is a card that is asked for.
type Job struct {
	Name    string // that the sender knows it by, and on the command line of its file; may be empty
	Request card.Request
	// Platform is which of the platforms of its line the card is for; "" where the line
	// lists none.
	Platform string
	// Select chooses the stored articles of a digest; nil: Request says all.
	Select *Selection
	// AllowDegraded makes a card permanent that lacks something.
	AllowDegraded bool
	// IdempotencyKey is for a line of a batch, which cannot have the header of that name.
	IdempotencyKey string
}

// body is a job as it is written.
type body struct {
	Name           string           `json:"name" check:"max=200"`
	Template       string           `json:"template"`
	Platform       string           `json:"platform" check:"max=40"`
	Platforms      []string         `json:"platforms" check:"max=40,each=40"`
	Format         string           `json:"format"`
	Theme          string           `json:"theme"`
	Accent         string           `json:"accent"`
	Brand          string           `json:"brand"`
	Ratio          string           `json:"ratio"`
	Credits        string           `json:"credits"`
	Scale          *float64         `json:"scale"`
	Strict         bool             `json:"strict"`
	Fitting        bool             `json:"fitting"`
	ArticleID      string           `json:"article_id"`
	ArticleIDs     []string         `json:"article_ids" check:"max=100,each=128"`
	Since          string           `json:"since" check:"max=40"`
	Channel        string           `json:"channel" check:"max=60"`
	Source         string           `json:"source" check:"max=100"`
	Article        *article.Article `json:"article"`
	AllowDegraded  bool             `json:"allow_degraded"`
	IdempotencyKey string           `json:"idempotency_key"`
}

// Read reads a job.
func Read(text []byte) (*Job, error) { return one(ReadLine(text)) }

// ReadLenient is [Read] for a job whose article may be odd; see package lenient. Times
// without an offset are meant in zone.
func ReadLenient(text []byte, zone *time.Location) (*Job, error) {
	return one(ReadLineLenient(text, zone))
}

// one returns the job of a text that may ask for one card only.
func one(jobs []*Job, err error) (*Job, error) {
	switch {
	case err != nil:
		return nil, err
	case jobs[0].Platform != "":
		return nil, &card.FieldError{Field: "platforms", Reason: "is for a line of a batch; here platform names one"}
	}
	return jobs[0], nil
}

// ReadLine reads a line of a batch: a job, or one for each of its platforms.
func ReadLine(text []byte) ([]*Job, error) {
	var b body
	if err := strictjson.Decode(text, &b); err != nil {
		return nil, err
	}
	return b.jobs()
}

// ReadLineLenient is [ReadLine] for a line whose article may be odd, as [ReadLenient] is
// [Read].
func ReadLineLenient(text []byte, zone *time.Location) ([]*Job, error) {
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
	return b.jobs()
}

// ReadRepeatable is [ReadLine] for a run that may be repeated: what a job selects would
// be a matter of the moment, so it has to name its articles.
func ReadRepeatable(text []byte) ([]*Job, error) {
	jobs, err := ReadLine(text)
	if err == nil && jobs[0].Select != nil {
		return nil, &strictjson.FieldError{Field: "since", Reason: "is for a server; name the articles in article_ids"}
	}
	return jobs, err
}

// jobs returns the job of the body, or one for each of its platforms.
func (b *body) jobs() ([]*Job, error) {
	j, err := b.job()
	if err != nil {
		return nil, err
	}
	if len(b.Platforms) == 0 {
		if b.Platform == "" {
			return []*Job{j}, j.needTemplate()
		}
		p, err := platform.Find(b.Platform)
		if err != nil {
			return nil, err
		}
		return []*Job{j}, p.Apply(&j.Request)
	}
	if b.Platform != "" {
		return nil, &card.FieldError{Field: "platforms", Reason: "and platform are one too many"}
	}
	platforms, err := platform.FindAll(b.Platforms)
	if err != nil {
		return nil, err
	}
	var jobs []*Job
	for _, p := range platforms {
		of := *j
		of.Platform = p.Name
		if err := p.Apply(&of.Request); err != nil {
			return nil, err
		}
		jobs = append(jobs, &of)
	}
	return jobs, nil
}

func (j *Job) needTemplate() error {
	if strings.TrimSpace(j.Request.Template) == "" {
		return &strictjson.FieldError{Field: "template", Reason: "or platform is required"}
	}
	return nil
}

func (b *body) job() (*Job, error) {
	r := card.Request{
		Template: b.Template, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand,
		Ratio: b.Ratio, Credits: b.Credits, Strict: b.Strict, Fitting: b.Fitting,
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
	return &Job{Name: b.Name, Request: r, Select: selection, AllowDegraded: b.AllowDegraded, IdempotencyKey: b.IdempotencyKey}, err
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
