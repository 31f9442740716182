package text

import (
	"math"
	"slices"
	"strings"

	"sharecard/render/style"
)

// The part of its lines that a text must fill to end there rather than at an ellipsis.
const (
	leastSentence = 0.3 // at a sentence
	leastClause   = 0.4 // at a clause
	// leastUnparted is the same of a text that ends sooner lest a word is parted.
	leastUnparted = 0.5
)

// Words that leave a reader waiting for the rest of a sentence, in both scripts.
var (
	// awaited open a sentence of two parts: it may end with the second part only.
	awaited = strings.Fields("虽然 雖然 尽管 儘管 不仅 不僅 不但 不只 既 一方面 与其 與其 之所以")
	// subordinate open a sentence of which the main clause follows, perhaps much later.
	subordinate = strings.Fields("如果 若 假如 倘若 只要 只有 除非 由于 由於 因为 因為 因 为 為 当 當 随着 隨著 除了 一旦 " +
		"无论 無論 不管 即使 哪怕")
	// conditions open a clause that is no sentence by itself, besides those.
	conditions = strings.Fields("在 据 據 从 從 自 经 經 对于 對於 关于 關於 根据 根據 按照 通过 通過 截至")
	// openings end a clause that is no sentence by itself.
	openings = strings.Fields("后 後 时 時 时候 時候 前 中 间 間 内 內 期间 期間 说 說 称 稱 表示 指出 认为 認為 介绍 介紹 " +
		"透露 强调 強調 显示 顯示 发现 發現 获悉 獲悉 了解到 看到 提出 提到 宣布 报道 報道 報導 来看 來看 而言 以来 以來 " +
		"年 季度 年度 学期 學期 半年 月 日 当天 當天 今天 昨天 目前 近日 日前 同时 同時 此外 其中 据悉 據悉 上午 下午 晚 凌晨 下 " +
		"包括 的 维度 維度 角度 层面 層面 方式 成绩 成績 一个问题 一個問題")
	// turns open a clause without which the one before says something else, or too little.
	turns = strings.Fields("但 却 卻 不过 不過 然而 可是 只是 而是 而非 而不 除非 否则 否則 即 就是 也就是")
)

// maxTurn is how many characters of the next clause are looked at, for one of turns.
const maxTurn = 4

// wholeEnd shortens the lines of a text that is cut to the last end of a sentence, or
// else of a clause; nil where there is none, or that would leave too much of them empty.
func (p *Paragraph) wholeEnd(m *measures, ranges []lineRange, width float64) []lineRange {
	if lines := p.endingAt(m, ranges, width, leastSentence, p.sentenceEnd); lines != nil {
		return lines
	}
	return p.endingAt(m, ranges, width, leastClause, p.clauseEnd)
}

// cuts counts the lines that end inside a word or before a particle: what is worth a
// sentence less.
func (p *Paragraph) cuts(lines []lineRange) (n int) { return p.endsAs(lines, penaltyParticle) }

// sooner ends the lines of a text that fits at an earlier sentence where they are so
// full that one ends inside a word; nil where none does, or that does not help.
func (p *Paragraph) sooner(m *measures, ranges []lineRange, width float64) []lineRange {
	wrap := p.block.TextWrap
	if p.block.WordBreak != style.WordBreakAutoPhrase || wrap != style.TextWrapBalance && wrap != style.TextWrapPretty {
		return nil
	}
	if p.limit == 0 || p.more || len(ranges) < 2 || p.cuts(ranges) == 0 {
		return nil
	}
	end := ranges[len(ranges)-1].b
	lines := p.endingAt(m, ranges, width, leastUnparted, func(e int) bool { return p.hasText(e) && e < end && p.sentenceEnd(e) })
	if lines == nil || p.cuts(lines) > 0 {
		return nil
	}
	return lines
}

