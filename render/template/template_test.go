package template

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/render/encode"
)

const minimal = `<!doctype html><html><head><title>T</title>
<meta name="card:size" content="400x300">
<style>body { margin: 0 }</style></head><body>{{.Title}}</body></html>`

// TestLoadFaults loads templates with one fault each and looks for its place
// and words.
func TestLoadFaults(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds on one goroutine")
	}
	tests := []struct {
		name, old, new string // what of the minimal template is replaced by what
		want           string // the first error
	}{
		{"misspelt property", "margin: 0", "z-idnex: 1", `x.html:3:15: unknown property "z-idnex"; did you mean "z-index"?`},
		{"action in style", "margin: 0", "margin: {{.Title}}", "x.html:3:23: <style> must be static"},
		{"action in metadata", "400x300", "{{.Title}}x300", "x.html:2:33: <meta> must be static"},
		{"no size", "card:size", "viewport", `x.html:1:1: no <meta name="card:size"`},
		{"bad size", "400x300", "400", `x.html:2:1: card:size is "400"; it must be like "1080x1440"`},
		{"huge size", "400x300", "400x5000", "sides must be from 1 to 4096 px"},
		{"unknown metadata", "</title>", `</title><meta name="card:sise" content="1">`, `unknown metadata "card:sise"`},
		{"bad format", "</title>", `</title><meta name="card:format" content="gif">`, `card:format is "gif"`},
		{"bad ratio", "</title>", `</title><meta name="card:ratios" content="4:5 wide">`, `card:ratios has "wide"`},
		{"bad limit", "</title>", `</title><meta name="card:max-bytes" content="12">`, `card:max-bytes is "12"`},
		{"bad scale", "</title>", `</title><meta name="card:scale" content="9">`, `card:scale is "9"`},
		{"missing sheet", "</title>", `</title><link rel="stylesheet" href="nowhere.css">`, `x.html:1:44: style sheet "nowhere.css"`},
		{"sheet outside", "</title>", `</title><link rel="stylesheet" href="../base.css">`, `must be a file in the template's folder`},
		{"sheet from the network", "</title>",
			`</title><link rel="stylesheet" href="https://a.example/x.css">`, `must be a file in the template's folder`},
		{"range without end", "{{.Title}}", "{{range $i := 1000000000}}{{end}}", "writes without end"},
		{"range with continue", "{{.Title}}", "{{range $i := 1000000000}}{{if $i}}{{continue}}{{end}}{{end}}", "writes without end"},
		{"text without end", "{{.Title}}", "{{range $i := 1000000000}}" + strings.Repeat("long ", 100) + "{{end}}", "writes without end"},
		{"unclosed action", "{{.Title}}", "{{if .Title}}", "x.html:3:"},
		{"unknown function", "{{.Title}}", "{{shout .Title}}", `function "shout" not defined`},
		{"action where none may be", "{{.Title}}", `<script>{{if .Title}}"{{end}}</script>`, "x.html:3:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			src := strings.Replace(minimal, test.old, test.new, 1)
			if src == minimal {
				t.Fatal("nothing replaced")
			}
			_, diags, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
			if !errors.Is(err, ErrTemplate) {
				t.Fatalf("error is %v", err)
			}
			if first := firstError(diags).String(); !strings.Contains(first, test.want) {
				t.Errorf("first error is %q, want %q in it", first, test.want)
			}
		})
	}
}

func TestLoadMetadata(t *testing.T) {
	src := strings.Replace(minimal, `content="400x300">`, `content="400xauto(300-900)">
<meta name="card:format" content="jpg"><meta name="card:scale" content="2"><meta name="card:max-bytes" content="90000">`, 1)
	tmpl, _, err := Load(fstest.MapFS{"x.html": {Data: []byte(src)}}, "x")
	if err != nil {
		t.Fatal(err)
	}
	if tmpl.Title != "T" || tmpl.Width != 400 || tmpl.Height != 0 || tmpl.MinHeight != 300 || tmpl.MaxHeight != 900 ||
		tmpl.Format != encode.JPEG || tmpl.Scale != 2 || tmpl.MaxBytes != 90000 {
		t.Errorf("got %+v", tmpl)
	}
	if _, _, err := Load(fstest.MapFS{}, "x"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing template gives %v", err)
	}
}

func TestScannable(t *testing.T) {
	for address, want := range map[string]bool{
		"https://news.example.com/a": true,
		"http://203.0.114.7/a":       true,
		"https://例子.example/新闻":      true,
		"":                           false,
		"ftp://news.example.com/a":   false,
		"javascript:alert(1)":        false,
		"http://localhost/a":         false,
		"http://printer.local/":      false,
		"http://127.0.0.1:8080/a":    false,
		"http://127.1/a":             false,
		"http://0x7f000001/a":        false,
		"http://2130706433/a":        false,
		"http://10.1.2.3/a":          false,
		"http://192.168.1.1/a":       false,
		"http://169.254.1.1/a":       false,
		"http://[::1]/a":             false,
		"http://[fd00::1]/a":         false,
		"http://[::ffff:10.0.0.1]/":  false,
		"https:///a":                 false,
		"https://a.example/" + strings.Repeat("a", 254): false,
	} {
		if got := Scannable(address); got != want {
			t.Errorf("Scannable(%.60q) is %v", address, got)
		}
	}
}

func TestPartials(t *testing.T) {
	files := fstest.MapFS{
		"x.html":              {Data: []byte(strings.Replace(minimal, "{{.Title}}", `{{template "foot" .}}`, 1))},
		"partials/foot.html":  {Data: []byte(`<p class="foot">{{with qr .URL}}<img src="{{.}}">{{end}}{{.Title}}</p>`)},
		"partials/other.html": {Data: []byte(`unused`)},
	}
	tmpl, _, err := Load(files, "x")
	if err != nil {
		t.Fatal(err)
	}
	if !tmpl.QR {
		t.Error("a code in a partial is not seen")
	}
	var filled bytes.Buffer
	err = tmpl.Fill(context.Background(), &filled, map[string]string{"Title": "题", "URL": ""})
	if err != nil || !strings.Contains(filled.String(), `<p class="foot">题</p>`) {
		t.Errorf("%v, %s", err, &filled)
	}

	files["partials/foot.html"].Data = []byte("<p>\n{{if}}</p>")
	_, diags, err := Load(files, "x")
	if !errors.Is(err, ErrTemplate) || !strings.HasPrefix(firstError(diags).String(), "partials/foot.html:2:") {
		t.Errorf("%v, %v", err, diags)
	}

	delete(files, "partials/foot.html")
	files["partials/x.html"] = &fstest.MapFile{Data: []byte(`one of the two would be lost`)}
	const want = "partials/x.html:1:1: the partial x has the name of a card"
	if _, diags, err = Load(files, "x"); err == nil || firstError(diags).String() != want {
		t.Errorf("%v, %v", err, diags)
	}
}
