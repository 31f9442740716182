package extract

import (
	"encoding/json"
	"strings"
)

// decodeLoosely reads JSON as scripts have it: one value or several, with
// comments, commas before a closing bracket, line breaks inside strings, a
// semicolon or what hides the text from old browsers around it. What is beyond
// repair ends the list.
func decodeLoosely(script string) []any {
	values, err := decodeAll(spaces.Replace(script))
	if err != nil {
		values, _ = decodeAll(tidyJSON(hiding.Replace(script)))
	}
	return values
}

func decodeAll(s string) (values []any, err error) {
	d := json.NewDecoder(strings.NewReader(s))
	for len(values) < mostObjects && d.More() {
		var v any
		if err := d.Decode(&v); err != nil {
			return values, err
		}
		values = append(values, v)
	}
	return values, nil
}

var (
	// spaces takes the line breaks out of strings.
	spaces = strings.NewReplacer("\r", " ", "\n", " ", "\t", " ")
	// hiding is what keeps a script from old browsers and XML readers.
	hiding = strings.NewReplacer("//<![CDATA[", "", "// <![CDATA[", "", "/*<![CDATA[*/", "", "/* <![CDATA[ */", "", "<![CDATA[", "",
		"//]]>", "", "// ]]>", "", "/*]]>*/", "", "/* ]]> */", "", "]]>", "", "<!--", "", "//-->", "", "-->", "")
)

// tidyJSON removes what JSON does not allow: comments, semicolons and commas
// before a closing bracket outside strings, control characters and needless
// escapes inside them.
func tidyJSON(s string) string {
	out := make([]byte, 0, len(s))
	quoted := false
	comma := -1 // where the last comma stands in out, if only space followed
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c < ' ':
			c = ' '
		case quoted && c == '\\' && i+1 < len(s):
			i++
			if strings.IndexByte(`"\/bfnrtu`, s[i]) >= 0 {
				out = append(out, c)
			}
			out = append(out, s[i])
			continue
		case c == '"':
			quoted = !quoted
		case quoted:
		case strings.HasPrefix(s[i:], "/*"):
			i = skipPast(s, i+2, "*/")
			continue
		case strings.HasPrefix(s[i:], "//"):
			i = skipPast(s, i+2, "\n")
			continue
		case c == ';':
			continue
		case (c == '}' || c == ']') && comma >= 0:
			out[comma] = ' '
		}
		switch {
		case c == ',' && !quoted:
			comma = len(out)
		case c != ' ':
			comma = -1
		}
		out = append(out, c)
	}
	return string(out)
}

// skipPast is the index of the last byte of mark in s from i on, or of s.
func skipPast(s string, i int, mark string) int {
	if n := strings.Index(s[i:], mark); n >= 0 {
		return i + n + len(mark) - 1
	}
	return len(s)
}
