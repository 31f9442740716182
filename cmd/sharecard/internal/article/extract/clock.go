package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/article"
)

// written is a time as a page writes it: a day, mostly with a clock, seldom with
// a zone.
type written struct {
	year, month, day     int
	clock                bool
	hour, minute, second int
	zone                 *time.Location // nil where the text names none
	start, end           int            // where it stands in the text, in bytes
}

// isZero reports that there is none.
func (w written) isZero() bool { return w.year == 0 }

// sameDay reports whether two are of one day of the calendar.
func (w written) sameDay(o written) bool {
	return w.year == o.year && w.month == o.month && w.day == o.day
}

// daysBefore is how many days of the calendar lie from w to o.
func (w written) daysBefore(o written) int {
	day := func(w written) time.Time { return time.Date(w.year, time.Month(w.month), w.day, 0, 0, 0, 0, time.UTC) }
	return int(day(o).Sub(day(w)).Hours() / 24)
}

// in is the time, in zone unless the text names another.
func (w written) in(zone *time.Location) time.Time {
	if w.isZero() {
		return time.Time{}
	}
	if w.zone != nil {
		zone = w.zone
	}
	return time.Date(w.year, time.Month(w.month), w.day, w.hour, w.minute, w.second, 0, zone)
}

// date is the day, or the moment in zone unless the text names another.
func (w written) date(zone *time.Location) article.Date {
	if !w.isZero() && !w.clock {
		return article.DayOf(w.year, time.Month(w.month), w.day)
	}
	return article.At(w.in(zone))
}

// The notations of a day. The clock beside it is read apart.
var (
	yearFirst = regexp.MustCompile(`((?:19|20)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?:\s?[日号號일])?`)
	yearLast  = regexp.MustCompile(`(\d{1,2})\s?([-./])\s?(\d{1,2})\s?[-./]\s?((?:19|20)\d\d|\d\d)`)
	dayMonth  = regexp.MustCompile(`(\d{1,2})(?:st|nd|rd|th|er|º|ª|°|\.)?[\s-]?(?:de |of )?(\pL[\pL\pM]{2,14})[.,]?[\s-]?(?:de |` +
		`del |of )?\s?((?:19|20)\d\d)`)
	monthDay     = regexp.MustCompile(`(\pL[\pL\pM]{2,14})\.?\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{0,2}((?:19|20)\d\d)`)
	unixDate     = regexp.MustCompile(`(\pL{3})\s{1,2}(\d{1,2}) (\d\d:\d\d:\d\d(?: [A-Z]{3,4})?) ((?:19|20)\d\d)`)
	eraDate      = regexp.MustCompile(`(令和|平成|民國|民国)\s?(元|\d{1,3})年\s?(\d{1,2})月\s?(\d{1,2})日`)
	compact      = regexp.MustCompile(`^((?:19|20)\d\d)(\d\d)(\d\d)(?:T?(\d\d):?(\d\d):?(\d\d)?)?(Z|[+-]\d\d:?\d\d)?$`)
	chineseShort = regexp.MustCompile(`(?:时间|日期|发布|发表于)\s?[:：]?\s?(\d\d)-(\d\d)-(\d\d)`)
	eraOffsets   = map[string]int{"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
)

const zonePattern = `(Z\b|(?:GMT|UTC)?\s?[+-]\d\d?(?::?\d\d)?|[A-Z]{2,4}T\b|ET\b|PT\b|UTC\b|MSK\b)?`

var (
	// clockAfter is a clock that follows a day.
	clockAfter = regexp.MustCompile(`^[\sT,，、|·•–—\-@()（）/:：日]{0,6}(?:(?i:um|at|às|as|alle ore|alle|ore|à|a las|las|kl\.?|klo|om|lúc|` +
		`o godz\.?)\s{1,2})?` +
		`(?:[(（]?(?:星期|周|礼拜|週|[月火水木金土日][)）])[一二三四五六日天]?[)）]?\s?)?` +
		`(上午|下午|早上|晚上|凌晨|中午|傍晚|午前|午後|오전|오후)?\s?` +
		`(\d{1,2})(?:\s?([:：.h时時點点시])\s?(\d\d)(?:\s?[:：.分]\s?(\d\d))?(?:[.,]\d+)?)?(\s?(?:分|Uhr|uur|hs?\b|` +
		`hrs))?\s?((?i:[ap]\.?m\b\.?))?(?:\s?[(（]?` + zonePattern + `)?`)
	// clockBefore is one that a day follows.
	clockBefore = regexp.MustCompile(`(?:^|[^\d:])(\d{1,2})[:：](\d\d)(?:[:：](\d\d))?(\s?(?:Uhr|` +
		`h\b))?\s?((?i:[ap]\.?m\b\.?))?\s?` + zonePattern + `[\s,，、|·•–—\-/]{1,4}(?:(?i:on|am|den|le)\s)?(?:\pL{2,10}\.?,?\s)?$`)
)

// findTimes returns the times in a text, in order. lang decides between the two
// readings of 5/1/2024.
func findTimes(s, lang string) []written {
	if !hasDigits(s) {
		return nil
	}
	if w, ok := wholeTime(s); ok {
		return []written{w}
	}
	var found []written
	const most = 8
	for from := 0; from < len(s) && len(found) < most; {
		w, ok := nextDay(s, from, lang)
		if !ok {
			break
		}
		if !w.clock {
			w.readClock(s)
		}
		found = append(found, w)
		from = w.end
	}
	return found
}

// hasDigits reports whether a text has as many digits as the shortest day.
func hasDigits(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			if n++; n == 3 {
				return true
			}
		}
	}
	return false
}

