package job

import (
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// ReadKit reads what asks for every card of the article in it: a job without what is
// for one card only.
//
//	{"theme":"ink","article":{"title":"…"}}
//	{"platforms":["weibo","x"],"article":{"title":"…"}}
func ReadKit(text []byte) (r card.Request, platforms []*platform.Platform, err error) {
	var b struct {
		Article *article.Article `json:"article"`
		// Platforms are what cards are for; without it every card is drawn that fits.
		Platforms []string `json:"platforms" check:"max=40,each=40"`

		Theme  string   `json:"theme"`
		Accent string   `json:"accent"`
		Brand  string   `json:"brand"`
		Scale  *float64 `json:"scale"`
		Strict bool     `json:"strict"`
	}
	if err := strictjson.Decode(text, &b); err != nil {
		return card.Request{}, nil, err
	}
	if b.Article == nil {
		return card.Request{}, nil, &strictjson.FieldError{Field: "article", Reason: "is required"}
	}
	if platforms, err = platform.FindAll(b.Platforms); err != nil {
		return card.Request{}, nil, err
	}
	scale, err := Scale(b.Scale)
	return card.Request{
		Article: b.Article, Theme: b.Theme, Accent: b.Accent, Brand: b.Brand, Scale: scale, Strict: b.Strict,
		Patience: card.LongPatience,
	}, platforms, err
}
