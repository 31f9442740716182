package text

// lineRange is one line: the units [a, b).
type lineRange struct{ a, b int }

// greedy fills each line as far as it goes, as text-wrap: wrap does. limit
// stops after that many lines; 0 is no limit.
func (p *Paragraph) greedy(m *measures, width float64, limit int) []lineRange {
	var lines []lineRange
	for a := 0; a < len(p.units) && (limit == 0 || len(lines) < limit); {
		b := p.nextBreak(m, a, width)
		lines = append(lines, lineRange{a, b})
		a = b
	}
	return lines
}

// nextBreak returns the end of the line that starts with unit a: the last
// opportunity that fits, else one inside a word where overflow-wrap allows, else
// the first opportunity there is.
func (p *Paragraph) nextBreak(m *measures, a int, width float64) int {
	best, tried := -1, false
	for b := a + 1; b <= len(p.units); b++ {
		if p.breaks[b] >= mayBreak {
			fits := p.lineWidth(m, a, b) <= width+widthSlack
			if fits {
				best = b
			} else if best < 0 {
				if e := p.emergency(m, a, b, width); e > 0 {
					return e
				}
				return b
			}
			if !fits || p.breaks[b] == mustBreak {
				return best
			}
			continue
		}
		if m.cum[b]-m.cum[a]-m.hang[b] > width+4*p.block.FontSize {
			// Nothing further fits; look for no opportunity far away.
			if best >= 0 {
				return best
			}
			if !tried {
				tried = true
				if e := p.emergency(m, a, b, width); e > 0 {
					return e
				}
			}
		}
	}
	return len(p.units)
}

// emergency returns where to break [a, b), which does not fit and has no
// opportunity; 0 if nowhere. Where overflow-wrap allows a break between any two
// clusters, one between words or signs that fills half of the line goes first;
// then a place that only a preference keeps closed; then any cluster,
// one at least, by the rules for line edges if that can be.
func (p *Paragraph) emergency(m *measures, a, b int, width float64) int {
	var word, resort, byRule, any int
	for e := a + 1; e < b; e++ {
		if e <= int(m.nextTxt[a]) {
			continue
		}
		isResort := p.breaks[e] == lastResort
		anywhere := p.clusterEnd(e) && breaksAnywhere(p.spans[p.units[e-1].span].style)
		if !isResort && !anywhere {
			continue
		}
		w := p.lineWidth(m, a, e)
		fits := w <= width+widthSlack
		if !fits && (any > 0 || resort > 0) {
			break
		}
		if isResort {
			resort = e
		}
		if anywhere {
			any = e
			if at := int(p.units[e].start); !startsNoLine(p.text, at) && !endsNoLine(p.text, at) {
				byRule = e
				if p.betweenWords(e) && w > width/2 {
					word = e
				}
			}
		}
		if !fits {
			break
		}
	}
	for _, e := range []int{word, resort, byRule} {
		if e > 0 {
			return e
		}
	}
	return any
}