// readTime is the first time in a text.
func readTime(s, lang string) written {
	if found := findTimes(s, lang); len(found) > 0 {
		return found[0]
	}
	return written{}
}

// wholeTime reads the notations that are digits only, which are times only where
// nothing else stands beside them: 20240501T093000Z, and seconds or milliseconds
// since 1970.
func wholeTime(s string) (written, bool) {
	s = strings.TrimSpace(s)
	if m := compact.FindStringSubmatch(s); m != nil {
		w := written{year: number(m[1]), month: number(m[2]), day: number(m[3]), clock: m[4] != "",
			hour: number(m[4]), minute: number(m[5]), second: number(m[6]), zone: readZone(m[7], ""), end: len(s)}
		return w, w.isValid()
	}
	if len(s) != 10 && len(s) != 13 {
		return written{}, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return written{}, false
	}
	if len(s) == 13 {
		n /= 1000
	}
	t := time.Unix(n, 0).In(time.FixedZone("", 8*3600))
	return written{year: t.Year(), month: int(t.Month()), day: t.Day(), clock: true, hour: t.Hour(), minute: t.Minute(),
		second: t.Second(),
		zone:   t.Location(), end: len(s)}, true
}

// nextDay finds the first day from an index on.
func nextDay(s string, from int, lang string) (best written, ok bool) {
	take := func(w written) {
		if w.isValid() && (!ok || w.start < best.start || w.start == best.start && w.end > best.end) {
			best, ok = w, true
		}
	}
	hasYear := strings.Contains(s[from:], "20") || strings.Contains(s[from:], "19")
	for _, read := range []struct {
		form      *regexp.Regexp
		shortYear bool // is read where a year has fewer than four digits, too
		value     func(part func(int) string) written
	}{
		{yearFirst, false, func(part func(int) string) written {
			return written{year: number(part(1)), month: number(part(2)), day: number(part(3))}
		}},
		{yearLast, true, func(part func(int) string) written { return yearLastDay(part, lang) }},
		{dayMonth, false, func(part func(int) string) written {
			return written{year: number(part(3)), month: monthOf(part(2)), day: number(part(1))}
		}},
		{monthDay, false, func(part func(int) string) written {
			return written{year: number(part(3)), month: monthOf(part(1)), day: number(part(2))}
		}},
		{unixDate, false, func(part func(int) string) written {
			w := written{year: number(part(4)), month: monthOf(part(1)), day: number(part(2))}
			w.readClock(part(3))
			return w
		}},
		{chineseShort, true, func(part func(int) string) written {
			return written{year: 2000 + number(part(1)), month: number(part(2)), day: number(part(3))}
		}},
		{eraDate, true, func(part func(int) string) written {
			year := number(part(2))
			if part(2) == "元" {
				year = 1
			}
			return written{year: eraOffsets[part(1)] + year, month: number(part(3)), day: number(part(4))}
		}},
	} {
		if !hasYear && !read.shortYear {
			continue
		}
		for at := from; at < len(s); {
			m := read.form.FindStringSubmatchIndex(s[at:])
			if m == nil {
				break
			}
			w := read.value(func(i int) string { return s[at+m[2*i] : at+m[2*i+1]] })
			w.start, w.end = at+m[0], at+m[1]
			if w.isValid() && !isDigit(s, w.start-1) && !isDigit(s, w.end) {
				take(w)
				break
			}
			at += m[0] + 1
			for at < len(s) && s[at]&0xC0 == 0x80 {
				at++
			}
			if ok && at > best.start {
				break
			}
		}
	}
	return best, ok
}

