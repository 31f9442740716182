package css

import "slices"

// suggest returns the candidate nearest to name, or "" where none is near.
func suggest(name string, candidates []string) string {
	best, bestDistance := "", 3
	if len(name) < 5 {
		bestDistance = 2
	}
	if len(name) > 64 {
		return ""
	}
	for _, c := range candidates {
		if diff := len(c) - len(name); diff >= bestDistance || -diff >= bestDistance {
			continue
		}
		if d := distance(name, c); d < bestDistance && d < len(name) {
			best, bestDistance = c, d
		}
	}
	return best
}

// DidYouMean phrases the candidate nearest to name as the end of a message:
// `; did you mean "width"?`. It is "" where none is near.
func DidYouMean(name string, candidates []string) string {
	if s := suggest(name, candidates); s != "" && s != name {
		return `; did you mean "` + s + `"?`
	}
	return ""
}

// distance is the Damerau-Levenshtein distance of a and b with adjacent
// transpositions (optimal string alignment).
func distance(a, b string) int {
	prev2 := make([]int, len(b)+1)
	prev := make([]int, len(b)+1)
	cur := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = slices.Min([]int{prev[j] + 1, cur[j-1] + 1, prev[j-1] + cost})
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}
