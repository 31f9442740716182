package lenient

import (
	"html"
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/net/idna"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// address reads the address of a page. One that is right stays as it is written.
func address(v any) (any, string) {
	s, ok := v.(string)
	if !ok {
		return nil, "must be an address in a string, not " + KindOf(v)
	}
	if s = unwrapped(s); s == "" {
		return nil, ""
	}
	if strictjson.CheckURL(s) == "" {
		return s, ""
	}
	return absolute(s, nil)
}

// picture reads the address of a picture, relative to base, which may be nil. So
// that one picture has one address, all of it is encoded (RFC 3986, section 2.1).
func picture(v any, base *url.URL) (any, string) {
	switch inner := v.(type) {
	case map[string]any:
		for _, name := range []string{"url", "src"} {
			if s, ok := inner[name].(string); ok {
				return picture(s, base)
			}
		}
	case []any:
		why := ""
		for _, element := range inner {
			found, wrong := picture(element, base)
			if found != nil {
				return found, ""
			}
			if why == "" {
				why = wrong
			}
		}
		return nil, why
	case string:
		s := unwrapped(inner)
		if s == "" || article.IsSampleCover(s) || article.IsStoredCover(s) {
			return orNil(s), ""
		}
		return absolute(s, base)
	}
	if IsNone(v) {
		return nil, ""
	}
	return nil, "must be an address in a string, not " + KindOf(v)
}

// unwrapped is an address without what it was wrapped in on its way: white space
// around it and line breaks in it (URL Standard, section 4.4), and HTML's escapes.
func unwrapped(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(html.UnescapeString(s))
}

// absolute makes an address that may be shown of one that is relative or has
// characters that no address has.
func absolute(s string, base *url.URL) (any, string) {
	s = strings.ReplaceAll(s, `\`, "/") // as browsers do
	if strings.HasPrefix(s, "www.") {
		s = "https://" + s
	}
	if strings.HasPrefix(s, "//") && base == nil {
		s = "https:" + s
	}
	u, err := url.Parse(encodePercents(s))
	if err != nil {
		return nil, rightAddress
	}
	if !u.IsAbs() {
		if base == nil {
			return nil, rightAddress
		}
		u = base.ResolveReference(u)
	}
	if u.Host, err = asciiHost(u.Host); err != nil {
		return nil, rightAddress
	}
	u.RawQuery = encodeQuery(u.RawQuery)
	whole := u.String()
	if why := strictjson.CheckURL(whole); why != "" {
		return nil, why
	}
	return whole, ""
}

const rightAddress = "must be an http or https address such as https://news.example/a.jpg"

// encodePercents encodes each % that begins no encoded byte.
func encodePercents(s string) string {
	isHex := func(i int) bool { return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 }
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '%' && !(isHex(i+1) && isHex(i+2)) {
			b.WriteString("25")
		}
	}
	return b.String()
}

// encodeQuery encodes what no query has: white space, quotes, brackets and bytes
// beyond ASCII.
func encodeQuery(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7F || strings.IndexByte("\"<>`{}|^", c) >= 0 {
			b.WriteByte('%')
			b.WriteByte(digits[c>>4])
			b.WriteByte(digits[c&15])
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// asciiHost is a host as it stands in the DNS; an international name is encoded.
func asciiHost(host string) (string, error) {
	for _, r := range host {
		if r > unicode.MaxASCII {
			return idna.Lookup.ToASCII(host)
		}
	}
	return host, nil
}
