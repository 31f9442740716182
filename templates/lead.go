package templates

import (
	"strings"
	"unicode"
)

const (
	// maxRepeated is how many words of a first sentence, each Chinese character being one,
	// are compared with the title.
	maxRepeated = 120
	// saidOfTitle and saidOfSentence are the parts of the title that the first sentence
	// says again, and of the sentence that the title says, from which it is left out.
	saidOfTitle    = 0.8
	saidOfSentence = 0.6
	// leastLead is how many words must be left of the summary.
	leastLead = 8
)

// Lead is the summary without a first sentence that only says the title again, to stand
// under the title; all of it where no other whole sentence would be left.
func (d *Data) Lead() string {
	end := sentenceEnd(d.Summary)
	sentence, rest := d.Summary[:end], strings.TrimSpace(d.Summary[end:])
	left := wordsOf(rest)
	if len(left) < leastLead || sentenceEnd(rest) == len(rest) && !endsSentence(rest) {
		return d.Summary
	}
	title, said := wordsOf(d.Title), wordsOf(sentence)
	if len(said) > maxRepeated || len(title) > 2*maxRepeated {
		return d.Summary
	}
	same := float64(commonWords(title, said))
	if same < saidOfTitle*float64(len(title)) || same < saidOfSentence*float64(len(said)) {
		return d.Summary
	}
	return rest
}

// sentenceStops end a sentence; sentenceClosers may stand behind them.
const (
	sentenceStops   = "。！？!?"
	sentenceClosers = "”’」』）)\""
)

// sentenceEnd is where the first sentence ends, in bytes.
func sentenceEnd(text string) int {
	i := strings.IndexAny(text, sentenceStops+"\n")
	if i < 0 {
		return len(text)
	}
	return len(text) - len(strings.TrimLeft(text[i:], sentenceStops+sentenceClosers+"\n"))
}

// endsSentence reports a text that ends as a sentence does.
func endsSentence(text string) bool {
	bare := strings.TrimRight(text, sentenceClosers)
	return bare != strings.TrimRight(bare, sentenceStops)
}

// wordsOf are the words of a text without its marks: every ideograph, kana or hangul, and
// what stands between them of other letters and digits.
func wordsOf(text string) []string {
	var words []string
	joins := false // to the word before
	for _, r := range text {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			joins = false
		case isHan(r):
			words, joins = append(words, string(r)), false
		case joins:
			words[len(words)-1] += string(r)
		default:
			words, joins = append(words, string(r)), true
		}
	}
	return words
}

// commonWords is how many words two texts have in common in the same order: the length
// of their longest common subsequence.
func commonWords(a, b []string) int {
	most := make([]int, len(b)+1) // of what was read of a, and the first words of b
	for _, w := range a {
		before := 0 // of one word less of both
		for j, v := range b {
			here := most[j+1]
			if w == v {
				most[j+1] = max(here, before+1)
			} else {
				most[j+1] = max(here, most[j])
			}
			before = here
		}
	}
	return most[len(b)]
}
