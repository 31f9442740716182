package render

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"sharecard/render/css"
)

// TestReadmeCSS holds the README's table of CSS properties to the list that
// the parser works from. -update rewrites the table.
func TestReadmeCSS(t *testing.T) {
	const (
		file  = "../README.md"
		begin = "<!-- css: made by go test ./render -run ReadmeCSS -update -->\n"
		end   = "<!-- end of css -->"
	)
	readme, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(readme), begin)
	have, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", file)
	}
	want := cssTable()
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+want+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have != want {
		t.Errorf("the table in %s is not that of css.Properties; run this test with -update", file)
	}
}

// cssTable is the list of properties as Markdown, folded away.
func cssTable() string {
	var sb strings.Builder
	properties := css.Properties()
	fmt.Fprintf(&sb, "<details><summary>The %d CSS properties a card may use</summary>\n\n| property | values |\n|---|---|\n", len(properties))
	code := func(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }
	for _, p := range properties {
		names := []string{code(p.Name)}
		for _, a := range p.Aliases {
			names = append(names, code(a))
		}
		values := code(p.Values)
		if p.Values == "" {
			values = "as its longhands"
		}
		fmt.Fprintf(&sb, "| %s | %s |\n", strings.Join(names, ", "), values)
	}
	sb.WriteString("\n</details>\n")
	return sb.String()
}
