package text

import (
	"math"
	"slices"
	"strings"

	"sharecard/render/style"
)

// leastFilled is the part of its lines that a text must fill to end at a
// sentence or a clause rather than at an ellipsis.
const leastFilled = 0.4

// Words that leave a reader waiting for the rest of a sentence, in both scripts.
var (
	// awaited open a sentence of two parts: it may end with the second part only.
	awaited = strings.Fields("虽然 雖然 尽管 儘管 不仅 不僅 不但 不只 既 一方面 与其 與其 之所以")
	// conditions open a clause that is no sentence by itself.
	conditions = strings.Fields("如果 若 假如 倘若 只要 只有 除非 由于 由於 因为 因為 因 为了 為了 当 當 随着 隨著 除了 一旦 " +
		"无论 無論 不管 即使 哪怕 在 据 據 从 從 自 经 經 对于 對於 关于 關於 根据 根據")
	// openings end a clause that is no sentence by itself.
	openings = strings.Fields("后 後 时 時 时候 時候 前 中 间 間 内 內 期间 期間 说 說 称 稱 表示 指出 认为 認為 介绍 介紹 " +
		"透露 强调 強調 显示 顯示 发现 發現 获悉 獲悉 了解到 看到 提出 提到 宣布 报道 報道 報導 来看 來看 而言 以来 以來 " +
		"年 月 日 上午 下午 晚 凌晨 下 包括 的")
)

// endingAt shortens the lines to the last end of a sentence or clause on them; nil
// where there is none, or that would leave too much of them empty. ends reports
// whether one ends before a unit.
func (p *Paragraph) endingAt(m *measures, ranges []lineRange, width float64, ends func(int) bool) []lineRange {
	for k := len(ranges) - 1; k >= 0; k-- {
		r := ranges[k]
		for e := r.b; e > r.a; e-- {
			if !ends(e) {
				continue
			}
			filled := float64(k) + math.Min(1, p.lineWidth(m, r.a, e)/math.Max(width, 1))
			if filled < leastFilled*float64(len(ranges)) {
				return nil
			}
			first := k
			for first > 0 && p.breaks[ranges[first-1].b] != mustBreak {
				first--
			}
			out := append([]lineRange(nil), ranges[:k+1]...)
			out[k].b = e
			if balance := p.block.TextWrap == style.TextWrapBalance; balance || p.block.TextWrap == style.TextWrapPretty {
				out = append(out[:first], p.optimalFit(m, width, out[first:], balance)...)
			}
			return out
		}
	}
	return nil
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
	last := strings.TrimSpace(clauses[len(clauses)-1])
	return !slices.ContainsFunc(awaited, func(w string) bool { return strings.Contains(sentence, w) }) &&
		!slices.ContainsFunc(conditions, func(w string) bool { return strings.HasPrefix(last, w) }) &&
		!slices.ContainsFunc(openings, func(w string) bool { return strings.HasSuffix(last, w) })
}
