package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// A person is a name. This file holds what is a name by its form: of people, and
// of teams that sign as people do (Redaktion, Staff Writer). It refuses addresses,
// IDs, staff codes, sites, companies, labels and what systems fill in unasked:
// a wrong name printed on a poster is worse than none.

// bylineLabel opens a byline: By Ada Reed, Von Ada Reed, 文/张三.
var bylineLabel = regexp.MustCompile(`^(?i:(?:(?:written|posted|published|reported|words|story|text|submitted|created|verfasst|` +
	`geschrieben|veröffentlicht|erstellt|gespeichert|gepostet|` +
	`eingestellt|beitrag|artikel|kommentar|interview|rezension|analyse|kolumne|gastbeitrag|publié|rédigé|écrit|escrito|scritto|` +
	`pubblicato|geplaatst|napisane|dodane)\s+)?` +
	`(?:by|von|vom|par|por|di|door|przez|av|af)\b:?\s+|` +
	`(?:post author by|post author|author|autor|autorin|autor\*in|auteur|autore)\s+(?:by:?\s+|von:?\s+)?|` +
	`(?:ein(?:e)?\s+(?:gast)?(?:beitrag|artikel|kommentar|interview|reportage|analyse|rezension)\s+von|a cura di|` +
	`propos recueillis par|with|with:)\s+|` +
	`(?:text(?:e)?(?:\s+(?:und|&|and)\s+(?:fotos?|bilder?|photos?))?|words|story|author|authors|autor|autorin|autor\*in|autor:in|` +
	`autoren|auteur|autore|autores|by|von|verfasser|verfasserin|interview|bericht|` +
	`redakteur|redaktion|writer|reporter|posted by|written by|contributor|tekst|tekst og foto|texto|testo|red)\s*[:：|/]\s*)`)

// chineseLabel is the same in Chinese and Japanese.
var chineseLabel = regexp.MustCompile(`^(?:本文作者|文章作者|作者|作\s者|记\s?者|記者|本报记者|撰文|撰稿|供稿|通讯员|执笔|采写|文字|文案|编译|編譯|著者|執筆|文|筆者|` +
	`ライター)\s*(?:[:：/／丨|｜]|为)\s*`)

// nameEnd is where a name ends and something about it begins: a place, a time, an
// address.
var nameEnd = regexp.MustCompile(`\s*[|•·–—@(（\[<#©]|\s-\s|\s/\s|\s\d|\d{1,2}[./:]\d|,\s*\d`)

// nameEndWord is a word that a full name may end before.
var nameEndWord = regexp.MustCompile(`(?i)\s(?:am|on|at|um|vom|in|for|für|à|le|il|el|is|ist|mit|updated|published|veröffentlicht|` +
	`follow|view all|via|aus|illustration(?:en)?|fotos?|bilder|photos?|photography|grafik)(?:\s|$)`)

// role is in what stands beside a name and says what its bearer does.
var role = regexp.MustCompile(`(?i)(?:leiter|leitung|mitglied|expert|fellow|professor|director|direktor|manager|sprecher|chef|` +
	`redakteur|redaktor|journalist|writer|reporter|korrespondent|` +
	`correspondent|scientist|senior|editor|special to|contributor|columnist|staff|doctoral|student|founder|gründer|freelance|` +
	`freier?\b|berater|anwalt|lawyer|analyst|producer|` +
	`\b(?:is|ist|works|arbeitet|schreibt|writes)\b)`)

// joints stand between names.
var joints = regexp.MustCompile(`\s*(?:[,;，、；/／|&\n]|\s(?:and|und|et|y|e|en|och|og|i|with|with additional reporting by|sowie)\s)\s*`)

