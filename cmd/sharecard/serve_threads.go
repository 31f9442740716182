package main

import (
	"context"
	"image"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/goruntime"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/render"
)

// threadedRenderer draws with spare threads; see [goruntime.Threads].
type threadedRenderer struct {
	*render.Renderer
	threads *goruntime.Threads
}

// Render implements [card.Renderer].
func (r threadedRenderer) Render(ctx context.Context, job render.Job) (*render.Image, error) {
	r.threads.Begin()
	defer r.threads.End()
	return r.Renderer.Render(ctx, job)
}

// Trace draws for designers.
func (r threadedRenderer) Trace(ctx context.Context, job render.Job) (*render.Trace, error) {
	r.threads.Begin()
	defer r.threads.End()
	return r.Renderer.Trace(ctx, job)
}

// threadedPictures decodes with spare threads.
type threadedPictures struct {
	card.Pictures
	threads *goruntime.Threads
}

// Decode implements [card.Pictures].
func (p threadedPictures) Decode(ctx context.Context, file *picture.Fetched, place image.Point) (image.Image, error) {
	p.threads.Begin()
	defer p.threads.End()
	return p.Pictures.Decode(ctx, file, place)
}
