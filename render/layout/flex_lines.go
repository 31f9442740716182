package layout

import "math"

// collectLines is step 5: "Collect flex items into flex lines."
func (fx *flex) collectLines() {
	if !fx.wrap {
		fx.lines = []flexLine{{items: fx.items}}
		return
	}
	room := fx.inMain
	if !definite(room) {
		room = fx.floor
	}
	if !definite(room) {
		room = fx.maxHeightRoom()
	}
	start, used := 0, 0.0
	for i := range fx.items {
		it := &fx.items[i]
		outer := it.hypothetical + it.margin.main()
		next := used + outer
		if i > start {
			next += fx.mainGap
		}
		if i > start && next > room+tolerance {
			fx.lines = append(fx.lines, flexLine{items: fx.items[start:i]})
			start, next = i, outer
		}
		used = next
	}
	fx.lines = append(fx.lines, flexLine{items: fx.items[start:]})
}

// tolerance forgives the rounding of sums, in px; browsers count in 1/64 px.
const tolerance = 1.0 / 128

// maxHeightRoom is the room for a line of a column whose height the content
// decides: its max-height.
func (fx *flex) maxHeightRoom() float64 {
	if math.IsInf(fx.maxH, 1) {
		return math.Inf(1)
	}
	return math.Max(0, fx.maxH-fx.frameH)
}

// mainSize is step 4: "Determine the main size of the flex container using the
// rules of the formatting context in which it participates." A row's is known.
func (fx *flex) mainSize() {
	if definite(fx.inMain) {
		return
	}
	fx.inMain = math.Max(0, fx.height(fx.longestLine()+fx.frameH)-fx.frameH)
}

// longestLine returns the sum of the hypothetical outer main sizes of the
// longest line.
func (fx *flex) longestLine() float64 {
	longest := 0.0
	for i := range fx.lines {
		l := &fx.lines[i]
		sum := fx.gaps(l)
		for j := range l.items {
			sum += l.items[j].hypothetical + l.items[j].margin.main()
		}
		longest = math.Max(longest, sum)
	}
	return longest
}

// gaps returns the sum of the gaps between the items of a line.
func (fx *flex) gaps(l *flexLine) float64 {
	return fx.mainGap * float64(max(0, len(l.items)-1))
}

// maxRounds bounds the rounds of §9.7 step 4: a style sheet of thousands of
// items may be made so that each takes one of its own.
const maxRounds = 500

// maxFactor bounds flex-grow and flex-shrink, so that products stay finite.
const maxFactor = 1e9

// flexFactor returns the factor in use: grow or shrink.
func flexFactor(it *flexItem, grow bool) float64 {
	f := it.box.Style.FlexShrink
	if grow {
		f = it.box.Style.FlexGrow
	}
	return math.Max(0, math.Min(orZero(f), maxFactor))
}

// resolveFlexibleLengths is step 6, "Resolve the flexible lengths" (§9.7).
func (fx *flex) resolveFlexibleLengths(l *flexLine) {
	room := fx.inMain - fx.gaps(l)
	sum := 0.0
	for i := range l.items {
		sum += l.items[i].hypothetical + l.items[i].margin.main()
	}
	grow := sum < room // 1. the used flex factor
	fx.freezeInflexible(l, grow)
	initial := fx.freeSpace(l, room)
	for round := 0; ; round++ { // 4. loop; each round freezes an item
		factors, scaled, left := 0.0, 0.0, false
		for i := range l.items {
			it := &l.items[i]
			if it.frozen {
				continue
			}
			left = true
			f := flexFactor(it, grow)
			factors += f
			scaled += f * fx.innerBase(it)
		}
		if !left {
			return
		}
		free := fx.freeSpace(l, room)
		if part := initial * factors; factors < 1 && math.Abs(part) < math.Abs(free) {
			free = part
		}
		fx.distributeFree(l, grow, free, factors, scaled)
		fx.freezeViolations(l)
		if round == maxRounds {
			return
		}
	}
}

// innerBase is the item's inner flex base size: without border and padding.
func (fx *flex) innerBase(it *flexItem) float64 {
	return math.Max(0, it.base-fx.frameMain(it))
}

// freezeInflexible is §9.7 step 2, "Size inflexible items."
func (fx *flex) freezeInflexible(l *flexLine, grow bool) {
	for i := range l.items {
		it := &l.items[i]
		it.main = it.base
		it.frozen = flexFactor(it, grow) == 0 ||
			grow && it.base > it.hypothetical || !grow && it.base < it.hypothetical
		if it.frozen {
			it.main = it.hypothetical
		}
	}
}

// freeSpace is §9.7 steps 3 and 4b: the room less what frozen items took and
// the base sizes of the others.
func (fx *flex) freeSpace(l *flexLine, room float64) float64 {
	for i := range l.items {
		it := &l.items[i]
		if it.frozen {
			room -= it.outerMain()
		} else {
			room -= it.base + it.margin.main()
		}
	}
	return room
}

// distributeFree is §9.7 step 4c, "Distribute free space proportional to the
// flex factors", and 4d, "Fix min/max violations."
func (fx *flex) distributeFree(l *flexLine, grow bool, free, factors, scaled float64) {
	for i := range l.items {
		it := &l.items[i]
		if it.frozen {
			continue
		}
		size := it.base
		switch {
		case grow && factors > 0:
			size += free * (flexFactor(it, true) / factors)
		case !grow && scaled > 0:
			size += free * (flexFactor(it, false) * fx.innerBase(it) / scaled)
		}
		size = bounded(size)
		it.main = math.Max(fx.frameMain(it), clamp(size, it.minMain, it.maxMain))
		it.violation = it.main - size
	}
}

// freezeViolations is §9.7 step 4e, "Freeze over-flexed items."
func (fx *flex) freezeViolations(l *flexLine) {
	total := 0.0
	for i := range l.items {
		if it := &l.items[i]; !it.frozen {
			total += it.violation
		}
	}
	for i := range l.items {
		it := &l.items[i]
		it.frozen = it.frozen || total == 0 ||
			total > 0 && it.violation > 0 || total < 0 && it.violation < 0
	}
}
