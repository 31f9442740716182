package render

import (
	"bytes"
	"context"
	"image"
	"sync"

	"sharecard/fonts"
	"sharecard/render/resample"
)

// pictureBytes bounds the scaled pictures that a renderer keeps: some twenty
// covers.
const pictureBytes = 48 << 20

// Renderer draws cards. It is safe for concurrent use; one serves a process.
type Renderer struct {
	types    *typesetter // of the collection itself
	pictures *resample.Cache
	html     sync.Pool // *bytes.Buffer
	canvas   sync.Pool // *image.RGBA
}

// New returns a Renderer that sets text in the faces of c.
func New(c *fonts.Collection) *Renderer {
	return &Renderer{
		types:    newTypesetter(c),
		pictures: resample.NewCache(pictureBytes),
		html:     sync.Pool{New: func() any { return new(bytes.Buffer) }},
		canvas:   sync.Pool{New: func() any { return new(image.RGBA) }},
	}
}

// Render draws one card: it takes the job through the pipeline, and looks at ctx
// between the steps. The error wraps one of the package's errors where the template,
// its data or the job's limits are at fault.
func (r *Renderer) Render(ctx context.Context, job Job) (*Image, error) {
	s := r.begin(&job)
	defer s.release()
	if err := s.run(ctx, pipeline[:]); err != nil {
		return nil, err
	}
	s.image.Stages = s.stages
	return s.image, nil
}
