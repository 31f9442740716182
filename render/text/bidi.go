package text

// visual appends the units [a, b) in the order in which they stand from left
// to right (UAX #9 rules L1 and L2).
func (p *Paragraph) visual(order []int32, a, b int) []int32 {
	for i := a; i < b; i++ {
		order = append(order, int32(i))
	}
	if !p.hasRTL {
		return order
	}
	base := p.baseLevel()
	levels := make([]uint8, b-a)
	highest, lowestOdd := uint8(0), uint8(255)
	for i := range levels {
		levels[i] = p.units[a+i].level
	}
	for i := len(levels) - 1; i >= 0; i-- { // L1: white space at the end takes the base level
		u := &p.units[a+i]
		if u.inText() && !u.isSpace() {
			break
		}
		if u.isSpace() || u.kind == forcedUnit {
			levels[i] = base
		}
	}
	for _, l := range levels {
		highest = max(highest, l)
		if l&1 == 1 {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd && l > 0; l-- { // L2
		for i := 0; i < len(levels); {
			if levels[i] < l {
				i++
				continue
			}
			k := i
			for k < len(levels) && levels[k] >= l {
				k++
			}
			reverse(order[i:k])
			i = k
		}
	}
	return order
}

func reverse(s []int32) {
	for i, k := 0, len(s)-1; i < k; i, k = i+1, k-1 {
		s[i], s[k] = s[k], s[i]
	}
}
