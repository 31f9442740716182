package templates

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"sharecard/render/text/words"
)

// maxStacked is the longest text that is stacked, in characters, and maxStack how many
// lines it may take.
const (
	maxStacked = 8
	maxStack   = 4
	// worthALine is by how much more another line has to fill.
	worthALine = 1.39
	// stackAdvance is how wide a character of a stack is with the space after it, and
	// stackLeading how high a line, in em.
	stackAdvance = 1.02
	stackLeading = 1.08
	// minStackLine is how many characters a line has at least.
	minStackLine = 2
	// enclitics lean on the word before them.
	enclitics = "的地得了着過过们們等"
)

// StackLine is a line of a stack. Its characters are Size px large at most: each line
// fills the width of the room, but the shorter ones grow only as far as all fit its height.
// A layout makes a line smaller that is too wide at that size (--card-fit).
type StackLine struct {
	Text string
	Size int
}

// Stack breaks the slogan between its words into the lines that fill most of a room of that
// width and height in px: "暴雨红色预警" becomes 暴雨 over 红色预警, of half its size. A text of
// more than eight characters, or of other letters than ideographs, is one line, for the
// layout to break.
func (d *Data) Stack(width, height float64) []StackLine { return stack(d.Slogan(), width, height) }

// Stacked reports whether the slogan is one that [Data.Stack] breaks.
func (d *Data) Stacked() bool { return stackable(d.Slogan()) }

func stackable(text string) bool {
	n := utf8.RuneCountInString(text)
	for _, r := range text {
		if !isHan(r) {
			return false
		}
	}
	return n > 0 && n <= maxStacked
}

// stack breaks a text into lines and gives each its size.
func stack(text string, width, height float64) []StackLine {
	if !stackable(text) {
		return []StackLine{{text, int(height / stackLeading)}}
	}
	runes := []rune(text)
	starts := words.Starts(runes)
	var best []StackLine
	most := 0.0
	for n := 1; n <= maxStack; n++ {
		lines, _ := breakInto(runes, starts, n)
		if lines == nil {
			continue
		}
		candidate := sized(lines, width, height)
		if filled := filledBy(candidate); filled > most*worthALine {
			best, most = candidate, filled
		}
	}
	return best
}

// sized gives each line its size.
func sized(lines []string, width, height float64) []StackLine {
	largest := largestOf(lines, width, height)
	stacked := make([]StackLine, len(lines))
	for i, line := range lines {
		stacked[i] = StackLine{line, int(math.Round(math.Min(fillSize(line, width), largest)))}
	}
	return stacked
}

// filledBy is the area that the characters of a stack fill, in px².
func filledBy(stacked []StackLine) float64 {
	area := 0.0
	for _, line := range stacked {
		area += float64(utf8.RuneCountInString(line.Text)*line.Size) * float64(line.Size)
	}
	return area
}

// fillSize is the size in px at which a line fills the width.
func fillSize(line string, width float64) float64 {
	return width / (stackAdvance * float64(utf8.RuneCountInString(line)))
}

// largestOf is how large characters may be so that all lines fit the height: the lines
// that fill the width with less keep their size and leave the others the rest.
func largestOf(lines []string, width, height float64) float64 {
	sizes := make([]float64, len(lines))
	for i, line := range lines {
		sizes[i] = fillSize(line, width)
	}
	slices.Sort(sizes)
	rest := height / stackLeading
	for i, size := range sizes {
		share := rest / float64(len(sizes)-i)
		if size > share {
			return share
		}
		rest -= size
	}
	return height / stackLeading
}

// breakInto breaks a text into n lines, each starting with a word, whose longest is as
// short as it can be; nil where it cannot be.
func breakInto(text []rune, starts []bool, n int) (lines []string, longest int) {
	if n == 1 {
		return []string{string(text)}, len(text)
	}
	for i := minStackLine; i <= len(text)-minStackLine; i++ {
		if !starts[i] || strings.ContainsRune(enclitics, text[i]) {
			continue
		}
		rest, most := breakInto(text[i:], starts[i:], n-1)
		if rest == nil {
			continue
		}
		if most = max(most, i); lines == nil || most < longest {
			lines, longest = append([]string{string(text[:i])}, rest...), most
		}
	}
	return lines, longest
}
