package css

import (
	"github.com/tdewolff/parse/v2/css"
)

func templateValue(r *reader) Value {
	if r.word("none") {
		return Tracks{}
	}
	if r.word("subgrid") {
		return r.subgrid()
	}
	if t, ok := r.tracks(true); ok {
		return t
	}
	return nil
}

// tracks reads a track list as far as it goes, with repeat() where repeats is
// set. There is at least one track in it.
func (r *reader) tracks(repeats bool) (Tracks, bool) {
	var list Tracks
	some, auto := false, false
	for !r.end() {
		if names, ok := r.lineNames(); ok {
			list = append(list, TrackPart{Names: names})
			continue
		}
		if repeats && r.peek().function() == "repeat" {
			rep, ok := r.trackRepeat()
			if !ok || auto && rep.Auto != "" {
				return nil, false
			}
			auto = auto || rep.Auto != ""
			list, some = append(list, TrackPart{Repeat: rep}), true
			continue
		}
		size, ok := r.trackSize()
		if !ok {
			break
		}
		list, some = append(list, TrackPart{Size: size}), true
	}
	if auto && !list.fixed() {
		r.fault("beside auto-fill and auto-fit every track needs a length, as in minmax(100px, 1fr)")
		return nil, false
	}
	return list, some
}

// subgrid reads the line names behind the word (CSS Grid 2 §9).
func (r *reader) subgrid() Value {
	list := Tracks{{Subgrid: true}}
	auto := false
	for !r.end() {
		if names, ok := r.lineNames(); ok {
			list = append(list, TrackPart{Names: names})
			continue
		}
		if r.peek().function() != "repeat" {
			break
		}
		rep := &TrackRepeat{}
		ok := r.call(func(r *reader) bool {
			if !r.repetitions(rep) {
				return false
			}
			for names, ok := r.lineNames(); ok; names, ok = r.lineNames() {
				rep.Parts = append(rep.Parts, TrackPart{Names: names})
			}
			return len(rep.Parts) > 0 && rep.Auto != "auto-fit"
		})
		if !ok || auto && rep.Auto != "" {
			return nil
		}
		auto = auto || rep.Auto != ""
		list = append(list, TrackPart{Repeat: rep})
	}
	return list
}

// fixed reports whether every track has a length as minimum or maximum.
func (t Tracks) fixed() bool {
	for _, p := range t {
		switch s := p.Size; {
		case p.Names != nil:
		case p.Repeat != nil:
			if !p.Repeat.Parts.fixed() {
				return false
			}
		case s.Kind == "fit-content", s.Min.Keyword != "" && (s.Kind == "fr" || s.Max.Keyword != ""):
			return false
		}
	}
	return true
}

// lineNames reads "[a b]".
func (r *reader) lineNames() ([]string, bool) {
	if !r.accept("[") {
		return nil, false
	}
	names := []string{}
	for !r.accept("]") {
		name, ok := r.gridName()
		if !ok {
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

// gridName reads the name of a line or area, which keeps its case.
func (r *reader) gridName() (string, bool) {
	t := r.peek()
	if _, wide := wideKeyword(t.ident()); t.kind != css.IdentToken || wide || t.ident() == "span" || t.ident() == "auto" {
		return "", false
	}
	r.advance()
	return unescape(t.text), true
}

// trackRepeat reads repeat().
func (r *reader) trackRepeat() (*TrackRepeat, bool) {
	rep := &TrackRepeat{}
	return rep, r.call(func(r *reader) bool {
		if !r.repetitions(rep) {
			return false
		}
		var ok bool
		rep.Parts, ok = r.tracks(false)
		return ok
	})
}

// repetitions reads the first argument of repeat() and the comma.
func (r *reader) repetitions(rep *TrackRepeat) bool {
	if k, ok := r.oneOf("auto-fill", "auto-fit"); ok {
		rep.Auto = k
	} else if n, ok := r.integer(); ok && n > 0 {
		rep.Count = n
	} else {
		return false
	}
	return r.accept(",")
}

func (r *reader) trackSize() (TrackSize, bool) {
	s := TrackSize{}
	switch r.peek().function() {
	case "minmax":
		ok := r.call(func(r *reader) bool {
			var ok bool
			if s.Min, ok = r.trackBreadth(); !ok || !r.accept(",") {
				return false
			}
			if s.Fr, ok = r.fraction(); ok {
				s.Kind = "fr"
				return true
			}
			s.Max, ok = r.trackBreadth()
			return ok
		})
		return s, ok
	case "fit-content":
		s.Kind, s.Min.Keyword = "fit-content", "auto"
		ok := r.call(func(r *reader) bool {
			var ok bool
			s.Max.Length, ok = r.length(withPercent | nonNegative)
			return ok
		})
		return s, ok
	}
	if fr, ok := r.fraction(); ok {
		return TrackSize{Kind: "fr", Fr: fr, Min: TrackBreadth{Keyword: "auto"}}, true
	}
	b, ok := r.trackBreadth()
	return TrackSize{Min: b, Max: b}, ok
}

// fraction reads a <flex>, such as 1fr.
func (r *reader) fraction() (float64, bool) {
	t := r.peek()
	if t.kind != css.DimensionToken {
		return 0, false
	}
	n, unit := splitDimension(t.text)
	if unit != "fr" || n < 0 {
		return 0, false
	}
	r.advance()
	return n, true
}

func (r *reader) trackBreadth() (TrackBreadth, bool) {
	if k, ok := r.oneOf("auto", "min-content", "max-content"); ok {
		return TrackBreadth{Keyword: k}, true
	}
	l, ok := r.length(withPercent | nonNegative)
	return TrackBreadth{Length: l}, ok
}

func autoTracksValue(r *reader) Value {
	var list TrackSizes
	for !r.end() {
		s, ok := r.trackSize()
		if !ok {
			break
		}
		list = append(list, s)
	}
	if list == nil {
		return nil
	}
	return list
}
