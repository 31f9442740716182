// Package text sets inline content: it turns the runs, spans and boxes of a
// block into lines of glyphs. Chinese comes first: its rules hold where
// browsers break them.
//
//	s := text.NewShaper(fonts.Builtin())
//	p := s.NewParagraph(blockStyle, items) // a layout.Content
//	in := p.Layout(width, layout.Bounds{})
//
// A paragraph is made in stages, one file each:
//
//	collapse.go  items → one text; white-space, text-transform, hostile characters
//	itemise.go   bidi levels, scripts and a face for every grapheme cluster
//	shape.go     runs → glyphs, in font units and from a shared cache
//	unit.go      clusters, boxes and span edges as one list of units
//	space.go     trimmed punctuation and Han–Latin gaps
//	break.go     where a line may end: UAX #14, CSS, browser.go where that leaves
//	             it open (line-break: auto), then chinese.go (strict)
//
// and, once for every width that is asked for,
//
//	measure.go   prefix sums, so that the width of any line is known at once
//	greedy.go    text-wrap: wrap, as browsers do it
//	optimal.go   text-wrap: balance and pretty; linecount.go where the number of
//	             lines is given
//	beside.go    lines in the room that floats leave, one by one; besideoptimal.go
//	             balance and pretty there, where all lines are alike
//	penalty.go   what optimal breaks weigh: beside punctuation and in clauses
//	             (clause.go), in words and numbers (phrase.go), between words (tie.go),
//	             in a line
//	fit.go       --card-fit; headline.go the size of a balanced headline, fittext.go
//	             that of a text
//	clamp.go     line-clamp, text-overflow, --card-clamp; wholetext.go the ends of
//	             sentences and clauses
//	lines.go     the place of every unit; linebox.go heights, justify.go
//	emit.go      glyph runs, boxes of spans, decoration.go (skipink.go)
//	ruby.go      annotations beside their bases; rubyline.go their places on a line
//
// # Chinese
//
// Which property switches what: line-break: strict the rules for line edges,
// dashes, numbers and names in text of lang zh; text-spacing-trim: any value
// but space-all the trimming of adjacent marks, trim-both (which browsers do
// not know) also half width at both edges of a line and of ？！;
// text-autospace the gap between Han and Latin; text-wrap: balance or pretty
// that no last line is one Han character. A mark is trimmed by where its ink
// stands, so that the centred marks of Traditional Chinese and Japanese keep
// their width.
//
// Where this package leaves the browsers in spite of CSS's own properties:
// text-autospace adds nothing beside ASCII punctuation (Chromium does, the
// rules of Chinese composition do not), and an ellipsis in Chinese cuts no word
// or number and leaves no opening mark or comma before it. Under --card-clamp: sentence
// a cut text that ends with a clause which reads as a sentence gets its full stop.
//
// # As browsers
//
// With line-break: auto and text-wrap: wrap the lines are Chromium's, but for
// the gaps beside ASCII punctuation: chromium_test.go holds 10,000 layouts of
// Chinese titles and summaries to it with and without text-autospace, and those
// of nine other languages, with the place of every cluster where text runs from
// right to left. Thai is set, but broken at spaces only.
//
// # Optimal breaks
//
// text-wrap: balance and pretty weigh every allowed break by a penalty
// (penalty.go, in square em). A space typed between Chinese words is the best
// break of all, then stops, then commas. What stands between a short pair of
// marks (“知天而作”) and the first or last characters of a clause (班岗，) stay
// with their line (clause.go). Under word-break: auto-phrase (phrase.go) a break
// inside a word or number has a penalty, and so has one before a measure word, after
// a preposition and between other words that belong together (tie.go); words come from package words, and those of [Shaper.Keep]
// are parted only where a line has no other break. A balanced text then takes one
// line more rather than part a word, where line-clamp and the height of its block
// leave room.
//
// # Fitting a headline
//
// --card-fit: MIN MAX LINES sets a text as large as fits into LINES, or into those of
// line-clamp where they are fewer. With
// text-wrap: balance, size and breaks are chosen together (headline.go):
//
//	守塔人：最后一 | 班岗，灯还是我来点    at 104 px, the largest that fits
//	守塔人：最后一班岗，| 灯还是我来点    at 98 px, what is set
//
// Up to a quarter of the size that fits goes where better breaks are worth it: 10 %
// to keep what belongs together on one line, 15 % to leave no clause with two characters
// on the line of its neighbour, a quarter to part no word. Where a headline needs fewer lines than LINES at that size,
// it may take one more for the same reason. It never takes more than LINES,
// never goes below MIN, and is never smaller for a larger MAX. Sizes are judged
// without shaping the text again where all widths in it grow with the size, so a
// fitted headline costs two paragraphs. A text under text-wrap: pretty and word-break:
// auto-phrase gives up its size in the same way, down to MIN and in no more lines.
//
// Under --card-clamp: sentence a text that is cut ends with a sentence, or else with a
// clause that reads as one (wholetext.go). It ends a sentence sooner where its lines are
// so full that one would end inside a word, as long as half of it stays.
package text
