package problem

import (
	"net/http"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/words"
)

// AsksChinese reports whether a client asks for details in Chinese, with Accept-Language.
func AsksChinese(r *http.Request) bool {
	accepted := r.Header.Get("Accept-Language")
	return strings.Contains(accepted, "zh") && words.Accepted(accepted) == "zh"
}

// InChinese puts the detail into Chinese. What it says of a faulty request, which fields,
// values and names make up, follows as it is. The code stays.
func (p Problem) InChinese() Problem {
	said := words.Detail(p.Code)
	if said == "" {
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
