package layout

import "math"

// shareWidths gives columns their widths where they have target px together (CSS Tables 3
// §3.9.3.1). It tries four guesses, each larger than the one before: all columns at
// their min-content widths; those with a percentage as that says; those with a width in
// px so wide; all at their max-content widths. Between two guesses the columns in which
// they differ share what there is. No column is narrower than its min-content width.
func shareWidths(columns []columnSize, target float64, all bool) []float64 {
	widths := make([]float64, len(columns))
	sum := 0.0
	for i, s := range columns {
		widths[i] = s.min
		sum += s.min
	}
	if target <= sum {
		return widths
	}
	for _, guess := range [...]func(columnSize) float64{
		func(s columnSize) float64 { return s.percent * target },
		func(s columnSize) float64 {
			if s.fixed && s.percent < 0 {
				return s.max
			}
			return 0
		},
		func(s columnSize) float64 {
			if !s.fixed && s.percent < 0 {
				return s.max
			}
			return 0
		},
	} {
		more := make([]float64, len(columns))
		total := 0.0
		for i, s := range columns {
			more[i] = math.Max(0, guess(s)-widths[i])
			total += more[i]
		}
		share := 1.0
		if sum+total > target {
			share = (target - sum) / total
		}
		for i := range widths {
			widths[i] += share * more[i]
		}
		if sum += total; sum >= target {
			return widths
		}
	}
	fill(columns, widths, target-sum, all)
	return widths
}

// fill shares what the columns do not need: among those that nothing was asked of in
// proportion to their max-content widths; where there are none, among those with a width
// in px, else among those with a percentage, in proportion to these.
func fill(columns []columnSize, widths []float64, excess float64, all bool) {
	for _, part := range [...]func(columnSize) float64{
		func(s columnSize) float64 {
			if !s.fixed && s.percent < 0 {
				return s.max
			}
			return 0
		},
		func(s columnSize) float64 {
			if !s.fixed && s.percent < 0 {
				return 1
			}
			return 0
		},
		func(s columnSize) float64 {
			if s.fixed && s.percent < 0 && all {
				return s.max
			}
			return 0
		},
		func(s columnSize) float64 { return math.Max(0, s.percent) },
	} {
		sum := 0.0
		for _, s := range columns {
			sum += part(s)
		}
		if sum <= 0 {
			continue
		}
		for i, s := range columns {
			widths[i] += excess * part(s) / sum
		}
		return
	}
	if all {
		for i := range widths {
			widths[i] += excess / float64(len(widths))
		}
	}
}

// shareFixedWidths gives columns their widths where table-layout is fixed: those that have
// none share what the others leave.
func shareFixedWidths(columns []columnSize, target float64) []float64 {
	widths := make([]float64, len(columns))
	var free int
	var fixed, percents float64
	for i, s := range columns {
		switch {
		case s.percent >= 0:
			widths[i] = s.percent*target + s.frame
			percents += widths[i]
		case s.fixed:
			widths[i] = s.max
			fixed += widths[i]
		default:
			free++
		}
	}
	excess := target - fixed - percents
	if excess < 0 && percents > 0 { // widths in px come first
		left := math.Max(0, target-fixed) / percents
		for i, s := range columns {
			if s.percent >= 0 {
				widths[i] *= math.Min(1, left)
			}
		}
	}
	for i, s := range columns {
		switch {
		case free > 0 && s.percent < 0 && !s.fixed:
			widths[i] = math.Max(0, excess/float64(free))
		case free > 0 || excess <= 0:
		case fixed > 0 && s.fixed && s.percent < 0:
			widths[i] += excess * widths[i] / fixed
		case fixed == 0 && percents > 0:
			widths[i] += excess * widths[i] / percents
		}
	}
	return widths
}
