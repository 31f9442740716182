package extract

import (
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zones of homes, wherever this runs
)

// zoneNames maps the abbreviations that pages write to hours from UTC. CST is
// Chicago's here; in Chinese text it is Beijing's.
var zoneNames = map[string]float64{
	"Z": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
	"IST": 5.5, "SGT": 8, "HKT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
	"EST": -5, "EDT": -4, "ET": -5, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "PT": -8,
}

// readZone reads Z, +08:00, GMT+8 or a name; nil where it is none. The text
// around it decides what CST means.
func readZone(s, text string) *time.Location {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	if s == "" {
		return nil
	}
	if s == "CST" && isCJKText(text) {
		return fixed(8)
	}
	if hours, ok := zoneNames[s]; ok {
		return fixed(hours)
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "GMT"), "UTC")
	if len(s) < 2 || s[0] != '+' && s[0] != '-' {
		return nil
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if len(digits) <= 2 {
		digits += "00"
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n/100 > 14 || n%100 > 59 {
		return nil
	}
	hours := float64(n/100) + float64(n%100)/60
	if s[0] == '-' {
		hours = -hours
	}
	return fixed(hours)
}

func fixed(hours float64) *time.Location {
	if hours == 0 {
		return time.UTC
	}
	return time.FixedZone("", int(hours*3600))
}

// homes are the zones of languages that are mostly written in one.
var homes = map[string]string{
	"ja": "Asia/Tokyo", "ko": "Asia/Seoul", "de": "Europe/Berlin", "fr": "Europe/Paris", "it": "Europe/Rome",
	"nl": "Europe/Amsterdam", "pl": "Europe/Warsaw",
	"cs": "Europe/Prague", "da": "Europe/Copenhagen", "sv": "Europe/Stockholm", "nb": "Europe/Oslo", "no": "Europe/Oslo",
	"fi": "Europe/Helsinki",
	"hu": "Europe/Budapest", "el": "Europe/Athens", "ru": "Europe/Moscow", "uk": "Europe/Kyiv", "tr": "Europe/Istanbul",
	"vi": "Asia/Ho_Chi_Minh", "th": "Asia/Bangkok",
	"id": "Asia/Jakarta", "en-gb": "Europe/London", "en-ie": "Europe/Dublin", "es-es": "Europe/Madrid", "pt-pt": "Europe/Lisbon",
	"pt-br": "America/Sao_Paulo",
}

// defaultZone is the zone of times that a page in some language gives without an
// offset: Beijing's for Chinese, that of the language's home where it has one,
// else UTC.
func defaultZone(lang string) *time.Location {
	if p := primary(lang); p == "zh" || p == "yue" {
		return fixed(8)
	}
	for _, key := range []string{strings.ToLower(lang), primary(lang)} {
		if name := homes[key]; name != "" {
			if zone, err := time.LoadLocation(name); err == nil {
				return zone
			}
		}
	}
	return time.UTC
}

// months are the names of months in the languages whose dates are read, by their
// first letters: as many as tell them apart.
var months = monthTable(
	`jan januar january janvier enero ene januari gennaio gen janeiro jänner jän styczeń stycznia sty leden ledna tammikuuta января
		янв січня januar ocak ιανουαρίου มกราคม`,
	`feb februar february février fév févr febrero februari febbraio fevereiro fev feber luty lutego lut únor února helmikuuta
		февраля фев лютого şubat φεβρουαρίου กุมภาพันธ์`,
	`mar march märz mrz mär mars marzo maart mrt março marzec marca březen března maaliskuuta марта мар березня mart μαρτίου มีนาคม`,
	`apr april avril avr abril abr aprile kwiecień kwietnia kwi duben dubna huhtikuuta апреля апр квітня nisan απριλίου เมษายน`,
	`may mai mayo mei maggio mag maio maj maja květen května toukokuuta мая май травня mayıs μαΐου พฤษภาคม`,
	`jun june juni juin junio giugno giu junho czerwiec czerwca cze červen června kesäkuuta июня июн червня haziran ιουνίου มิถุนายน`,
	`jul july juli juillet juil julio luglio lug julho lipiec lipca lip červenec července heinäkuuta июля июл липня temmuz ιουλίου
		กรกฎาคม`,
	`aug august août agosto ago augustus agustus sierpień sierpnia sie srpen srpna elokuuta августа авг серпня ağustos αυγούστου สิงหาคม`,
	`sep sept september septembre septiembre settembre set setembro wrzesień września wrz září syyskuuta сентября сен вересня eylül
		σεπτεμβρίου กันยายน`,
	`oct okt october oktober octobre octubre ottobre ott outubro out październik października paź říjen října lokakuuta октября окт
		жовтня ekim οκτωβρίου ตุลาคม`,
	`nov november novembre noviembre novembro listopad listopada lis marraskuuta ноября ноя kasım νοεμβρίου พฤศจิกายน`,
	`dec dez december dezember décembre déc diciembre dic dicembre dezembro grudzień grudnia gru prosinec prosince joulukuuta декабря
		дек грудня aralık δεκεμβρίου ธันวาคม`,
)

func monthTable(names ...string) map[string]int {
	table := map[string]int{}
	for i, month := range names {
		for name := range strings.FieldsSeq(month) {
			table[name] = i + 1
		}
	}
	return table
}

// monthOf is 1 to 12, or 0 for a word that is no month.
func monthOf(word string) int { return months[strings.ToLower(strings.TrimSuffix(word, "."))] }
