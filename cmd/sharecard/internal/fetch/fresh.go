package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Validators tell whether what is at an address is still what was got from there
// (RFC 9110, section 8.8). The zero value says nothing.
type Validators struct{ ETag, LastModified string }

// maxValidator is how long a validator may be that is sent again, in bytes.
const maxValidator = 256

func validatorsOf(h http.Header) Validators {
	bounded := func(s string) string {
		if len(s) > maxValidator {
			return ""
		}
		return s
	}
	return Validators{ETag: bounded(h.Get("ETag")), LastModified: bounded(h.Get("Last-Modified"))}
}

// apply makes a request conditional (RFC 9110, section 13.1).
func (v Validators) apply(h http.Header) {
	if v.ETag != "" {
		h.Set("If-None-Match", v.ETag)
	}
	if v.LastModified != "" {
		h.Set("If-Modified-Since", v.LastModified)
	}
}

// Unsaid is the freshness of an answer whose host says nothing of it.
const Unsaid time.Duration = -1

// freshness is for how long the host lets an answer be used without asking again,
// for a cache that serves many (RFC 9111, section 4.2.1); 0 where it is to be asked
// each time.
func freshness(h http.Header) time.Duration {
	words := map[string]string{}
	for _, line := range h.Values("Cache-Control") {
		for word := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(word), "=")
			words[strings.ToLower(name)] = strings.Trim(value, `"`)
		}
	}
	for _, never := range []string{"no-store", "no-cache"} {
		if _, said := words[never]; said {
			return 0
		}
	}
	for _, name := range []string{"s-maxage", "max-age"} {
		value, said := words[name]
		if !said {
			continue
		}
		return max(0, seconds(value)-seconds(h.Get("Age")))
	}
	expires := h.Get("Expires")
	if expires == "" {
		return Unsaid
	}
	end, err := http.ParseTime(expires)
	if err != nil { // "0" and the like mean that it has expired
		return 0
	}
	from, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		from = time.Now()
	}
	return max(0, end.Sub(from))
}

// maxSeconds is a year: nobody means longer, and the product does not overflow.
const maxSeconds = 365 * 24 * 60 * 60

// seconds reads a number of seconds; what is none is 0.
func seconds(s string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(s), 10, 63)
	if err != nil {
		return 0
	}
	return time.Duration(min(n, maxSeconds)) * time.Second
}
