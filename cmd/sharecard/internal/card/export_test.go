package card

import "sharecard/render"

// TemplateOf is the layout that a prepared plan is drawn with.
func TemplateOf(p *Plan) *render.Template { return p.template.Template }
