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

// editorLabel is the label before an editor's name.
var editorLabel = regexp.MustCompile(`(?:责任编辑|责\s?编|编\s?辑|責任編輯)\s*[:：]\s*([^\s\]】）)|｜，,\x1f\n]{2,30})`)

// editorOf is the editor that a line names, or "". Staff codes go.
func editorOf(s string) string {
	m := editorLabel.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return withoutCode(m[1])
}

// withoutCode takes the code of a system's account off a name: 李四_NB10001.
func withoutCode(name string) string {
	name, _, _ = strings.Cut(name, "_")
	return strings.TrimRight(strings.TrimSpace(name), "0123456789 ")
}

// findEditor reads the line that names the editor: 责任编辑：张三.
func (p *page) findEditor() string {
	if o := p.articleObject(); o != nil {
		if names := p.namesIn(textLD(o["editor"]), false); len(names) > 0 {
			return names[0]
		}
	}
	for _, name := range []string{"editor", "责任编辑"} {
		if names := p.namesIn(p.first(name), false); len(names) > 0 {
			return names[0]
		}
	}
	for _, l := range p.lines {
		if l.where&saysComments == 0 && runes(l.text) <= longestSourceLine && strings.Contains(l.text, "编") ||
			strings.Contains(l.text, "編") {
			if name := editorOf(l.text); name != "" && p.isPerson(name, false) {
				return name
			}
		}
	}
	return ""
}

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
	const most = 200 // lines
	end := len(paragraphs)
	for end > 0 && len(paragraphs)-end < most && (creditsOf(paragraphs[end-1]) != nil || furniture.MatchString(paragraphs[end-1])) {
		end--
	}
	var found []article.Credit
	for _, line := range paragraphs[end:] {
		found = append(found, creditsOf(line)...)
	}
	paragraphs = paragraphs[:end]
	kept := found[:0]
	for _, c := range found {
		switch c.Role {
		case "责任编辑", "责编", "编辑":
			set(&a.Editor, withoutCode(c.Name))
		case "来源", "稿源", "文章来源", "本文来源", "消息来源", "信息来源", "来源于":
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
