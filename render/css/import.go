package css

import (
	"errors"

	"github.com/tdewolff/parse/v2/css"
)

// Bounds of @import.
const (
	maxImports     = 32 // of one sheet and all that it imports
	maxImportDepth = 8
)

// importRule reads @import (CSS Cascade 5 §2): a file, a layer, a condition of
// @supports, media queries. The rules of the file come in its place.
func (p *parser) importRule(toks []token, pos int, c conditions) {
	switch {
	case p.nesting > 0 || c.layer != p.importing.layer:
		p.report(pos, Error, "@import must stand outside of other rules")
		return
	case len(p.sheet.Rules) > p.importing.rules || len(p.sheet.FontFaces) > p.importing.faces:
		p.report(pos, Error, "@import must come before other rules")
		return
	case len(toks) == 0 || toks[0].kind != css.StringToken && toks[0].kind != css.URLToken:
		p.report(pos, Error, "@import: expected the name of a file")
		return
	}
	name := toks[0].url()
	if toks[0].kind == css.StringToken {
		name = toks[0].str()
	}
	toks = toks[1:]
	if len(toks) > 0 && (toks[0].ident() == "layer" || toks[0].function() == "layer") {
		end := 0
		var layer []token
		if toks[0].kind == css.FunctionToken {
			end = closing(toks, 0)
			layer = toks[1:min(end, len(toks))]
		}
		var ok bool
		if c.layer, ok = p.layerName(layer, pos, c.layer); !ok {
			return
		}
		toks = toks[min(end+1, len(toks)):]
	}
	if len(toks) > 0 && toks[0].function() == "supports" {
		end := closing(toks, 0)
		condition := toks[1:min(end, len(toks))]
		holds, ok := p.supports(condition)
		if len(condition) > 1 && condition[1].kind == css.ColonToken {
			holds, ok = supportsDeclaration(condition[0], condition[2:]), true
		}
		if !ok {
			p.report(pos, Error, "the condition of @import is not understood")
		}
		if toks = toks[min(end+1, len(toks)):]; !holds {
			return
		}
	}
	if len(toks) > 0 {
		c = c.with(p.media(toks, pos))
	}
	p.importFile(name, pos, c)
}

var errImport = errors.New("style sheets cannot be imported here")

func (p *parser) importFile(name string, pos int, c conditions) {
	if p.opts.Import == nil {
		p.report(pos, Error, "@import %q: %v", clip(name), errImport)
		return
	}
	if p.imports++; p.imports > maxImports || p.importing.depth >= maxImportDepth {
		p.report(pos, Error, "@import %q: more than %d files, or %d inside each other", clip(name), maxImports, maxImportDepth)
		return
	}
	file, src, err := p.opts.Import(p.src.file, name)
	if err == nil && len(src) > maxSource {
		err = errors.New("larger than 1 MB")
	}
	if err != nil {
		p.report(pos, Error, "@import %q: %v", clip(name), err)
		return
	}
	outer := *p
	p.src = source{file: file, text: src, line: 1, column: 1}
	p.toks = tokenize(src)
	p.namespaces = nil
	p.importing = importing{outer.importing.depth + 1, c.layer, len(p.sheet.Rules), len(p.sheet.FontFaces)}
	p.rules(0, len(p.toks), c)
	p.src, p.toks, p.importing, p.namespaces = outer.src, outer.toks, outer.importing, outer.namespaces
	// What was imported does not stand before the next @import.
	p.importing.rules, p.importing.faces = len(p.sheet.Rules), len(p.sheet.FontFaces)
}

// importing is the state of the file at hand.
type importing struct {
	depth        int
	layer        string
	rules, faces int // that the sheet had before its own
}
