package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/article"
)

var (
	// creditLine is a role and who fills it: 监制:赵刚, 文案丨赵艳艳.
	creditLine = regexp.MustCompile(`^[\[【（(]?\s*([\p{Han}/／、· ]{2,12}?)\s*[:：丨｜|]\s*(.+?)\s*[\]】）)]?$`)
	// nextCredit is where another role begins on the same line.
	nextCredit = regexp.MustCompile(`[ ;；]+([\p{Han}/／、]{2,8}[:：丨｜|])`)
	// speech ends a clause that a colon follows and that is no role.
	speech = regexp.MustCompile(`(说|道|称|表示|认为|指出|介绍|强调|写道|如下|包括|是|问|答|看)$`)
)

// longestName is how many characters of a line may stand after a role.
const longestName = 60

// credit takes a line apart; role is empty where it is no credit.
func credit(line string) (role, name string) {
	m := creditLine.FindStringSubmatch(line)
	if m == nil {
		return "", ""
	}
	role, name = strings.ReplaceAll(m[1], " ", ""), m[2]
	if speech.MatchString(role) || utf8.RuneCountInString(name) > longestName || strings.ContainsAny(name, "。！？；，,!?;“《") {
		return "", ""
	}
	return role, name
}

// takeCredits moves the credits at the end of the body to their fields and
// returns the paragraphs before them.
func takeCredits(paragraphs []string, a *article.Article) []string {
	var found []article.Credit
	for len(paragraphs) > 0 {
		last := paragraphs[len(paragraphs)-1]
		line := creditsOf(last)
		if line == nil && !furniture.MatchString(last) {
			break
		}
		found = append(line, found...)
		paragraphs = paragraphs[:len(paragraphs)-1]
	}
	kept := found[:0]
	for _, c := range found {
		switch c.Role {
		case "责任编辑", "责编", "编辑":
			set(&a.Editor, c.Name)
		case "来源", "稿源", "文章来源":
			set(&a.Source.Name, c.Name)
		case "原标题", "标题", "声明", "关键词", "标签":
		default:
			kept = append(kept, c)
		}
	}
	if len(a.Credits) == 0 && len(kept) > 0 {
		a.Credits = slices.Clone(kept)
	}
	return paragraphs
}

// creditsOf returns the credits that a line is made of, or nil.
func creditsOf(line string) []article.Credit {
	var credits []article.Credit
	for part := range strings.SplitSeq(nextCredit.ReplaceAllString(line, "\n$1"), "\n") {
		role, name := credit(part)
		if role == "" {
			return nil
		}
		credits = append(credits, article.Credit{Role: role, Name: name})
	}
	return credits
}
