package upstream

import (
	"bytes"
	"mime"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// inUTF8 is a document in UTF-8, without a byte order mark. A mark counts more than
// the charset that the answer declares.
func inUTF8(document []byte, contentType string) []byte {
	name := ""
	if _, parameters, err := mime.ParseMediaType(contentType); err == nil {
		name = parameters["charset"]
	}
	switch {
	case bytes.HasPrefix(document, []byte("\uFEFF")):
		name = "utf-8"
	case bytes.HasPrefix(document, []byte("\xFF\xFE")):
		name = "utf-16le"
	case bytes.HasPrefix(document, []byte("\xFE\xFF")):
		name = "utf-16be"
	}
	if e, name := charset.Lookup(name); e != nil && name != "utf-8" {
		document = decode(e, document)
	}
	return bytes.TrimPrefix(document, []byte("\uFEFF"))
}

func decode(e encoding.Encoding, document []byte) []byte {
	text, err := e.NewDecoder().Bytes(document)
	if err != nil { // decoders replace what they cannot read; this is for form's sake
		return document
	}
	return text
}
