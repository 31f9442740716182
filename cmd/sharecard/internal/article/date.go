package article

import (
	"errors"
	"time"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// Date is when an article was published: a moment with its own offset, or a day of
// which nobody told the hour. It is kept as it was written and is a string in
// JSON: an RFC 3339 time or a full-date (RFC 3339, section 5.6). The zero value
// means that it is unknown.
type Date struct {
	at  time.Time // in its own offset; of a day, its first instant in UTC
	day bool
}

// At is the moment t, in t's offset. The zero time gives the zero Date.
func At(t time.Time) Date {
	if t.IsZero() {
		return Date{}
	}
	return Date{at: strictjson.InOwnOffset(t)}
}

// DayOf is a day of the calendar.
func DayOf(year int, month time.Month, day int) Date {
	return Date{at: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), day: true}
}

// IsZero reports that the date is unknown.
func (d Date) IsZero() bool { return d.at.IsZero() }

// IsDay reports that it is a day without an hour.
func (d Date) IsDay() bool { return d.day }

// In is the moment in its own offset, or the first instant that the day has in
// zone. It is the zero time where the date is unknown.
func (d Date) In(zone *time.Location) time.Time {
	if !d.day {
		return d.at
	}
	return time.Date(d.at.Year(), d.at.Month(), d.at.Day(), 0, 0, 0, 0, zone)
}

// String is the date as JSON has it, "" where it is unknown.
func (d Date) String() string {
	switch {
	case d.IsZero():
		return ""
	case d.day:
		return d.at.Format(time.DateOnly)
	}
	return d.at.Format(time.RFC3339Nano)
}

// MarshalText implements [encoding.TextMarshaler].
func (d Date) MarshalText() ([]byte, error) {
	if d.day {
		if year := d.at.Year(); year < 0 || year > 9999 {
			return nil, errors.New("a year has four digits")
		}
		return []byte(d.String()), nil
	}
	return d.at.MarshalText()
}

var errDate = errors.New("must be an RFC 3339 time such as 2024-05-01T09:30:00+08:00, or a day such as 2024-05-01")

// UnmarshalText implements [encoding.TextUnmarshaler]. The error says what would
// be right.
func (d *Date) UnmarshalText(text []byte) error {
	if day, err := time.Parse(time.DateOnly, string(text)); err == nil && day.Year() >= 1000 {
		*d = Date{at: day, day: true}
		return nil
	}
	var at time.Time
	if err := at.UnmarshalText(text); err != nil || at.Year() < 1000 {
		return errDate
	}
	*d = At(at)
	return nil
}

// Offset is the offset in which an article tells times: that of its time of
// publication, else of the first of its items that has one, else otherwise. A
// day has none.
func (a *Article) Offset(otherwise *time.Location) *time.Location {
	if d := a.PublishedAt; !d.IsZero() && !d.day {
		return d.at.Location()
	}
	for _, i := range a.Items {
		if d := i.PublishedAt; !d.IsZero() && !d.day {
			return d.at.Location()
		}
	}
	return otherwise
}