func isDigit(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// yearLastDay reads 31.12.2024, and 12/31/2024 where Americans write. Years of
// two digits are read after full stops only.
func yearLastDay(part func(int) string, lang string) written {
	day, month, year := number(part(1)), number(part(3)), number(part(4))
	american := primary(lang) == "en" && !hasAny(strings.ToLower(lang), "gb", "au", "nz", "ie", "in", "za")
	if part(2) != "." && (american && day <= 12 || month > 12) {
		day, month = month, day
	}
	if year < 100 {
		if part(2) != "." || len(part(1)) < 2 || len(part(3)) < 2 {
			return written{}
		}
		year += 2000
	}
	return written{year: year, month: month, day: day}
}

func (w written) isValid() bool {
	if w.year < 1990 || w.year > 2100 || w.month < 1 || w.month > 12 || w.day < 1 || w.hour > 23 || w.minute > 59 || w.second > 60 {
		return false
	}
	// time.Date takes 31 February for 3 March; such a text is no date.
	return w.day <= time.Date(w.year, time.Month(w.month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// readClock reads the clock after the day or, where none is, before it.
func (w *written) readClock(s string) {
	if m := clockAfter.FindStringSubmatch(s[w.end:]); m != nil {
		half, hour, separator, minute, second, unit, ampm, zone := m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]
		switch {
		case separator == "" && unit == "" && ampm == "":
		case separator == "." && strings.TrimSpace(unit) == "" && ampm == "":
		default:
			if w.setClock(hour, minute, second, half+ampm) {
				w.zone = readZone(zone, s)
				w.end += len(m[0])
				return
			}
		}
	}
	if m := clockBefore.FindStringSubmatch(s[:w.start]); m != nil && w.setClock(m[1], m[2], m[3], m[5]) {
		w.zone = readZone(m[6], s)
		w.start -= len(m[0])
	}
}

func (w *written) setClock(hour, minute, second, half string) bool {
	h, m, sec := number(hour), number(minute), number(second)
	switch strings.ToLower(strings.ReplaceAll(half, ".", "")) {
	case "下午", "晚上", "傍晚", "午後", "오후", "pm":
		if h < 12 {
			h += 12
		}
	case "中午":
		if h < 10 {
			h += 12
		}
	case "凌晨", "上午", "早上", "午前", "오전", "am":
		if h == 12 {
			h = 0
		}
	}
	if h > 23 || m > 59 || sec > 60 {
		return false
	}
	w.clock, w.hour, w.minute, w.second = true, h, m, min(sec, 59)
	return true
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0 // an optional part
	}
	return n
}
