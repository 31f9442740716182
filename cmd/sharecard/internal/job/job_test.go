package job_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render"
)

func TestRead(t *testing.T) {
	j, err := job.Read([]byte(`{"template":"og","format":"jpeg","theme":"ink","accent":"#c02020","brand":"evening","ratio":"4:5",
		"credits":"all","scale":1.5,
		"strict":true,"article_id":"a","allow_degraded":true,"idempotency_key":"k"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := card.Request{
		ArticleID: "a", Template: "og", Format: render.JPEG, Theme: "ink", Accent: "#c02020", Brand: "evening", Scale: 1.5,
		Ratio: "4:5", Credits: "all", Strict: true, Patience: card.LongPatience,
	}
	if !reflect.DeepEqual(j.Request, want) || !j.AllowDegraded || j.IdempotencyKey != "k" || j.Name != "" {
		t.Errorf("got %+v", j)
	}
	j, err = job.Read([]byte(`{"name":"a1","template":"og","article":{"title":"题"}}`))
	if err != nil || j.Name != "a1" || j.Request.Article.Title != "题" || j.Request.Scale != 0 || j.Request.Format != "" {
		t.Errorf("got %+v, %v", j, err)
	}
}

// What a digest is of can be named or selected; a run that is repeated only names it.
func TestReadDigest(t *testing.T) {
	jobs, err := job.ReadRepeatable([]byte(`{"template":"digest","article_ids":["b","a"],"article":{"title":"早报"}}`))
	if err != nil || len(jobs) != 1 || !slices.Equal(jobs[0].Request.Digest, []string{"b", "a"}) || jobs[0].Request.Article.Title != "早报" ||
		jobs[0].Select != nil {
		t.Errorf("got %+v, %v", jobs, err)
	}
	const since = `{"template":"digest","since":"24h","channel":"要闻"}`
	j, err := job.Read([]byte(since))
	if err != nil || *j.Select != (job.Selection{Ago: 24 * time.Hour, Channel: "要闻"}) {
		t.Errorf("got %+v, %v", j, err)
	}
	if _, err := job.ReadRepeatable([]byte(since)); !errors.Is(err, strictjson.ErrInvalid) {
		t.Errorf("in a file: %v", err)
	}
}

func TestReadLenient(t *testing.T) {
	j, err := job.ReadLenient([]byte("\uFEFF"+`{"template":"og","article":{"title":"题","published_at":"2024/5/1 9:30","editor":7}}`), time.FixedZone("", 8*3600))
	if err != nil || j.Request.Article.PublishedAt.String() != "2024-05-01T09:30:00+08:00" || len(j.Request.Article.Dropped) != 1 {
		t.Errorf("got %+v, %v", j, err)
	}
	for text, field := range map[string]string{
		`{"template":"og","article":{"title":7}}`:               "article.title",
		`{"template":"og","titel":"x","article":{"title":"题"}}`: "titel", // only the article may be odd
		`[]`: "",
	} {
		var wrong *strictjson.FieldError
		if _, err := job.ReadLenient([]byte(text), time.UTC); !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWrongJobs(t *testing.T) {
	for text, field := range map[string]string{
		`{"article_id":"a"}`: "template",
		`{"template":"og"}`:  "article",
		`{"template":"og","article_id":"a","article":{"title":"x"}}`: "article",
		`{"template":"og","article":{"titel":"x"}}`:                  "article.titel",
		`{"template":"og","article_id":"a","name":7}`:                "name",
		`{"template":"og","article_id":"a","format":"gif"}`:          "format",
		`{"template":"og","article_id":"a","scale":0}`:               "scale",
		`{"platform":"wiebo","article_id":"a"}`:                      "platform",
		`{"platform":"weibo","template":"og","article_id":"a"}`:      "platform",
		`{"platform":"weibo","ratio":"4:5","article_id":"a"}`:        "platform",
		`{"platforms":["weibo"],"article_id":"a"}`:                   "platforms", // of a line only
	} {
		_, err := job.Read([]byte(text))
		var inDocument *strictjson.FieldError
		var inRequest *card.FieldError
		switch {
		case errors.As(err, &inDocument) && inDocument.Field == field:
		case errors.As(err, &inRequest) && inRequest.Field == field:
		default:
			t.Errorf("%s: got %v, want one about %s", text, err, field)
		}
	}
}

// A platform stands in place of template, ratio, format and limit; several are for a line
// of a batch, which is a job for each.
func TestPlatforms(t *testing.T) {
	j, err := job.Read([]byte(`{"platform":"instagram","theme":"ink","article_id":"a"}`))
	if err != nil || j.Request.Template != "xhs" || j.Request.Ratio != "4:5" || j.Request.MaxBytes != 8_000_000 || j.Request.Theme != "ink" {
		t.Errorf("%+v, %v", j, err)
	}
	jobs, err := job.ReadLine([]byte(`{"name":"n","platforms":["weibo","pinterest"],"article_id":"a"}`))
	if err != nil || len(jobs) != 2 || jobs[0].Platform != "weibo" || jobs[1].Request.Ratio != "2:3" || jobs[1].Name != "n" {
		t.Errorf("%+v, %v", jobs, err)
	}
	for _, wrong := range []string{
		`{"platforms":["x","x"],"article_id":"a"}`, `{"platforms":["x"],"platform":"x","article_id":"a"}`,
		`{"platforms":["x"],"template":"og","article_id":"a"}`, `{"platforms":["nowhere"],"article_id":"a"}`,
	} {
		if _, err := job.ReadLine([]byte(wrong)); !errors.Is(err, card.ErrInvalid) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
