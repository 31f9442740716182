// Package almanac is the traditional Chinese calendar: the lunar date of a day, and the
// solar terms. It needs no network and knows the days from 1900-01-31 to 2101-01-28.
//
// Its rules are those of GB/T 33661-2017: a month begins on the day of the new moon and
// has 29 or 30 days, the winter solstice lies in the eleventh month, and a year of
// thirteen months repeats the number of the first month without a major solar term. Days
// begin at midnight in Beijing. The rules lead to tables, and table.go holds them.
//
// All functions may be called at the same time.
package almanac

import "time"

// Terms is how many solar terms a year has.
const Terms = 24

// Date is a day of the lunar calendar.
type Date struct {
	Year  int  // of the common era in which the lunar year begins
	Month int  // 1 to 12
	Leap  bool // it is the second month of that number
	Day   int  // 1 to 30
}

// Lunar is the lunar date of the day that t shows in its own zone; false outside the
// range of this package.
func Lunar(t time.Time) (Date, bool) {
	y := t.Year()
	days := t.YearDay()
	if first, ok := newYear(y); !ok || days < first {
		y-- // the lunar year before has not ended
		days += time.Date(y, time.December, 31, 0, 0, 0, 0, time.UTC).YearDay()
	}
	first, ok := newYear(y)
	if !ok {
		return Date{}, false
	}
	days -= first // since the first day of the lunar year
	lunar := years[y-firstYear]
	d := Date{Year: y, Month: 1}
	for i := 0; ; i++ {
		length := 29 + int(lunar.long>>i&1)
		if days < length {
			d.Day = days + 1
			return d, y < lastYear || i < 12
		}
		days -= length
		switch {
		case d.Month == lunar.leap && !d.Leap:
			d.Leap = true
		default:
			d.Month++
			d.Leap = false
		}
	}
}

// newYear is the first day of a lunar year as a day of the common year, from 1; false
// outside the tables.
func newYear(year int) (day int, ok bool) {
	if year < firstYear || year > lastYear {
		return 0, false
	}
	return years[year-firstYear].begins, true
}

// NextTerm is the solar term that begins on the day that t shows in its own zone, or the
// next after it: from 0, which is 小寒, to 23, 冬至, and in how many days it begins. It is
// false outside the range of this package.
func NextTerm(t time.Time) (term, days int, ok bool) {
	if _, ok := Lunar(t); !ok {
		return 0, 0, false
	}
	today := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	for term := 2 * (int(t.Month()) - 1); ; term++ {
		year, of := t.Year()+term/Terms, term%Terms
		if year > lastYear {
			return 0, 0, false
		}
		begins := time.Date(year, time.Month(of/2+1), termDay(year, of), 0, 0, 0, 0, time.UTC)
		if !begins.Before(today) {
			return of, int(begins.Sub(today).Hours() / 24), true
		}
	}
}

// termDay is the day of the month on which a solar term of a year begins; its month is
// the one that has it and its neighbour.
func termDay(year, term int) int {
	return earliest[term] + int(years[year-firstYear].terms>>(2*term)&3)
}
