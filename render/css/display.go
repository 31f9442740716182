package css

// displayPairs are the keywords of display that stand for an outer and an inner type in either
// order (CSS Display 3 §2).
var displayPairs = map[[2]Keyword]Keyword{
	{"block", "flow"}: "block", {"block", "flow-root"}: "flow-root", {"block", "flex"}: "flex", {"block", "grid"}: "grid",
	{"block", "table"}: "table", {"block", "list-item"}: "list-item", {"flow", "list-item"}: "list-item",
	{"inline", "flow"}: "inline", {"inline", "flow-root"}: "inline-block", {"inline", "flex"}: "inline-flex",
	{"inline", "grid"}: "inline-grid", {"inline", "table"}: "inline-table", {"inline", "ruby"}: "ruby",
}

// displayAlone reads the names of display that are none of its keywords.
func displayAlone(r *reader) Value {
	switch k, _ := r.oneOf("flow", "-webkit-flex", "-webkit-inline-flex"); k {
	case "flow":
		return Keyword("block")
	case "-webkit-flex":
		return Keyword("flex")
	case "-webkit-inline-flex":
		return Keyword("inline-flex")
	}
	return nil
}

// pair reads two keywords that together stand for one.
func (r *reader) pair(of map[[2]Keyword]Keyword) (Keyword, bool) {
	if r.i+2 != len(r.toks) {
		return "", false
	}
	a, b := Keyword(r.toks[r.i].ident()), Keyword(r.toks[r.i+1].ident())
	k, ok := of[[2]Keyword{a, b}]
	if !ok {
		k, ok = of[[2]Keyword{b, a}]
	}
	if ok {
		r.advance()
		r.advance()
	}
	return k, ok
}
