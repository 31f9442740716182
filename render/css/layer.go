package css

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2/css"
)

// maxLayers bounds the cascade layers of a style sheet, those without a name too.
const maxLayers = 256

// declareLayers reads "@layer a, b.c;" (CSS Cascade 5 §6.4.4), which only says in
// what order layers come.
func (p *parser) declareLayers(toks []token, pos int, outer string) {
	for len(toks) > 0 {
		end := 0
		for end < len(toks) && !toks[end].is(",") {
			end++
		}
		if _, ok := p.layerName(toks[:end], pos, outer); !ok || end == 0 {
			return
		}
		toks = toks[min(end+1, len(toks)):]
	}
}

// layerName reads the name of a layer and notes the layer and those around it;
// without a name it is one of its own. The full name begins with that of the
// layer around it.
func (p *parser) layerName(toks []token, pos int, outer string) (full string, ok bool) {
	full = outer
	if len(toks) == 0 {
		p.sheet.unnamed++
		file := strings.ReplaceAll(p.src.file, ".", "-") // a dot would part names
		full = joinLayer(full, fmt.Sprintf("(%d in %s)", p.sheet.unnamed, file))
		return full, p.noteLayer(full, pos)
	}
	for i, t := range toks {
		// Names are joined by dots without white space.
		if name := i%2 == 0; name != (t.kind == css.IdentToken) || !name && !t.is(".") || i > 0 && t.space || !name && i == len(toks)-1 {
			p.report(t.pos, Error, "%q is not the name of a layer", clip(text(toks)))
			return "", false
		}
		if t.kind == css.IdentToken {
			full = joinLayer(full, unescape(t.text))
			if !p.noteLayer(full, pos) {
				return "", false
			}
		}
	}
	return full, true
}

func joinLayer(outer, name string) string {
	if outer == "" {
		return name
	}
	return outer + "." + name
}

func (p *parser) noteLayer(full string, pos int) bool {
	if slices.Contains(p.sheet.Layers, full) {
		return true
	}
	if len(p.sheet.Layers) >= maxLayers {
		p.report(pos, Error, "the style sheet has more than %d layers", maxLayers)
		return false
	}
	p.sheet.Layers = append(p.sheet.Layers, full)
	return true
}

// LayerOrder returns the order of the layers of sheets that are in use together,
// the weakest first: layers in the order in which their names appear first, each
// behind the layers inside of it (CSS Cascade 5 §6.4.3).
func LayerOrder(sheets []*Sheet) map[string]int {
	inside := map[string][]string{} // by the name of the layer around
	seen := map[string]bool{}
	for _, s := range sheets {
		for _, full := range s.Layers {
			if !seen[full] {
				seen[full] = true
				outer := full[:max(strings.LastIndexByte(full, '.'), 0)]
				inside[outer] = append(inside[outer], full)
			}
		}
	}
	order := map[string]int{}
	var visit func(name string)
	visit = func(name string) {
		for _, l := range inside[name] {
			visit(l)
			order[l] = len(order)
		}
	}
	visit("")
	return order
}
