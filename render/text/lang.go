package text

import "strings"

// isChinese reports whether a BCP 47 tag names Chinese.
func isChinese(lang string) bool { return primary(lang) == "zh" || primary(lang) == "yue" }

// isJapanese reports whether a BCP 47 tag names Japanese.
func isJapanese(lang string) bool { return primary(lang) == "ja" }

// isEastAsian reports whether a tag names a language whose punctuation is full
// width, or no language, which the faces then decide.
func isEastAsian(lang string) bool {
	return lang == "" || isChinese(lang) || isJapanese(lang) || primary(lang) == "ko"
}

// isTraditional reports whether a tag names Chinese in traditional characters.
func isTraditional(lang string) bool {
	if !isChinese(lang) {
		return false
	}
	rest := strings.ToLower(lang)
	for _, s := range []string{"-hant", "-tw", "-hk", "-mo"} {
		if strings.Contains(rest, s) {
			return !strings.Contains(rest, "-hans")
		}
	}
	return false
}

func primary(lang string) string {
	if i := strings.IndexAny(lang, "-_"); i >= 0 {
		lang = lang[:i]
	}
	return strings.ToLower(lang)
}
