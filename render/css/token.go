package css

import (
	"strings"
	"unicode/utf8"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// maxSource bounds a style sheet, in bytes.
const maxSource = 1 << 20

// token is a token of CSS Syntax 3 §4. White space and comments are dropped.
type token struct {
	kind  css.TokenType
	space bool   // white space or a comment stood before it
	text  string // as in the source
	pos   int    // byte offset in the source
}

// tokenize splits src into tokens.
func tokenize(src string) []token {
	toks := make([]token, 0, len(src)/4+1)
	lex := css.NewLexer(parse.NewInputString(src))
	space, pos := false, 0
	for pos < len(src) {
		kind, data := lex.Next()
		if kind == css.ErrorToken && len(data) == 0 {
			break
		}
		switch kind {
		case css.WhitespaceToken, css.CommentToken:
			space = true
		default:
			toks = append(toks, token{kind, space, src[pos : pos+len(data)], pos})
			space = false
		}
		pos += len(data)
	}
	return toks
}

// is reports whether t is the delimiter or punctuation c.
func (t token) is(c string) bool {
	switch t.kind {
	case css.StringToken, css.IdentToken, css.URLToken:
		return false
	}
	return t.text == c
}

// opens and closes tell whether t begins or ends a block or function.
func (t token) opens() bool {
	switch t.kind {
	case css.FunctionToken, css.LeftParenthesisToken, css.LeftBracketToken, css.LeftBraceToken:
		return true
	}
	return false
}

func (t token) closes() bool {
	switch t.kind {
	case css.RightParenthesisToken, css.RightBracketToken, css.RightBraceToken:
		return true
	}
	return false
}

// ident is the lower-cased name of an identifier, or "".
func (t token) ident() string {
	if t.kind != css.IdentToken {
		return ""
	}
	return strings.ToLower(unescape(t.text))
}

// function is the lower-cased name of a function token, or "".
func (t token) function() string {
	if t.kind != css.FunctionToken {
		return ""
	}
	return strings.ToLower(unescape(strings.TrimSuffix(t.text, "(")))
}

// str is the content of a string token.
func (t token) str() string {
	s := t.text
	if s == "" {
		return ""
	}
	quote := s[0]
	s = s[1:]
	if n := len(s); n > 0 && s[n-1] == quote {
		s = s[:n-1]
	}
	return unescape(s)
}

// url is the address of a url() token.
func (t token) url() string {
	_, s, _ := strings.Cut(t.text, "(")
	s = strings.Trim(strings.TrimSuffix(s, ")"), " \t\r\n\f")
	if s != "" && (s[0] == '"' || s[0] == '\'') {
		return token{text: s}.str()
	}
	return unescape(s)
}

// unescape resolves the escapes of CSS Syntax 3 §4.3.7.
func unescape(s string) string {
	if !strings.Contains(s, "\\") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			i++
			continue
		}
		i++
		if i >= len(s) {
			break
		}
		r, n := rune(0), 0
		for n < 6 && i < len(s) && isHex(s[i]) {
			r = r<<4 | rune(hexDigit(s[i]))
			i, n = i+1, n+1
		}
		switch {
		case n > 0:
			if r == 0 || !utf8.ValidRune(r) {
				r = utf8.RuneError
			}
			b.WriteRune(r)
			if i < len(s) && strings.IndexByte(" \t\r\n\f", s[i]) >= 0 {
				i++
			}
		case s[i] == '\n' || s[i] == '\r' || s[i] == '\f':
			i++
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			b.WriteRune(r)
			i += size
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

func hexDigit(c byte) int {
	if c <= '9' {
		return int(c - '0')
	}
	return int(c|0x20-'a') + 10
}

// source maps byte offsets to lines and columns.
type source struct {
	file         string
	text         string
	line, column int     // of the first character; 0 where unknown
	marks        []place // places of every markEvery-th byte, once asked for
}

// place is a line and a column in characters.
type place struct{ line, column int }

// markEvery is the distance of the marks in bytes. It bounds the time of looking
// up a place, also in a source of one long line.
const markEvery = 1 << 10

// at returns the place of byte offset pos, both counted from 1.
func (s *source) at(pos int) (line, column int) {
	if s.line == 0 {
		return 0, 0
	}
	if s.marks == nil {
		p := place{s.line, s.column}
		for i := 0; i <= len(s.text); i += markEvery {
			s.marks = append(s.marks, p)
			p = p.after(s.text[i:min(i+markEvery, len(s.text))])
		}
	}
	pos = min(pos, len(s.text))
	i := pos / markEvery
	p := s.marks[i].after(s.text[i*markEvery : pos])
	return p.line, p.column
}

// after is the place after text.
func (p place) after(text string) place {
	if n := strings.Count(text, "\n"); n > 0 {
		p.line += n
		p.column = 1
		text = text[strings.LastIndexByte(text, '\n')+1:]
	}
	for i := range len(text) {
		if utf8.RuneStart(text[i]) {
			p.column++
		}
	}
	return p
}
