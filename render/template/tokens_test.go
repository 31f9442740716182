package template

import (
	"fmt"
	"testing"
	"testing/fstest"

	"sharecard/templates"
)

func loadOne(t *testing.T, files map[string]string) *Template {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	tpl, diags, err := Load(fsys, "card")
	if err != nil {
		t.Fatal(err, diags)
	}
	return tpl
}

const tokenPage = `<!doctype html>
<html lang="{{.Lang}}" data-theme="{{or .Theme "paper"}}"{{with .Accent}} style="--accent: {{.}}"{{end}}>
<head><title>Card</title><meta name="card:size" content="100x100"><link rel="stylesheet" href="base.css">
<style>:root { --own: 1px } @media (prefers-color-scheme: dark) { :root { --own: 2px } }</style></head><body></body></html>`

func TestTokens(t *testing.T) {
	tpl := loadOne(t, map[string]string{
		"card.html": tokenPage,
		"base.css": `:root { --ground: #ffffff; --text: var(--ink, #000); --card-sources: "甲", "乙" }
[data-theme="paper"] { --ground: #f7f2e8; --ink: #1d1a16 }
[data-theme="ink"] { --ground: #141518 }`,
	})
	for _, test := range []struct {
		theme       string
		dark        bool
		token, want string
	}{
		{"", false, "--ground", "#f7f2e8"}, // the template's own theme
		{"", false, "--text", "#1d1a16"},
		{"ink", true, "--ground", "#141518"},
		{"ink", true, "--text", "#000"},
		{"clean", false, "--ground", "#ffffff"},
		{"clean", false, "--own", "1px"},
		{"ink", true, "--own", "2px"},
		{"", false, "--card-sources", `"甲", "乙"`},
		{"", false, "--accent", ""},
		{`"><x>`, false, "--ground", "#ffffff"},
	} {
		for range 2 { // computed, then found
			if got := tpl.Tokens(test.theme, test.dark)[test.token]; got != test.want {
				t.Errorf("%s in %q: got %q, want %q", test.token, test.theme, got, test.want)
			}
		}
	}
}

// A template whose theme is fixed has it whatever is asked for.
func TestTokensOfAFixedTheme(t *testing.T) {
	const style = `<style>[data-theme="red"] { --ground: #b8141b }</style>`
	fixed := loadOne(t, map[string]string{
		"card.html": `<html data-theme="red"><head><title>Card</title><meta name="card:size" content="9x9">` + style,
	})
	if got := fixed.Tokens("ink", true)["--ground"]; got != "#b8141b" {
		t.Errorf("got %q", got)
	}
	none := loadOne(t, map[string]string{"card.html": `<title>Card</title><meta name="card:size" content="9x9">` + style})
	if got := none.Tokens("red", false)["--ground"]; got != "" {
		t.Errorf("without the tag: got %q", got)
	}
}

func TestTokensKeptAreBounded(t *testing.T) {
	tpl := loadOne(t, map[string]string{"card.html": tokenPage, "base.css": ""})
	for i := range 2 * maxTokens {
		tpl.Tokens(fmt.Sprint("theme", i), false)
	}
	if n := len(tpl.root.kept); n != maxTokens {
		t.Errorf("%d are kept", n)
	}
}

func BenchmarkTokens(b *testing.B) {
	tpl, _, err := Load(templates.FS, "poster")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		tpl.Tokens("ink", true)
	}
}
