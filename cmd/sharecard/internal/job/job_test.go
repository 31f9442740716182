package job_test

import (
	"errors"
	"reflect"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render"
)

func TestRead(t *testing.T) {
	j, err := job.Read([]byte(`{"template":"og","format":"jpeg","theme":"ink","accent":"#c02020","brand":"evening","scale":1.5,
		"strict":true,"article_id":"a","allow_degraded":true,"idempotency_key":"k"}`))
	if err != nil {
		t.Fatal(err)
	}
	want := card.Request{
		ArticleID: "a", Template: "og", Format: render.JPEG, Theme: "ink", Accent: "#c02020", Brand: "evening", Scale: 1.5,
		Strict: true, Patience: card.LongPatience,
	}
	if !reflect.DeepEqual(j.Request, want) || !j.AllowDegraded || j.IdempotencyKey != "k" || j.Name != "" {
		t.Errorf("got %+v", j)
	}
	j, err = job.ReadNamed([]byte(`{"name":"a1","template":"og","article":{"title":"题"}}`))
	if err != nil || j.Name != "a1" || j.Request.Article.Title != "题" || j.Request.Scale != 0 || j.Request.Format != "" {
		t.Errorf("got %+v, %v", j, err)
	}
}

func TestWrongJobs(t *testing.T) {
	for text, field := range map[string]string{
		`{"article_id":"a"}`: "template",
		`{"template":"og"}`:  "article",
		`{"template":"og","article_id":"a","article":{"title":"x"}}`: "article",
		`{"template":"og","article":{"titel":"x"}}`:                  "article.titel",
		`{"template":"og","article_id":"a","name":"a1"}`:             "name", // only jobs of files have one
		`{"template":"og","article_id":"a","format":"gif"}`:          "format",
		`{"template":"og","article_id":"a","scale":0}`:               "scale",
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
