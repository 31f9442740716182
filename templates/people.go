package templates

import (
	"strconv"
	"strings"
)

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

// Tally is a count as it is set: "12.8万".
type Tally struct{ Name, Count string }

// maxGiven is how many counts a card shows.
const maxGiven = 3

// Given are the reactions that anybody left, those whose count is not 0; of
// more than three the first.
func (d *Data) Given() []Tally {
	var given []Tally
	for _, r := range d.Reactions {
		if r.Count > 0 && len(given) < maxGiven {
			given = append(given, Tally{r.Name, d.Words().round(r.Count)})
		}
	}
	return given
}

// round writes a count of at most 1e9 in few characters, to a tenth and never
// upwards: no reader is counted who was not there.
func (w *Words) round(count int) string {
	for _, u := range w.Units {
		if count < u.From {
			continue
		}
		tenths := count / (u.From / 10)
		s := strconv.Itoa(tenths / 10)
		if tenths%10 > 0 && tenths < 1000 {
			s += "." + strconv.Itoa(tenths%10)
		}
		return s + u.Word
	}
	return strconv.Itoa(count)
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
