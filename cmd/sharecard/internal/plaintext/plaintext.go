// Package plaintext makes plain text of what systems hand over as text: HTML in a
// field of an API, entities that were escaped twice, characters that show nothing.
package plaintext

import (
	"html"
	"regexp"
	"strings"
	"unicode"

	markup "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// MaxBytes is how much of a text is looked at; what may be stored is shorter.
const MaxBytes = 64 << 10

// Strip resolves the entities of s, also those that were escaped twice, and removes
// its markup; where blocks of that end, a line ends.
func Strip(s string) string { return strings.Join(paragraphs(s), "\n") }

// Line makes one line of s: entities are resolved, also those that were escaped
// twice, markup is removed, white space of any kind is one space, and characters
// that show nothing go. An ideographic space between words stays.
func Line(s string) string {
	return tidy(strings.ReplaceAll(Strip(s), "\n", " "))
}

// Lines is [Line] for a text of several lines: where blocks of the markup end, and
// at line breaks outside of markup, a line ends. Empty lines go.
func Lines(s string) string {
	var lines []string
	for _, p := range paragraphs(s) {
		for line := range strings.SplitSeq(p, "\n") {
			if line = tidy(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	return strings.Join(lines, "\n")
}

// paragraphs returns what stands between the edges of blocks in a text that is
// markup; another text is one paragraph with its line breaks.
func paragraphs(s string) []string {
	s = strings.ToValidUTF8(s[:min(len(s), MaxBytes)], "")
	for range 2 {
		if !strings.Contains(s, "&") {
			break
		}
		s = html.UnescapeString(s)
	}
	if !isMarkup.MatchString(s) {
		return []string{lineBreaks.Replace(s)}
	}
	return blocks(s)
}

var (
	// isMarkup tells markup from prose about it: something is closed, or breaks.
	isMarkup = regexp.MustCompile(`(?i)</[a-z][a-z0-9]*\s*>|<(?:br|p|img|hr)(?:\s[^<>]*)?/?>`)

	lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")
)

// blocks returns the texts between the edges of block elements and line breaks.
// White space in markup is a space, line breaks too.
func blocks(s string) []string {
	var (
		found  []string
		b      strings.Builder
		unseen atom.Atom // the element whose text is not to be seen, while inside it
	)
	end := func() {
		found = append(found, strings.ReplaceAll(lineBreaks.Replace(b.String()), "\n", " "))
		b.Reset()
	}
	for z := markup.NewTokenizer(strings.NewReader(s)); ; {
		kind := z.Next()
		if kind == markup.ErrorToken { // the end; a tokenizer of a string has no other error
			end()
			return found
		}
		if kind == markup.TextToken {
			if unseen == 0 {
				b.Write(z.Raw()) // its entities are resolved already
			}
			continue
		}
		name, _ := z.TagName()
		switch tag := atom.Lookup(name); {
		case kind == markup.EndTagToken && tag == unseen:
			unseen = 0
		case kind == markup.StartTagToken && unseen == 0 && (tag == atom.Script || tag == atom.Style || tag == atom.Template):
			unseen = tag
		case ends(tag):
			end()
		}
	}
}

// ends reports whether a line ends at an element's edges.
func ends(tag atom.Atom) bool {
	switch tag {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Blockquote, atom.Tr, atom.Table,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Figure, atom.Figcaption, atom.Hr, atom.Pre, atom.Dd, atom.Dt:
		return true
	}
	return false
}

// tidy collapses white space and drops what shows nothing. U+200C and U+200D stay:
// scripts and emoji need them.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u3000':
			return r
		case unicode.IsSpace(r), unicode.Is(unicode.Cc, r):
			return ' '
		case r == '\u00AD', r == '\u200B', r == '\u2060', r == '\uFEFF', unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, strictjson.StripBidi(s))
	var b strings.Builder
	for i, r := range s {
		if r == ' ' && (i == 0 || s[i-1] == ' ') {
			continue
		}
		b.WriteRune(r)
	}
	return strings.TrimSpace(b.String())
}
