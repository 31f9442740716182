package server

import (
	"slices"

	"github.com/gin-gonic/gin"
	"golang.org/x/text/language"
)

// readerLanguage is the language to show a page in, one of those offered: that
// which the address asks for, else what the browser's reader understands best,
// else the first.
func readerLanguage(c *gin.Context, offered []string) string {
	if asked := c.Query("lang"); slices.Contains(offered, asked) {
		return asked
	}
	tags := make([]language.Tag, len(offered))
	for i, lang := range offered {
		tags[i] = language.Make(lang)
	}
	_, i := language.MatchStrings(language.NewMatcher(tags), c.GetHeader("Accept-Language"))
	return offered[i]
}
