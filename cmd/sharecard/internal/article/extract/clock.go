package extract

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// writtenTime is a date with or without a time, as pages write them.
var writtenTime = regexp.MustCompile(`((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ,，]*(\d{1,2})\s*[:：时]\s*(\d{2})(?:\s*[:：分]\s*(\d{2}))?)?` +
	`(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?`)

// findTime returns the first time in a text as it is written there, or "".
func findTime(s string) string { return strings.TrimSpace(writtenTime.FindString(s)) }

// hasClock reports whether a written time has hours.
func hasClock(s string) bool {
	m := writtenTime.FindStringSubmatch(s)
	return m != nil && m[4] != ""
}

// parseTime reads a written time; one without an offset is in zone. The zero
// time means that it is none.
func parseTime(s string, zone *time.Location) time.Time {
	m := writtenTime.FindStringSubmatch(s)
	if m == nil {
		return time.Time{}
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(m[i]) // digits only, or empty
		return n
	}
	switch offset := strings.ReplaceAll(m[7], ":", ""); {
	case offset == "Z":
		zone = time.UTC
	case offset != "":
		hours, _ := strconv.Atoi(offset[1:3])
		minutes, _ := strconv.Atoi(offset[3:5])
		seconds := hours*3600 + minutes*60
		if offset[0] == '-' {
			seconds = -seconds
		}
		if hours <= 14 && minutes < 60 {
			zone = time.FixedZone("", seconds)
		}
	}
	t := time.Date(number(1), time.Month(number(2)), number(3), number(4), number(5), number(6), 0, zone)
	// time.Date takes 31 February for 3 March; such a text is no date.
	if t.Day() != number(3) || int(t.Month()) != number(2) || t.Hour() != number(4) || t.Minute() != number(5) {
		return time.Time{}
	}
	return t
}

// defaultZone is the zone of times that a page in some language gives without
// an offset: Beijing's, unless the language has another home.
func defaultZone(lang string) *time.Location {
	language, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch language {
	case "zh", "":
		return time.FixedZone("", 8*3600)
	case "ja", "ko":
		return time.FixedZone("", 9*3600)
	}
	return time.UTC
}