// endingAt shortens the lines to the last place where the text may end: as told by ends
// for the place before a unit. It goes on to an earlier one where a line would end
// inside a word. nil is for no such place that fills so much of the lines.
func (p *Paragraph) endingAt(m *measures, ranges []lineRange, width, least float64, ends func(int) bool) (lines []lineRange) {
	for k := len(ranges) - 1; k >= 0; k-- {
		r := ranges[k]
		for e := r.b; e > r.a; e-- {
			if !ends(e) {
				continue
			}
			filled := float64(k) + math.Min(1, p.lineWidth(m, r.a, e)/math.Max(width, 1))
			if lines != nil {
				least = leastUnparted
			}
			if filled < least*float64(len(ranges)) {
				return lines
			}
			upTo := p.linesUpTo(m, ranges[:k+1], width, e)
			if lines == nil {
				lines = upTo
			}
			if p.block.WordBreak != style.WordBreakAutoPhrase || p.cuts(upTo) == 0 {
				return upTo
			}
		}
	}
	return lines
}

// linesUpTo sets the text anew that ends before unit e on the last of the lines: in one
// line more, as far as line-clamp allows, rather than part a word.
func (p *Paragraph) linesUpTo(m *measures, ranges []lineRange, width float64, e int) []lineRange {
	first := len(ranges) - 1
	for first > 0 && p.breaks[ranges[first-1].b] != mustBreak {
		first--
	}
	lines := append([]lineRange(nil), ranges...)
	lines[len(lines)-1].b = e
	balance := p.block.TextWrap == style.TextWrapBalance
	if !balance && p.block.TextWrap != style.TextWrapPretty {
		return lines
	}
	lines = append(lines[:first], p.optimalFit(m, width, lines[first:], balance)...)
	if n := len(lines); first == 0 && n < p.limit && p.cuts(lines) > 0 {
		if more := p.inLines(m, width, lines, n+1); more != nil && p.cuts(more) < p.cuts(lines) {
			return more
		}
	}
	return lines
}

// sentenceEnd reports whether a sentence ends before unit e: with 。！？ and the
// closing marks and span edges behind it.
func (p *Paragraph) sentenceEnd(e int) bool {
	if e < len(p.units) && p.units[e].kind != openUnit {
		if u := &p.units[e]; u.kind != clusterUnit || u.class.closing() || u.isSpace() {
			return false
		}
	}
	for i := e - 1; i >= 0; i-- {
		u := &p.units[i]
		switch {
		case u.kind == closeUnit, u.isSpace(), u.class == classClose:
			continue
		case u.kind != clusterUnit:
			return false
		}
		r := p.text[u.start]
		return r == '。' || r == '！' || r == '？' || r == '!' || r == '?'
	}
	return false
}

// clauseEnd reports whether the text can stop before unit e, which is a fullwidth comma
// or semicolon, and read as a whole sentence that lacks its full stop.
func (p *Paragraph) clauseEnd(e int) bool {
	if e >= len(p.units) || p.units[e].kind != clusterUnit {
		return false
	}
	at := int(p.units[e].start)
	if r := p.text[at]; r != '，' && r != '；' {
		return false
	}
	start := at // of the sentence
	for start > 0 && !strings.ContainsRune("。！？!?\n", p.text[start-1]) {
		start--
	}
	sentence := string(p.text[start:at])
	clauses := strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune("，；：", r) })
	if len(clauses) == 0 || strings.Count(sentence, "“") != strings.Count(sentence, "”") ||
		strings.Count(sentence, "《") != strings.Count(sentence, "》") {
		return false
	}
	begins := func(clause string, words []string) bool {
		clause = strings.TrimSpace(clause)
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(clause, w) })
	}
	last := strings.TrimSpace(clauses[len(clauses)-1])
	next := string(p.text[at+1 : min(at+1+maxTurn, len(p.text))])
	return !slices.ContainsFunc(awaited, func(w string) bool { return strings.Contains(sentence, w) }) &&
		!begins(clauses[0], subordinate) && !begins(last, subordinate) && !begins(last, conditions) && !begins(next, turns) &&
		!slices.ContainsFunc(openings, func(w string) bool { return strings.HasSuffix(last, w) })
}
