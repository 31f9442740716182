package queue

import "time"

// Stores keep times as microseconds since 1970, of which 0 is the zero time, and what is
// true or false as 1 or 0.

// Time reads a time as stores keep it.
func Time(micro int64) time.Time {
	if micro == 0 {
		return time.Time{}
	}
	return time.UnixMicro(micro).UTC()
}

// Micro writes a time as stores keep it.
func Micro(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// Flag writes what is true or false as stores keep it.
func Flag(is bool) int {
	if is {
		return 1
	}
	return 0
}
