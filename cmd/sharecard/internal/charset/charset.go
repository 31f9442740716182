// Package charset turns the bytes of a page, a feed or an answer into UTF-8.
//
// The encoding is decided for the text as a whole: by its byte order mark, by
// what nearly all of its bytes prove, by what it declares, and last by what its
// bytes look most like (detect.go). A few bad bytes never change that decision;
// each becomes one U+FFFD, as in browsers (WHATWG Encoding, section 4.1).
package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// prescan is how far a declaration is looked for, in bytes. Browsers stop at
// 1,024; saved pages have been seen with longer comments before it.
const prescan = 4096

// Decode returns data in UTF-8. contentType is the HTTP header of that name and
// may be empty; a meta element or an XML declaration in the text is read too.
func Decode(data []byte, contentType string) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return toValid(data[3:])
	case bytes.HasPrefix(data, []byte("\xFE\xFF")), bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data)
	}
	good, bad := sequences(data)
	if bad == 0 && good == 0 && !bytes.Contains(data, []byte{0x1B}) { // ISO-2022-JP is 7 bits wide
		return string(data)
	}
	if provesUTF8(good, bad) {
		return toValid(data)
	}
	for _, label := range []string{headerCharset(contentType), declaredCharset(data[:min(len(data), prescan)])} {
		switch e, name := charset.Lookup(label); {
		case name == "utf-8" && bad <= max(good, 3): // a cut sequence is up to three bad bytes
			return toValid(data)
		case name == "utf-8", name == "replacement", name == "x-user-defined", name == "", strings.HasPrefix(name, "utf-16"):
			// Either the label or its use is wrong: the bytes decide.
		case name == "gbk":
			return decodeWith(simplifiedchinese.GB18030, data)
		default:
			return decodeWith(e, data)
		}
	}
	if good > bad {
		return toValid(data)
	}
	return decodeWith(detect(data), data)
}

// sequences counts the well-formed UTF-8 sequences of several bytes, and the
// bytes that belong to none.
func sequences(data []byte) (good, bad int) {
	for len(data) > 0 {
		if data[0] < utf8.RuneSelf {
			data = data[1:]
			continue
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		data = data[n:]
	}
	return good, bad
}

// provesUTF8 reports whether a text is UTF-8 whatever it declares: each pair of
// GBK bytes passes for a sequence with a chance of about 1 in 13, so that eight
// of them, with hardly a bad byte, prove it.
func provesUTF8(good, bad int) bool { return good >= 8 && bad <= good/20 }

func headerCharset(contentType string) string {
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	return parameters["charset"]
}

// declaredCharset finds the encoding in an XML declaration, or charset=… in the
// first meta element that has one.
func declaredCharset(head []byte) string {
	lower := bytes.ToLower(head)
	if declaration, ok := bytes.CutPrefix(bytes.TrimSpace(lower), []byte("<?xml")); ok {
		declaration, _, _ = bytes.Cut(declaration, []byte("?>"))
		if _, label, ok := bytes.Cut(declaration, []byte("encoding")); ok {
			return value(label)
		}
	}
	for {
		i := bytes.Index(lower, []byte("<meta"))
		if i < 0 {
			return ""
		}
		lower = lower[i+len("<meta"):]
		tag, _, _ := bytes.Cut(lower, []byte(">"))
		if _, label, ok := bytes.Cut(tag, []byte("charset")); ok {
			return value(label)
		}
	}
}

// value is what follows the name of an attribute.
func value(s []byte) string {
	s = bytes.TrimLeft(s, " \t\r\n=\"'")
	if end := bytes.IndexAny(s, " \t\r\n\"';/?"); end >= 0 {
		s = s[:end]
	}
	return string(s)
}

func decodeWith(e encoding.Encoding, data []byte) string {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil { // decoders replace what they cannot read; this is for form's sake
		text = data
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}

// toValid replaces each maximal part of a sequence that is cut short, and each
// other bad byte, by one U+FFFD.
func toValid(data []byte) string {
	if utf8.Valid(data) {
		return string(data)
	}
	return decodeWith(unicode.UTF8, data)
}
