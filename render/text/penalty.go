package text

// Everything that line breaking weighs stands in this file. The words are those
// of Knuth and Plass (Breaking Paragraphs into Lines, 1981): a penalty is for a
// break, demerits are for a line, and the breaks with the least sum are chosen.
// All are in square em: a line that lacks n em of its measure has n² demerits,
// so a penalty of n² is worth a line that is n em shorter. A penalty below 0
// marks a good break. Penalties are preferences: no rule of break.go and no
// count of lines yields to them.

// Demerits of lines (optimal.go).
const (
	demeritsLine       = 1e7  // every line: the fewest lines come first
	demeritsLastResort = 1e10 // a break that a rule keeps closed while there is another, or a line that is too long
	demeritsOrphan     = 1e5  // a last line of one Han character
	// demeritsShortLast is for a last line of less than shortLast em, times the
	// square of what it lacks: a stub below a full paragraph looks like a mistake.
	demeritsShortLast = 4
	shortLast         = 3
	// demeritsShortHeadline is for any line of a headline that is shorter than shortHeadline em.
	demeritsShortHeadline = 12
	shortHeadline         = 3.2
	// Under long lines a last line is short sooner: below one part in shortPart of them, up
	// to shortLongest em; under auto-phrase in shortPhrased.
	shortPart    = 5
	shortPhrased = 3.6
	shortLongest = 5
	// demeritsShrink is for a justified line whose marks give all they can: it
	// reads well, but a line that needs none of it is better.
	demeritsShrink = 0.5
	// demeritsCutSlack is for a line of a text that is cut, times the square of what
	// it lacks beyond maxCutSlack em: the reader loses as much behind the cut.
	demeritsCutSlack = 40
	maxCutSlack      = 2
	// prettyDivisor lessens the penalties of breaks in text-wrap: pretty: text of
	// many lines is read on, so its breaks weigh less than its edge.
	prettyDivisor = 24
	// phraseDivisor is the same for bad breaks under auto-phrase, which is asked for where
	// single lines are read, as in a quotation.
	phraseDivisor = 5
	// prettyInWord is the penalty of a break inside a word in text-wrap: pretty.
	prettyInWord = 40
)

// Penalties of breaks beside punctuation (clause.go).
const (
	penaltySpace    = -48 // after a space typed between Chinese words: the writer's own break
	penaltyStop     = -28 // after 。！？: the sentence ends
	penaltyColon    = -24 // after ： ； and a stroke that parts two headings: a clause ends
	penaltyEmoji    = -24 // after an emoji and a space: it closes what stands before it
	penaltyComma    = -20 // after ，: a clause ends, the sentence goes on
	penaltyDash     = -12 // after a dash of two em, which leads to the second clause
	penaltyListItem = -6  // after 、 and before a dash: a short pause
	penaltyQuote    = -2  // after a closing mark, before an opening one
	penaltyPoint    = 6   // after the point between the parts of a foreign name
	penaltyToEmoji  = 16  // before an emoji, which belongs to what stands before it
	penaltySpeaker  = 24  // between who speaks and what is said: …，专家：
	penaltyVersion  = 24  // between a Latin name and its number: Python 3, iOS 18
)

// Penalties of breaks that part a clause from a few of its characters
// (clause.go).
const (
	penaltyShortPair = 32 // inside “…”, 《…》 or （…） of up to shortPair em: it reads as one word
	penaltyLongPair  = 12 // inside one of up to longPair em: it reads as one phrase
	shortPair        = 8  // em
	longPair         = 12 // em
)

// penaltyClauseEdge is for a break that parts so many em from the pause before
// or behind them, which would stand alone on the line of the neighbouring clause:
// 最后一|班岗，灯还是我来点.
var penaltyClauseEdge = [...]float64{0, 40, 32, 18}

// Penalties of breaks under word-break: auto-phrase, CSS Text 4 §5.2 (phrase.go).
const (
	penaltyInWord        = 150 // inside a word
	penaltyParted        = 80  // the least penalty that is worth one line more
	penaltyMeasureWord   = 40  // inside a Chinese number or a date, before a measure word
	penaltyParticle      = 110 // before a particle that belongs to what precedes it
	penaltySuffix        = 40  // before a character that often ends a longer word than the list has
	penaltyComplement    = 32  // between a verb and the character that completes it: 看|懂
	penaltyPrefix        = 44  // after a character that often begins a longer word than the list has: 可再生
	penaltyNameEnd       = 12  // before a last character that is no word: the end of a name
	penaltyPostposition  = 60  // before 里, 上, 后 and such, which follow a noun but may begin a word too
	penaltyName          = 60  // inside what looks like a name that the list lacks
	penaltyUnknown       = 32  // between two characters that are no word: often one that the list lacks
	penaltyCountedOne    = 48  // between a measure word and the one character that it counts: 一条|街
	penaltyCounted       = 24  // between a measure word and what else it counts
	penaltyDeterminer    = 28  // after 每, 这, 某, and between 最后 and a number
	penaltyKind          = 20  // after a word that says which kind of what follows
	penaltyCoverb        = 40  // after a preposition of one character
	penaltyAdverb        = 32  // after an adverb of one character
	penaltyModal         = 14  // after 是, 有, 会 and such
	penaltyLeadingWord   = 8   // after a preposition or adverb of two characters
	penaltySingle        = 14  // after another word of one character
	penaltyLastOfPhrase  = 20  // before a word of one character after which a new phrase starts
	penaltyLone          = 6   // before another word of one character
	penaltyBeforeNumber  = 4   // before a number, which often completes what precedes it
	penaltyAroundPhrases = -2  // before a conjunction, after 的: between two phrases
)

// Demerits of a headline under --card-fit, set smaller than it could be or in
// more lines than it needs because its breaks are then better (headline.go). Of
// the natural logarithm d of the ratio of sizes, a smaller size has
// demeritsSize·d + demeritsSize2·d²: 6 for a size 5 % smaller, 17 for 10 %, 35
// for 15 %. As it depends on d alone and grows faster than d, allowing a larger
// size makes no headline smaller.
const (
	demeritsSize      = 66
	demeritsSize2     = 900
	demeritsExtraLine = 40  // one line more than the headline needs
	demeritsUneven    = 0.5 // each line, per em² that it lacks of the longest
	demeritsStub      = 32  // a line that is shorter than stubPart of the longest
	demeritsHole      = 24  // a space that parts two headings and stands within a line
	stubPart          = .42
)

// penalty is the penalty of ending a line before unit b.
func (p *Paragraph) penalty(b int) float64 {
	if p.penalties != nil {
		return p.penalties[b]
	}
	p.penalties = make([]float64, len(p.units)+1)
	phrases, clauses := p.phrasePenalties(), p.clausePenalties()
	prev := -1 // the last unit with text
	for i := range p.units {
		if !p.units[i].inText() {
			continue
		}
		// The opportunity stands before the start edges of what follows.
		for k := i; prev >= 0 && k > prev; k-- {
			if p.breaks[k] != noBreak {
				p.penalties[k] = p.neighbourPenalty(prev, i)
				at := p.units[i].start
				if p.penalties[k] += clauses[at]; phrases != nil && p.units[prev].end == at {
					p.penalties[k] += phrases[at]
				}
			}
		}
		prev = i
	}
	return p.penalties[b]
}
