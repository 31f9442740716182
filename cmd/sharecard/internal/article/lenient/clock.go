package lenient

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// milliseconds is from where on a number of a time counts milliseconds: as seconds
// it would lie beyond the year 5000.
const milliseconds = 1e11

// rightTime says what a time may be.
const rightTime = "must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00, or another notation of day and clock"

// moment reads a time and writes it as RFC 3339, or a day as one; nil where the value says that there
// is none. One without an offset is meant in zone.
func moment(v any, zone *time.Location) (any, string) {
	switch v := v.(type) {
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return nil, rightTime
		}
		return epoch(n, zone)
	case string:
		return written(norm.NFKC.String(strings.TrimSpace(v)), zone)
	}
	return nil, rightTime + ", not " + KindOf(v)
}

// epoch reads seconds or milliseconds since 1970; 0 is none.
func epoch(n int64, zone *time.Location) (any, string) {
	switch {
	case n == 0:
		return nil, ""
	case n < 0 || n > 1e14:
		return nil, "must count seconds or milliseconds since 1970"
	case n >= milliseconds:
		return time.UnixMilli(n).In(zone).Format(time.RFC3339), ""
	}
	return time.Unix(n, 0).In(zone).Format(time.RFC3339), ""
}

var (
	// none are the times by which databases say that there is none.
	none = regexp.MustCompile(`^0{1,4}(?:[-/.]0{1,2}[-/.]0{1,2}|0{4})?(?:[T ]?[0:.]*)?Z?$|^0001-01-01T00:00:00`)
	// digits are seconds or milliseconds since 1970.
	digits = regexp.MustCompile(`^\d{9,10}$|^\d{12,13}$`)
	// compact is ISO 8601's basic format.
	compact = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:()T?(\d{2})(\d{2})(\d{2})?)?()(Z|[+-]\d{2}:?\d{2})?$`)
	// yearFirst is a day with or without a clock, in the order that Chinese has too.
	yearFirst = regexp.MustCompile(`^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号]?` +
		`(?:\s?[(（]?(?:星期|周)[一二三四五六日天][)）]?)?` +
		`(?:[T\s,]*(上午|下午|凌晨|早上|中午|晚上|(?i:[AP]M))?\s?(\d{1,2})\s?[:時时点]\s?(\d{1,2})` +
		`(?:\s?[:分]\s?(\d{1,2})(?:[.,]\d+)?\s?秒?|\s?分)?)?` +
		`\s?((?i:[AP]M))?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$`)
)

// english are notations with the name of a month. A name of a zone other than GMT
// says too little.
var english = []string{
	time.RFC1123Z, "Mon, 02 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", time.RubyDate, time.ANSIC,
	"January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "January 2, 2006 15:04", "Jan 2, 2006 15:04", "January 2, 2006", "Jan 2, 2006",
	"2 January 2006 15:04", "2 Jan 2006 15:04", "2 January 2006", "2 Jan 2006",
}

func written(s string, zone *time.Location) (any, string) {
	switch {
	case s == "" || none.MatchString(s):
		return nil, ""
	case digits.MatchString(s):
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, rightTime
		}
		return epoch(n, zone)
	}
	for _, form := range []*regexp.Regexp{compact, yearFirst} {
		if m := form.FindStringSubmatch(s); m != nil {
			return fromParts(m, zone)
		}
	}
	if before, isGMT := strings.CutSuffix(s, " GMT"); isGMT {
		s, zone = before, time.UTC
	}
	for _, layout := range english {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			if !strings.Contains(layout, ":04") {
				return day(t.Year(), int(t.Month()), t.Day())
			}
			return checked(t)
		}
	}
	return nil, rightTime
}

// fromParts makes a time of year, month, day, half of the day, hour, minute, second,
// half of the day and offset as they were written.
func fromParts(m []string, zone *time.Location) (any, string) {
	number := func(i int) int {
		n, _ := strconv.Atoi(m[i]) // digits only, or empty
		return n
	}
	if m[5] == "" {
		return day(number(1), number(2), number(3))
	}
	hour := number(5)
	switch strings.ToUpper(m[4] + m[8]) {
	case "":
	case "上午", "凌晨", "早上", "AM":
		hour %= 12
	case "中午": // 中午11:50 is before noon
		if hour < 10 {
			hour += 12
		}
	case "下午", "晚上", "PM":
		if hour < 12 {
			hour += 12
		}
	default:
		return nil, rightTime
	}
	zone = offset(m[9], zone)
	t := time.Date(number(1), time.Month(number(2)), number(3), hour, number(6), number(7), 0, zone)
	if t.Day() != number(3) || int(t.Month()) != number(2) || t.Hour() != hour || t.Minute() != number(6) || t.Second() != number(7) {
		return nil, "is no day or clock of the calendar" // time.Date takes 31 February for 3 March
	}
	return checked(t)
}

// day is a day without a clock, which stays one.
func day(year, month, date int) (any, string) {
	t := time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC)
	if t.Day() != date || int(t.Month()) != month {
		return nil, "is no day of the calendar"
	}
	return t.Format(time.DateOnly), ""
}

func checked(t time.Time) (any, string) {
	if t.Year() < 1000 {
		return nil, "must be after the year 999"
	}
	return t.Format(time.RFC3339), ""
}

// offset is the zone that a text names, or zone.
func offset(s string, zone *time.Location) *time.Location {
	switch s {
	case "":
		return zone
	case "Z", "UTC", "GMT":
		return time.UTC
	}
	hours, _ := strconv.Atoi(s[1:3]) // digits only
	minutes, _ := strconv.Atoi(strings.TrimPrefix(s[3:], ":"))
	seconds := hours*3600 + minutes*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}
