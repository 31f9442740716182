package templates

import "strings"

// maxBy is how many authors a byline names.
const maxBy = 3

// By names the authors as a byline does, at most three of them: "宋清和 方以舟",
// "Ann Lee, Bo Chen and others".
func (d *Data) By() string {
	w := d.Words()
	if len(d.Authors) > maxBy {
		return strings.Join(d.Authors[:maxBy], w.AuthorSeparator) + w.AndOthers
	}
	return strings.Join(d.Authors, w.AuthorSeparator)
}

// Colophon lists who worked on the article beside its authors: the credits,
// then the editor.
func (d *Data) Colophon() []Credit {
	people := d.Credits[:len(d.Credits):len(d.Credits)]
	if d.Editor != "" {
		people = append(people, Credit{Role: d.Words().Editor, Name: d.Editor})
	}
	return people
}
