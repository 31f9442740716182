package templates

import (
	"slices"
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

// Byline is [Data.By], and tells of authors who took the picture too.
func (d *Data) Byline() string {
	for _, author := range d.Authors {
		if author != "" && d.Picture() != "" && strings.Contains(d.CoverInfo.Credit, author) {
			return d.Words().TextAndPicture + " " + d.By()
		}
	}
	return d.By()
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

// picturedBy names whoever made a picture: with a role where the credit is a bare
// name, which could be anybody's.
func (w *Words) picturedBy(credit string) Credit {
	c := Credit{Name: credit}
	if !slices.ContainsFunc(w.PictureSigns, func(sign string) bool { return strings.Contains(strings.ToLower(credit), sign) }) {
		c.Role = w.PictureBy
	}
	return c
}

// PictureCredit names whoever made the picture that is shown, "陈砚 摄" or "图 白川"; ""
// where there is no picture or nobody is named.
func (d *Data) PictureCredit() string {
	if d.Picture() == "" || d.CoverInfo.Credit == "" {
		return ""
	}
	c := d.Words().picturedBy(d.CoverInfo.Credit)
	return strings.TrimSpace(c.Role + " " + c.Name)
}

// Colophon lists who worked on the article beside its authors: whoever made the
// picture that is shown, and the editor; with AllCredits all others too. Nobody is
// named twice.
func (d *Data) Colophon() []Credit {
	named := strings.Join(d.Authors, "\n") + "\n" + d.CoverInfo.Credit
	var people []Credit
	add := func(c Credit) {
		if c.Name != "" && !strings.Contains(named, c.Name) {
			people = append(people, c)
			named += "\n" + c.Name
		}
	}
	w := d.Words()
	if d.Picture() != "" {
		if d.CoverInfo.Credit != "" && d.Byline() == d.By() {
			people = append(people, w.picturedBy(d.CoverInfo.Credit))
		}
	}
	for _, c := range d.Credits {
		photographer := d.Picture() != "" && d.CoverInfo.Credit == "" && slices.Contains(w.Photographer, c.Role)
		if d.AllCredits || photographer {
			add(c)
		}
	}
	add(Credit{Role: w.Editor, Name: d.Editor})
	return people
}
