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
	best := -1
	for b := a + 1; b <= len(p.units); b++ {
		if p.breaks[b] != noBreak {
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
			if e := p.emergency(m, a, b, width); e > 0 {
				return e
			}
		}
	}
	return len(p.units)
}

// emergency returns the last boundary between clusters in (a, b) that fits,
// one cluster at least, where the text may break anywhere; 0 if it may not.
func (p *Paragraph) emergency(m *measures, a, b int, width float64) int {
	best := 0
	for e := a + 1; e < b; e++ {
		if !p.clusterEnd(e) || !breaksAnywhere(p.spans[p.units[e-1].span].style) || e <= int(m.nextTxt[a]) {
			continue
		}
		if p.lineWidth(m, a, e) > width+widthSlack {
			if best == 0 {
				best = e
			}
			break
		}
		best = e
	}
	return best
}
