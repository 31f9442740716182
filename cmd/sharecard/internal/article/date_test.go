package article_test

import (
	"errors"
	"testing"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// A date stays as it was written, and so do the sums and IDs of articles.
func TestDateStaysAsWritten(t *testing.T) {
	for _, written := range []string{
		"2024-05-01", "2024-05-01T09:30:00+08:00", "2024-05-01T09:30:00Z", "2024-05-01T09:30:00.25-03:30", "2024-05-01T00:00:00+08:00",
	} {
		in := `{"title":"题","published_at":"` + written + `","items":[{"title":"条","published_at":"` + written + `"}]}`
		a, err := article.Decode([]byte(in))
		if err != nil {
			t.Fatal(err)
		}
		if out, err := article.Encode(a); err != nil || string(out) != in {
			t.Errorf("%s becomes %s, %v", in, out, err)
		}
	}
	for _, wrong := range []string{"2024-05", "2024-5-1", "2024-02-30", "2024-05-01 09:30", "0024-05-01", "May 1"} {
		_, err := article.Decode([]byte(`{"title":"题","published_at":"` + wrong + `"}`))
		field := (*article.FieldError)(nil)
		if !errors.As(err, &field) || field.Field != "published_at" {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

// Articles with a clock keep the IDs and sums they have had; a day is not its
// midnight.
func TestDayHasItsOwnID(t *testing.T) {
	id := func(d article.Date) string {
		return article.HashID(&article.Article{Title: "题", Source: article.Source{Name: "报"}, PublishedAt: d})
	}
	clock := article.At(time.Date(2024, 5, 1, 9, 30, 0, 0, time.FixedZone("", 8*3600)))
	if got := id(clock); got != "af3f03599dc85c769a0424c1" {
		t.Errorf("an article with a clock has the ID %s", got)
	}
	if sum, err := article.Sum(&article.Article{Title: "题", PublishedAt: clock}); err != nil || sum != "0c414114131099e862be98191eba7b7c2637447558d82d74eb391aef49b97a0d" {
		t.Errorf("its sum is %s, %v", sum, err)
	}
	day := id(article.DayOf(2024, time.May, 1))
	for _, zone := range []int{0, 8} {
		if day == id(article.At(time.Date(2024, 5, 1, 0, 0, 0, 0, time.FixedZone("", zone*3600)))) {
			t.Errorf("a day has the ID of its midnight at %d hours", zone)
		}
	}
	if day == id(article.DayOf(2024, time.May, 2)) || day == id(article.Date{}) {
		t.Error("two days have one ID")
	}
}

// A day begins in the offset of the article's items, else in the zone given.
func TestDayBegins(t *testing.T) {
	beijing := time.FixedZone("", 8*3600)
	a := article.Article{PublishedAt: article.DayOf(2024, time.May, 1)}
	if a.Offset(beijing) != beijing || !a.PublishedAt.In(beijing).Equal(time.Date(2024, 5, 1, 0, 0, 0, 0, beijing)) {
		t.Error("a day does not begin in the zone given")
	}
	a.Items = []article.Item{{PublishedAt: article.At(time.Date(2024, 5, 1, 9, 30, 0, 0, time.UTC))}}
	if a.Offset(beijing) != time.UTC {
		t.Error("the offset of an item does not count")
	}
}
