package almanac

import (
	"testing"
	"time"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

// Days of printed almanacs: new years, the leap months that calendars have got wrong, and
// the ends of the range.
func TestLunar(t *testing.T) {
	for s, want := range map[string]Date{
		"1900-01-31": {1900, 1, false, 1},
		"1900-09-24": {1900, 8, true, 1},
		"1912-02-18": {1912, 1, false, 1},
		"1949-10-01": {1949, 8, false, 10},
		"1985-02-19": {1984, 12, false, 30},
		"1985-02-20": {1985, 1, false, 1},
		"2000-02-05": {2000, 1, false, 1},
		"2012-05-21": {2012, 4, true, 1},
		"2020-05-23": {2020, 4, true, 1},
		"2020-06-21": {2020, 5, false, 1},
		"2023-03-22": {2023, 2, true, 1},
		"2024-02-09": {2023, 12, false, 30},
		"2024-02-10": {2024, 1, false, 1},
		"2024-09-17": {2024, 8, false, 15},
		"2025-07-25": {2025, 6, true, 1},
		"2026-02-17": {2026, 1, false, 1},
		"2026-09-25": {2026, 8, false, 15},
		"2026-11-15": {2026, 10, false, 7},
		"2033-12-22": {2033, 11, true, 1},
		"2034-02-19": {2034, 1, false, 1},
		"2057-09-29": {2057, 9, false, 1},
		"2100-02-09": {2100, 1, false, 1},
		"2101-01-28": {2100, 12, false, 29},
	} {
		if got, ok := Lunar(day(s)); !ok || got != want {
			t.Errorf("%s: got %v, %t, want %v", s, got, ok, want)
		}
	}
	for _, s := range []string{"1900-01-30", "2101-01-29", "0001-01-01", "9999-12-31"} {
		if got, ok := Lunar(day(s)); ok {
			t.Errorf("%s: got %v, want none", s, got)
		}
	}
}

func TestNextTerm(t *testing.T) {
	for s, want := range map[string][2]int{
		"1900-02-04": {2, 0}, // 立春
		"1951-12-23": {23, 0},
		"2008-04-04": {6, 0}, // 清明
		"2021-02-03": {2, 0},
		"2021-12-21": {23, 0},
		"2024-04-04": {6, 0},
		"2026-11-15": {21, 7},
		"2026-11-22": {21, 0},
		"2026-12-23": {0, 13},
		"2026-12-31": {0, 5},
	} {
		if term, days, ok := NextTerm(day(s)); !ok || term != want[0] || days != want[1] {
			t.Errorf("%s: got %d in %d days, %t, want %v", s, term, days, ok, want)
		}
	}
	if _, _, ok := NextTerm(day("2101-01-10")); ok {
		t.Error("2101-01-10: the terms of 2101 are not known")
	}
}

// TestRules holds the two tables to each other by the rules of GB/T 33661-2017, from the
// reform of 1929 on: every day follows the one before, the winter solstice is in the
// eleventh month, and a month that comes twice has no major term.
func TestRules(t *testing.T) {
	before, _ := Lunar(day("1929-02-09"))
	majors := 0 // in the month
	for at := day("1929-02-10"); at.Before(day("2101-01-01")); at = at.AddDate(0, 0, 1) {
		now, ok := Lunar(at)
		if !ok {
			t.Fatalf("%v: no date", at)
		}
		if now.Day == 1 {
			if before.Leap && majors > 0 {
				t.Errorf("%v: leap month with a major term", before)
			}
			if before.Day != 29 && before.Day != 30 {
				t.Errorf("%v: the month before has %d days", at, before.Day)
			}
			majors = 0
		} else if now.Day != before.Day+1 || now.Month != before.Month || now.Leap != before.Leap {
			t.Errorf("%v follows %v", now, before)
		}
		if term, days, _ := NextTerm(at); days == 0 && term%2 == 1 {
			majors++
			if term == 23 && (now.Month != 11 || now.Leap) {
				t.Errorf("%v: the winter solstice is in month %d", at, now.Month)
			}
		}
		before = now
	}
}
