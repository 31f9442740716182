package job

import (
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// ReadKit reads what asks for every card of the article in it: a job without what is
// for one card only.
//
//	{"theme":"ink","article":{"title":"…"}}
func ReadKit(text []byte) (card.Request, error) {
	var b struct {
		Article *article.Article `json:"article"`
		Theme   string           `json:"theme"`
		Accent  string           `json:"accent"`
		Brand   string           `json:"brand"`
		Scale   *float64         `json:"scale"`
		Strict  bool             `json:"strict"`
	}
	if err := strictjson.Decode(text, &b); err != nil {
		return card.Request{}, err
	}
	if b.Article == nil {
		return card.Request{}, &strictjson.FieldError{Field: "article", Reason: "is required"}
	}
	scale, err := Scale(b.Scale)
	return card.Request{
		Article: b.Article, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand, Scale: scale, Strict: b.Strict,
		Patience: card.LongPatience,
	}, err
}
