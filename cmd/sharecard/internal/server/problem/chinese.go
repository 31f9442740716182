package problem

import (
	_ "embed"
	"encoding/json"
	"net/http"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/words"
)

//go:embed details.zh.json
var chineseText []byte

// chinese is what is said in Chinese of a problem, by its code.
var chinese = func() (said map[string]string) {
	if err := json.Unmarshal(chineseText, &said); err != nil {
		panic(err) // it is embedded
	}
	return said
}()

// Chinese is what is said of a code, or "" for one that there is not.
func Chinese(code string) string { return chinese[code] }

// inLanguageOf puts the detail into Chinese for a client that asks for it with
// Accept-Language. What it says of a faulty request, which fields, values and names
// make up, follows as it is. The code stays.
func (p Problem) inLanguageOf(r *http.Request) Problem {
	said := chinese[p.Code]
	if r.Header.Get("Accept-Language") == "" || said == "" || words.Of(r) != "zh" {
		return p
	}
	switch p.Status {
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType,
		http.StatusUnprocessableEntity, http.StatusFailedDependency:
		said = join(said, p.Detail)
	case http.StatusNotFound:
		if p.Code == card.CodeOf(card.ErrNoTemplate) { // it names those there are
			said = join(said, p.Detail)
		}
	}
	p.Detail = said
	return p
}

func join(said, detail string) string {
	if detail == "" {
		return said
	}
	return said + "：" + detail
}
