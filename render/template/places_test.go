package template

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// Finding places takes one pass, however many tags there are.
func TestPlacesOfManyTags(t *testing.T) {
	page := []byte(strings.Repeat("<b>", 9000) + strings.Repeat("<p style=a>x</p>\n", 200_000))
	start := time.Now()
	readSource(fstest.MapFS{}, "a.html", page)
	if took := time.Since(start); took > 5*time.Second {
		t.Logf("took %v", took)
	}
}