// isNoPerson is in texts that are something else than a name.
var isNoPerson = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:` + strings.Join(strings.Fields(noPersonWords), "|") + `|cc by|cc-by|` +
	`all rights|log in|read more|super user|e\.\s?v|s\.a)(?:[^\pL]|$)`)

// noPersonWords are the words that show it: of companies, of offices, of rights, of
// buttons and forms, of times, of sentences.
const noPersonWords = `gmbh ag eg ev kg ltd inc llc corp corporation company verlag verband bundesverband ministerium
	bundesministerium landesanstalt bundesanstalt departement department
	university universität institut institute stiftung foundation gesellschaft association society verein media medien mediengruppe
	group holding agentur agenturen agency studios? partei
	sekretariat diözese deutschland germany österreich schweiz austria switzerland using straße strasse platz kirche
	copyright rights vorbehalten rechte lizenz license permission designed webmaster web-?design administrator admin root user
	username benutzername password passwort guest gast
	anonym anonymous anónimo unknown unbekannt default publisher author authors autor autoren editor name email e-mail
	istockphoto shutterstock getty fotolia pixabay unsplash imago dpa afp epa reuters taboola outbrain
	line mail print drucken pdf tweet pin like
	click klick comments? kommentare? kommentieren share subscribe login sign profile profil mehr more about über show all view
	follow folgen alle articles? artikel minuten? min lesezeit
	posts? beiträge newsletter homepage website blog http https www photo foto fotos bild bilder images? video quelle source recipe rezept
	monday tuesday wednesday thursday friday saturday sunday
	montag dienstag mittwoch donnerstag freitag samstag sonntag uhr datum date today heute gestern yesterday ago vor updated
	submitted filed category published veröffentlicht geschrieben verfasst written posted
	publiziert publié publicado pubblicato übersetzung übersetzer translation presse fotograf photographer фото bundestagswahl wahl-o-mat
	news community topics liebe lieber dear
	politik sport wirtschaft kultur wissen reise panorama politics sports business opinion world
	this that your our we wir ihr sie is are ist sind was war the following null undefined none test wordpress joomla typo3 drupal
	blogger facebook twitter instagram youtube whatsapp linkedin`

// isNoChinesePerson does so in Chinese.
var isNoChinesePerson = regexp.MustCompile(`网|報|报|社$|社讯|公司|版权|责编|编辑|部$|室$|中心|频道|来源|作者|记者|本站|原创|管理员|转载|未知|佚名|匿名|官方|媒体|新闻|电视台|杂志|集团|发布|` +
	`评论|时间|阅读|点击|分享|关注|号$|院$|局$|委$|厅$|政府|大学|观点|个人|所有|许可|声明|本人|立场|责任`)

// known are what systems sign with when nobody did, whole.
func isPlaceholderName(key string) bool {
	switch key {
	case "admin", "administrator", "root", "webmaster", "user", "superuser", "guest", "anonymous", "anonym", "anónimo", "unknown",
		"author", "editor", "publisher", "name", "nameemail",
		"null", "undefined", "none", "test", "wpadmin", "adminuser", "siteadmin", "moderator", "system", "default", "owner", "me",
		"by", "von", "autor", "print", "pdf", "home", "kontakt", "contact":
		return true
	}
	return false
}

// namesIn reads the names of people in a text that is a byline or a value meant
// for one. strict refuses what only a surer place may hold: a single word.
func (p *page) namesIn(text string, strict bool) []string {
	text = strings.Trim(oneLine(strings.ReplaceAll(text, "\n", "、")), " ,;:|-–—•·/、")
	for range 3 { // "Text: Von Ada Reed"
		rest := strings.TrimSpace(chineseLabel.ReplaceAllString(bylineLabel.ReplaceAllString(text, ""), ""))
		if rest == text {
			break
		}
		text = rest
	}
	if hasAny(text, "://", "www.") || p.sites.isOrganisation(letters(text)) && !isTeam(text) {
		return nil
	}
	if isHanName(text) {
		return p.chineseNames(text)
	}
	var names []string
	for _, part := range joints.Split(text, -1) {
		part = shorten(strings.TrimSpace(bylineLabel.ReplaceAllString(part, "")))
		switch {
		case part == "" || isDegree(part):
			continue
		case len(names) > 0 && !isTeam(part) && (role.MatchString(part) || p.sites.holdsName(part)):
			return names
		case !p.isPerson(part, strict):
			return names // what follows names is about them; what precedes them makes the text no byline
		case !slices.Contains(names, part):
			names = append(names, part)
		}
	}
	return names
}

// shorten cuts a name where something about it begins.
func shorten(part string) string {
	if m := nameEnd.FindStringIndex(part); m != nil && m[0] > 0 {
		part = part[:m[0]]
	}
	for _, form := range []*regexp.Regexp{nameEndWord, role} {
		if m := form.FindStringIndex(part); m != nil && len(strings.Fields(part[:m[0]])) >= 2 {
			part = part[:m[0]]
		}
	}
	return strings.Trim(part, " .,;:|-–—•·/\"“”„'()")
}

func isDegree(s string) bool {
	switch strings.ToLower(strings.ReplaceAll(s, ".", "")) {
	case "phd", "md", "rd", "jr", "sr", "msc", "mph", "dr", "ma", "ba", "dpa", "afp", "apa", "reuters":
		return true
	}
	return false
}

// isPerson reports whether a text has the form of one person's name, or of a
// team that signs as one.
func (p *page) isPerson(s string, strict bool) bool {
	const longest, mostWords = 50, 5
	words := strings.Fields(s)
	n := runes(s)
	key := letters(s)
	if isTeam(s) {
		return n <= longest && len(words) <= mostWords && !strings.ContainsAny(s, "@:/<>{}[]=?!0123456789")
	}
	switch {
	case n < 2 || n > longest || len(words) > mostWords || strict && len(words) < 2:
		return false
	case strings.ContainsAny(s, "@:/\\<>{}[]=?!…#_%*+$€©→»«“”\"") || strings.ContainsAny(s, "0123456789"):
		return false
	case isDomain(s), isPlaceholderName(key), isNoPerson.MatchString(s), p.sites.isOrganisation(key):
		return false
	}
	if len(words) == 1 && len(s) <= 3 && s[1:] != strings.ToLower(s[1:]) { // an agency's sign
		return false
	}
	if len(words) == 1 && (role.MatchString(s) || monthOf(s) > 0 || isLabel(s)) || len(words) > 1 && isArticleWord(words[0]) {
		return false
	}
	if isCJKText(s) {
		return n <= 12 && !isNoChinesePerson.MatchString(s)
	}
	upper := 0
	for _, w := range words {
		r := []rune(w)
		if unicode.IsUpper(r[0]) || !unicode.IsLower(r[0]) && unicode.IsLetter(r[0]) {
			upper++
		} else if strict && !isParticle(w) {
			return false
		}
	}
	if upper == 0 {
		return !strict && len(words) <= 2 && n >= 4 && !strings.ContainsAny(s, ".-_")
	}
	return true
}

// team is what those are called who write together.
var team = regexp.MustCompile(`(?i)(?:^|\s|-)(?:redaktion|redaktionsteam|staff|team|redacción|redazione|rédaction|redactie|` +
	`editorial board|news desk|newsroom|wire)(?:\s|$)`)

// isTeam reports names of teams that sign as people do: Redaktion, AOL Staff.
func isTeam(s string) bool {
	return team.MatchString(s) && !isArticleWord(strings.Fields(s)[0]) && !hasAny(strings.ToLower(s), "writer", "member", "leiter",
		"unser", "our ", "contact", "kontakt")
}

// isLabel reports the words that stand before a name.
func isLabel(s string) bool { return bylineLabel.MatchString(s+" x") || bylineLabel.MatchString(s+":") }

// isArticleWord reports the words that begin a description rather than a name.
func isArticleWord(w string) bool {
	switch strings.ToLower(w) {
	case "a", "an", "the", "der", "die", "das", "ein", "eine", "der/die", "les", "un", "une":
		return !strings.HasSuffix(w, ".")
	}
	return false
}

// isParticle reports the small words inside names.
func isParticle(w string) bool {
	switch w {
	case "de", "da", "di", "del", "della", "der", "den", "van", "von", "vom", "zu", "zur", "le", "la", "el", "al", "bin", "ibn",
		"dos", "du", "ten", "ter", "af", "av", "y", "und", "of":
		return true
	}
	return false
}

// isOrganisation reports whether letters are a name of the site or begin or end
// with it: Port Daily Staff is none, Port Daily Media is.
func (s siteNames) isOrganisation(key string) bool {
	for _, k := range s.keys {
		if k == key || len(k) > 8 && strings.Contains(key, k) || len(k) > 5 && strings.HasPrefix(key, k) && len(key) < len(k)+4 {
			return true
		}
	}
	return len(s.host) >= 3 && key == s.host
}

// isHanName reports texts of Chinese names: nearly all their letters are Han.
func isHanName(s string) bool {
	han, other := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.IsLetter(r):
			other++
		}
	}
	return han >= 2 && other == 0
}

var (
	// chineseJoints stand between Chinese names.
	chineseJoints = regexp.MustCompile(`[\s,，、;；/／|｜&]+`)
	// chineseRole is what names stand after: 本报记者 张三, 通讯员 李四.
	chineseRole = regexp.MustCompile(`^(?:.{0,8}?(?:记者|記者|通讯员|特约评论员|评论员|实习生|作者|撰文|文))\s*[:：]?\s*`)
	chineseName = regexp.MustCompile(`^\p{Han}{2,4}$|^\p{Han}{1,8}[·•]\p{Han}{1,8}$`)
)

// chineseNames reads names of two to four characters; spaces, too, separate them.
func (p *page) chineseNames(text string) []string {
	var names []string
	for _, part := range chineseJoints.Split(text, -1) {
		part = strings.Trim(chineseRole.ReplaceAllString(part, ""), "()（）[]【】《》。.:：")
		if part == "" || part == "记者" || part == "通讯员" {
			continue
		}
		if !chineseName.MatchString(part) || isNoChinesePerson.MatchString(part) || p.sites.are(part) ||
			p.sites.isOrganisation(letters(part)) {
			if len(names) > 0 {
				break
			}
			return nil
		}
		if !slices.Contains(names, part) {
			names = append(names, part)
		}
	}
	return names
}
