package template

import (
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/templates"
)

func TestFields(t *testing.T) {
	const head = `<html lang="{{.Lang}}"><head><title>Card</title><meta name="card:size" content="9x9"></head><body>`
	for _, test := range []struct{ name, body, want string }{
		{"plain", `{{.Title}}`, "Lang Title"},
		{"each once, sorted", `{{.Title}}{{.Summary}}{{.Title}}`, "Lang Summary Title"},
		{"conditions, both branches", `{{if and .Cover (not .Kicker)}}{{.Title}}{{else if .Quote}}{{.QuoteBy}}{{else}}{{.URL}}{{end}}`,
			"Cover Kicker Lang Quote QuoteBy Title URL"},
		{"below a field", `{{.CoverInfo.Credit}}`, "CoverInfo.Credit Lang"},
		{"with", `{{with .Source}}{{.Name}}{{$.Title}}{{else}}{{.Kicker}}{{end}}`, "Kicker Lang Source Source.Name Title"},
		{"range", `{{range $i, $x := .Items}}{{.Title}}{{$x.Title}}{{$i}}{{$.URL}}{{end}}`, "Items Lang URL"},
		{"variables", `{{$d := .}}{{$s := .Source}}{{$d.Title}}{{$s.Name}}`, "Lang Source Source.Name Title"},
		{"functions and pipes",
			`<img src="{{qr .URL}}">{{.Title | printf "%s"}}{{len .Items}}{{(index .Items 0).Title}}{{(.Words).QRHint}}`,
			"Items Lang Title URL Words Words.QRHint"},
		{"partials", `{{template "whole" .}}{{template "part" .Source}}`, "Editor Lang Source Source.Name"},
		{"a partial in an attribute", `<p title="{{template "whole" .}}">`, "Editor Lang"},
		{"a partial that calls itself", `{{template "again" .}}`,
			"Lang X X.X X.X.X X.X.X.X X.X.X.X.X X.X.X.X.X.X X.X.X.X.X.X.X X.X.X.X.X.X.X.X"},
		{"a style", `<p style="--focus: {{.CoverInfo.FocusX}}%">`, "CoverInfo.FocusX Lang"},
	} {
		tpl := loadOne(t, map[string]string{
			"card.html":           head + test.body,
			"partials/whole.html": `{{.Editor}}`,
			"partials/part.html":  `{{.Name}}`,
			"partials/again.html": `{{if .X}}{{template "again" .X}}{{end}}`,
		})
		if got := strings.Join(tpl.Fields(), " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
}

// A misspelt field is an error with its place when the template is loaded, in a
// branch that is not taken and in a partial too.
func TestUnknownField(t *testing.T) {
	const head = `<html><head><title>Card</title><meta name="card:size" content="9x9"></head>` + "\n<body>"
	for body, want := range map[string]string{
		`<p>{{.Titel}}</p>`:                            `card.html:2:12: the card's data has no field .Titel; did you mean ".Title"?`,
		`{{if .Strange}}{{end}}`:                       `card.html:2:12: the card's data has no field .Strange`,
		`{{with .Source}}{{.Nam}}{{end}}`:              `card.html:2:25: .Source has no field .Nam; did you mean ".Name"?`,
		`{{if .Title}}{{else}}{{.Source.Nmae}}{{end}}`: `card.html:2:37: .Source has no field .Nmae; did you mean ".Name"?`,
		`{{template "part" .}}`:                        `partials/part.html:1:6: the card's data has no field .Sumary; did you mean ".Summary"?`,
	} {
		l := Loader{Data: reflect.TypeFor[*templates.Data]()}
		_, diags, err := l.Load(fstest.MapFS{
			"card.html": {Data: []byte(head + body)}, "partials/part.html": {Data: []byte(`<b>{{.Sumary}}`)},
		}, "card")
		if got := firstError(diags).String(); err == nil || got != want {
			t.Errorf("%s\ngot  %s\nwant %s", body, got, want)
		}
	}
}

// Whatever a built-in card reads is in the contract of fields.
func TestFieldsOfTheBuiltIn(t *testing.T) {
	data := reflect.TypeFor[*templates.Data]()
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".html")
		tpl, _, err := Load(templates.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		fields := tpl.Fields()
		for _, field := range fields {
			first, _, _ := strings.Cut(field, ".")
			_, isField := data.Elem().FieldByName(first)
			if _, isMethod := data.MethodByName(first); !isField && !isMethod {
				t.Errorf("%s reads .%s, which is not there", name, field)
			}
		}
		isText := func(field string) bool {
			return slices.Contains([]string{
				"Title", "Headline", "Slogan", "Excerpt", "Digest", "Catchword", "MarkedHeadline", "MarkedSlogan", "Saying",
			}, field)
		}
		if !slices.ContainsFunc(fields, isText) {
			t.Errorf("%s reads no text of the article: %v", name, fields)
		}
	}
}
