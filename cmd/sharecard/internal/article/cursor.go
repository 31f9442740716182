package article

import (
	"encoding/base64"
	"strconv"
	"strings"
)

// FormatCursor returns the cursor of what follows an article in a list, for a [Store]: at
// is the time of its last change in microseconds since 1970.
func FormatCursor(at int64, id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.FormatInt(at, 36) + " " + id))
}

// ParseCursor reads what [FormatCursor] wrote, or returns [ErrCursor].
func ParseCursor(cursor string) (at int64, id string, err error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	number, id, found := strings.Cut(string(raw), " ")
	at, errNumber := strconv.ParseInt(number, 36, 64)
	if err != nil || errNumber != nil || !found || !ValidID(id) {
		return 0, "", ErrCursor
	}
	return at, id, nil
}
