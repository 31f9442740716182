package render

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"
)

const minimal = `<!doctype html><html><head><title>T</title>
<meta name="card:size" content="400x300">
<style>body { margin: 0 }</style></head><body>{{.Title}}</body></html>`

// TestRunawayData: a number in the data must not keep a template busy either.
func TestRunawayData(t *testing.T) {
	src := strings.Replace(minimal, "{{.Title}}", "{{range .N}}{{end}}", 1)
	tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
	if err != nil {
		t.Fatal(err)
	}
	_, err = newTestRenderer().Render(context.Background(), Job{Template: tmpl, Data: map[string]int{"N": 1 << 40}})
	if !errors.Is(err, ErrTemplate) {
		t.Errorf("got %v", err)
	}
}

// draw renders a body of HTML on a card of 400 × 300 px.
func drawBody(t *testing.T, body string, edit func(*Job)) (*Image, error) {
	t.Helper()
	src := strings.Replace(minimal, "{{.Title}}", body, 1)
	tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
	if err != nil {
		t.Fatal(err)
	}
	job := Job{Template: tmpl, Data: map[string]string{"Title": "题", "Rare": "㐂𫝀\U0010FFFD"}}
	if edit != nil {
		edit(&job)
	}
	return newTestRenderer().Render(context.Background(), job)
}

func TestStrict(t *testing.T) {
	strict := func(j *Job) { j.Strict = true }
	if _, err := drawBody(t, `<p>{{.Title}}</p>`, strict); err != nil {
		t.Errorf("a whole text gives %v", err)
	}
	if _, err := drawBody(t, `<p>{{.Rare}}</p>`, strict); !errors.Is(err, ErrStrict) {
		t.Errorf("a missing glyph gives %v", err)
	}
	cut := `<p style="width: 100px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis">一二三四五六七八九十</p>`
	if _, err := drawBody(t, cut, strict); !errors.Is(err, ErrStrict) {
		t.Errorf("cut text gives %v", err)
	}
}

func TestReport(t *testing.T) {
	img, err := drawBody(t, `<h1 class="title big">{{.Rare}}</h1><img src="gone.png">`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(img.Report.Texts) != 1 || img.Report.Texts[0].Element != "h1.title.big" || img.Report.Texts[0].Lines != 1 {
		t.Errorf("texts are %+v", img.Report.Texts)
	}
	if missing := img.Report.Missing(); len(missing) == 0 || missing[len(missing)-1] != "U+10FFFD" {
		t.Errorf("missing are %v", missing)
	}
	if len(img.Report.Images) != 1 || img.Report.Images[0].Src != "gone.png" {
		t.Errorf("failed pictures are %+v", img.Report.Images)
	}
}

func TestScaleAndSize(t *testing.T) {
	img, err := drawBody(t, `{{.Title}}`, func(j *Job) { j.Scale = 2 })
	if err != nil {
		t.Fatal(err)
	}
	if img.Width != 800 || img.Height != 600 {
		t.Errorf("is %d × %d px", img.Width, img.Height)
	}
	if _, err := drawBody(t, `{{.Title}}`, func(j *Job) { j.Scale = 20 }); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a scale of 20 gives %v", err)
	}
}

func TestContextEnds(t *testing.T) {
	tmpl := loadCard(t, "poster")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := newTestRenderer().Render(ctx, Job{Template: tmpl, Data: &fixtures()[0].data}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled render gives %v", err)
	}
}

// TestPicturesBesideTheTemplate draws a file of the template's folder and a
// data: address.
func TestPicturesBesideTheTemplate(t *testing.T) {
	dot := "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
	img, err := drawBody(t, `<img src="data:image/png;base64,`+dot+`" style="display: block; width: 40px; height: 40px">`, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(img.Report.Images) != 0 {
		t.Errorf("failed pictures are %+v", img.Report.Images)
	}
	for _, bad := range []string{"data:text/html;base64,PGI+", "data:image/png;base64,!!!!", "data:image/png,x", "../../secret.png"} {
		img, err := drawBody(t, `<img src="`+bad+`">`, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(img.Report.Images) != 1 {
			t.Errorf("%s is not reported", bad)
		}
	}
}

// TestPartialsAreDrawn: what a partial holds is an element like any other.
func TestPartialsAreDrawn(t *testing.T) {
	files := fstest.MapFS{
		"x.html":             {Data: []byte(strings.Replace(minimal, "{{.Title}}", `{{template "foot" .}}`, 1))},
		"partials/foot.html": {Data: []byte(`<p class="foot">{{with qr .URL}}<img src="{{.}}">{{end}}{{.Title}}</p>`)},
	}
	tmpl, _, err := Load(files, "x")
	if err != nil {
		t.Fatal(err)
	}
	img, err := newTestRenderer().Render(context.Background(), Job{Template: tmpl, Data: map[string]string{"Title": "题", "URL": ""}})
	if err != nil || len(img.Report.Texts) != 1 || img.Report.Texts[0].Element != "p.foot" {
		t.Errorf("%v, %+v", err, img)
	}
}
