package extract

import (
	"bytes"
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// prescan is how far a charset declaration is looked for. Browsers stop at
// 1,024 bytes; saved pages have been seen with longer comments before it.
const prescan = 4096

// surelyUTF8 is how many well-formed sequences of several bytes make it certain
// that a text is UTF-8, whatever it declares: each pair of GBK bytes passes for
// one with a chance of about 1 in 13.
const surelyUTF8 = 8

// decode turns a page into UTF-8. A byte order mark counts most, then what the
// bytes are for certain, then the HTTP header, then the meta element; a text
// that declares nothing and is not UTF-8 is taken for GB18030, which holds GBK
// and GB2312, or for Windows-1252 where that leaves more holes than characters.
func decode(page []byte, contentType string) string {
	switch {
	case bytes.HasPrefix(page, []byte("\xEF\xBB\xBF")):
		return strings.ToValidUTF8(string(page[3:]), "\uFFFD")
	case bytes.HasPrefix(page, []byte("\xFE\xFF")), bytes.HasPrefix(page, []byte("\xFF\xFE")):
		e, _, _ := charset.DetermineEncoding(page, "")
		return decodeWith(e, page)
	}
	if utf8.Valid(page) && multibyte(page) >= surelyUTF8 {
		return string(page)
	}
	if e := declared(page, contentType); e != nil {
		return decodeWith(e, page)
	}
	if utf8.Valid(page) {
		return string(page)
	}
	text := decodeWith(simplifiedchinese.GB18030, page)
	holes, han := 0, 0
	for _, r := range text {
		switch {
		case r == utf8.RuneError:
			holes++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	if holes > han {
		return decodeWith(charmap.Windows1252, page)
	}
	return text
}

// multibyte counts sequences of several bytes, up to surelyUTF8.
func multibyte(text []byte) int {
	n := 0
	for i := 0; i < len(text) && n < surelyUTF8; i++ {
		if text[i] >= 0xC0 {
			n++
		}
	}
	return n
}

// declared is the encoding that the header or the page names, other than
// UTF-8; nil if there is none.
func declared(page []byte, contentType string) encoding.Encoding {
	header := ""
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil {
		header = parameters["charset"]
	}
	for _, label := range []string{header, metaCharset(page[:min(len(page), prescan)])} {
		switch e, name := charset.Lookup(label); name {
		case "utf-8", "replacement", "x-user-defined", "":
		case "gbk":
			return simplifiedchinese.GB18030
		default:
			return e
		}
	}
	return nil
}

// metaCharset finds charset=… in the first meta element that has one.
func metaCharset(head []byte) string {
	lower := bytes.ToLower(head)
	for {
		i := bytes.Index(lower, []byte("<meta"))
		if i < 0 {
			return ""
		}
		lower = lower[i+len("<meta"):]
		tag := lower
		if end := bytes.IndexByte(tag, '>'); end >= 0 {
			tag = tag[:end]
		}
		if _, after, ok := bytes.Cut(tag, []byte("charset")); ok {
			after = bytes.TrimLeft(after, " \t\r\n=\"'")
			if end := bytes.IndexAny(after, " \t\r\n\"';/"); end >= 0 {
				after = after[:end]
			}
			return string(after)
		}
	}
}

func decodeWith(e encoding.Encoding, page []byte) string {
	text, err := e.NewDecoder().Bytes(page)
	if err != nil { // decoders replace what they cannot read; this is for form's sake
		text = page
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}
