package job_test

import (
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/job"
)

// A line of a batch is read or refused, and what is read names a card of something.
func FuzzRead(f *testing.F) {
	for _, line := range []string{
		`{"template":"poster","article":{"title":"城市书房夜间开放"}}`, `{"template":"og","article_id":"a","scale":1.5,"strict":true}`,
		`{"template":"digest","select":{"limit":3}}`, `{"template":`, `[]`, `{"template":"og","article":{"title":"a","published_at":"昨天"}}`,
	} {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		exact, err := job.Read(line)
		if err == nil && exact.Request.Template == "" {
			t.Errorf("%q has no template", line)
		}
		odd, err := job.ReadLenient(line, time.UTC)
		if err == nil && odd.Request.Template == "" {
			t.Errorf("%q, read leniently, has no template", line)
		}
	})
}
