package template

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Hash identifies the files that the template was loaded from: its own, the style sheets
// it links and these import, the partials it puts in, and the faces these bring, by their contents.
// Templates that draw differently have different hashes, but for the picture files they
// refer to: an action may put an address together, so nobody knows them before a card is
// drawn. It has 64 hex digits.
func (t *Template) Hash() string { return t.hash }

// hash hashes a source with the partials of those names and the faces of its sheets.
func (s *source) hash(partials []string, faces string) string {
	sum := sha256.New()
	add := func(name, text string) { _, _ = fmt.Fprintf(sum, "%q %d\n%s\n", name, len(text), text) }
	add(s.file, string(s.text))
	for _, st := range s.styles {
		if st.file != s.file { // else it is part of the text
			add(st.file, st.text)
		}
	}
	for _, st := range s.imported {
		add(st.file, st.text)
	}
	for _, p := range s.partials {
		if slices.Contains(partials, p.name) {
			add(p.file, p.text)
		}
	}
	add("faces", faces)
	return hex.EncodeToString(sum.Sum(nil))
}
