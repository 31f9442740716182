package render

import (
	"context"
	"errors"
	"image"
	"os"
	"strings"
	"testing"
)

// TestStepsStopWithTheirContext: a request that goes away while its pictures come ends
// the render before the next step.
func TestStepsStopWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	data := fixtures()[0].data
	job := Job{Template: loadCard(t, "poster"), Data: &data}
	job.Images = func(context.Context, string) (image.Image, error) {
		cancel()
		return dusk(), nil
	}
	s := newTestRenderer().begin(&job)
	defer s.release()
	if err := s.run(ctx, pipeline[:]); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if s.pictures == nil || s.root != nil {
		t.Error("the render did not end after the pictures")
	}
}

// TestStagesAddUpSteps: the stages are told in order, each once.
func TestStagesAddUpSteps(t *testing.T) {
	data := fixtures()[0].data
	img, err := newTestRenderer().Render(context.Background(), Job{Template: loadCard(t, "og"), Data: &data, Images: fixtureImages()})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, st := range img.Stages {
		names = append(names, st.Name)
		if st.Took <= 0 {
			t.Errorf("%s took %v", st.Name, st.Took)
		}
	}
	if got := strings.Join(names, " "); got != "fill layout paint encode" {
		t.Errorf("stages are %s", got)
	}
}

// TestDocTellsTheSteps: the package's doc lists the steps of the pipeline, in order.
func TestDocTellsTheSteps(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	rest := string(doc)
	for _, st := range pipeline {
		_, after, found := strings.Cut(rest, "\n//\t"+st.name+" ")
		if !found {
			t.Fatalf("%s is not told, or in another place", st.name)
		}
		rest = after
	}
}

// TestStrictBindsDrawingAlone: who looks into a card sees it, whatever it lacks.
func TestStrictBindsDrawingAlone(t *testing.T) {
	data := fixtures()[0].data
	data.Title = "缺字\U0010FFFD"
	job := Job{Template: loadCard(t, "og"), Data: &data, Images: fixtureImages(), Strict: true}
	r, ctx := newTestRenderer(), context.Background()
	if _, err := r.Render(ctx, job); !errors.Is(err, ErrStrict) {
		t.Errorf("Render: %v", err)
	}
	if _, err := r.Trace(ctx, job); err != nil {
		t.Errorf("Trace: %v", err)
	}
	if found, err := r.Check(ctx, job); err != nil || len(found) == 0 {
		t.Errorf("Check: %v, %v", found, err)
	}
}
