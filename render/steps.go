package render

import (
	"bytes"
	"context"
	"image"
	"slices"
	"time"

	"sharecard/render/dom"
	"sharecard/render/layout"
	"sharecard/render/style"
	"sharecard/render/text"
)

// pipeline is a render: what is done to a card, in order. Each step takes what the
// steps before it left in the [state].
var pipeline = [...]step{
	{"fill", stageFill, fillTemplate},         // template and data → HTML
	{"parse", stageFill, parseHTML},           // HTML → elements and text
	{"style", stageLayout, computeStyles},     // cascade, inheritance, var() → computed values
	{"pictures", stageLayout, loadPictures},   // every address the tree refers to, once → pixels
	{"box", stageLayout, buildBoxes},          // display → boxes, anonymous boxes, inline content
	{"layout", stageLayout, placeBoxes},       // block, flex, position, lines of text → places
	{"settle", stageLayout, settleContainers}, // what depends on the sizes of containers, from style on once more
	{"size", stageLayout, checkSize},          // a card too large ends here
	{"report", stageLayout, reportTexts},      // what a reader would miss
	{"strict", stageLayout, checkStrict},      // a strict job that lost text ends here
	{"label", stageLayout, placeLabel},        // what must stand on the card, where it covers no text
	{"paint", stagePaint, paintBoxes},         // boxes → pixels on one canvas
	{"encode", stageEncode, encodePixels},     // pixels → bytes within the limit, if need be painted anew with coarser pictures
}

// step is one step of the pipeline.
type step struct {
	name  string
	stage string // that its time counts to
	run   func(ctx context.Context, s *state) error
}

// at returns where in the pipeline the step of that name stands.
func at(name string) int {
	return slices.IndexFunc(pipeline[:], func(st step) bool { return st.name == name })
}

// The stages that [Image] tells the times of.
const (
	stageFill   = "fill"
	stageLayout = "layout"
	stagePaint  = "paint"
	stageEncode = "encode"
)

// Stage is how long one stage of drawing took: several steps of a render.
type Stage struct {
	Name string `json:"name"` // "fill", "layout", "paint", "encode"
	// Took is wall-clock time, in nanoseconds where it is marshalled.
	Took time.Duration `json:"took"`
}

// state is a card on its way through the pipeline. Who begins one releases it.
type state struct {
	renderer *Renderer
	job      *Job
	types    *typesetter
	scale    float64 // device px per px
	plain    bool    // painted through gg alone, for comparison

	html          *bytes.Buffer // pooled, from fillTemplate to parseHTML
	doc           *dom.Document
	styled        *style.Node
	containers    containers
	pictures      *pictures
	shaper        *text.Shaper // pooled, from buildBoxes to placeBoxes
	root          *layout.Box
	width, height int         // device px
	canvas        *image.RGBA // pooled, from paintBoxes on
	image         *Image

	simplified bool // stands in the report
	report     Report
	stages     []Stage
}

// begin returns the state of a job before the first step.
func (r *Renderer) begin(job *Job) *state {
	return &state{
		renderer: r, job: job, types: r.typesetterOf(job.Template), scale: job.Template.Scale * job.scale(),
		stages: make([]Stage, 0, 4),
	}
}

// run takes a card through some steps. Before each it looks at ctx; after each it adds
// the time to the step's stage.
func (s *state) run(ctx context.Context, steps []step) error {
	for i := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		began := time.Now()
		if err := steps[i].run(ctx, s); err != nil {
			return err
		}
		s.addTime(steps[i].stage, time.Since(began))
	}
	return nil
}

func (s *state) addTime(stage string, took time.Duration) {
	if last := len(s.stages) - 1; last >= 0 && s.stages[last].Name == stage {
		s.stages[last].Took += took
		return
	}
	s.stages = append(s.stages, Stage{stage, took})
}

// release gives back what is pooled and still held.
func (s *state) release() {
	s.releaseHTML()
	s.releaseShaper()
	if s.canvas != nil {
		s.renderer.canvas.Put(s.canvas)
		s.canvas = nil
	}
}

func (s *state) releaseHTML() {
	if s.html != nil {
		s.renderer.html.Put(s.html)
		s.html = nil
	}
}

func (s *state) releaseShaper() {
	if s.shaper != nil {
		s.types.shapers.Put(s.shaper)
		s.shaper = nil
	}
}
