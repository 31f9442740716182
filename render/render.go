package render

import (
	"context"

	"sharecard/fonts"
)

// Renderer draws cards. It is safe for concurrent use.
type Renderer struct {
	fonts *fonts.Collection
}

// New returns a Renderer that sets text in the faces of c.
func New(c *fonts.Collection) *Renderer { return &Renderer{fonts: c} }

// Render draws one card. It looks at ctx between the stages.
func (r *Renderer) Render(ctx context.Context, job Job) (*Image, error) {
	panic("not yet")
}
