package css

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite PROPERTIES.md")

// TestPropertiesFile holds PROPERTIES.md to the table that the parser works
// from. -update rewrites it.
func TestPropertiesFile(t *testing.T) {
	const file = "PROPERTIES.md"
	want := propertiesFile()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Errorf("%s is not the list of css.Properties; run this test with -update", file)
	}
}

// propertiesFile is the list of properties as Markdown.
func propertiesFile() string {
	var sb strings.Builder
	list := Properties()
	fmt.Fprintf(&sb, "# The %d CSS properties a card may use\n\n", len(list))
	sb.WriteString("Made from the table of this package by `go test ./render/css -run PropertiesFile -update`.\n\n")
	sb.WriteString("| property | values | initial | inherited |\n|---|---|---|---|\n")
	code := func(s string) string { return "`" + strings.ReplaceAll(s, "|", `\|`) + "`" }
	for _, p := range list {
		names := []string{code(p.Name)}
		for _, a := range p.Aliases {
			names = append(names, code(a))
		}
		initial, inherited := "of its longhands", ""
		if p.Initial != "" {
			initial = code(p.Initial)
		}
		if p.Inherited {
			inherited = "yes"
		}
		fmt.Fprintf(&sb, "| %s | %s | %s | %s |\n", strings.Join(names, ", "), code(p.Values), initial, inherited)
	}
	sb.WriteString("\nOn an inline `<svg>`, around it and on what is in it, a style sheet may also set ")
	for i, name := range VectorProperties() {
		if i > 0 {
			sb.WriteString(", ")
		}
		sb.WriteString(code(name))
	}
	sb.WriteString(".\n")
	return sb.String()
}
