package main

import (
	"bufio"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"sharecard/cmd/sharecard/internal/licenses"
	"sharecard/fonts"
)

// licensesCommand prints the notices of all that is in this program.
type licensesCommand struct{}

// Run prints each text once, after the names of what it is for.
func (licensesCommand) Run(m *Main) error {
	all, err := licenses.All()
	if err != nil {
		return err
	}
	w := bufio.NewWriter(m.Stdout)
	fmt.Fprintln(w, "What this program is made of, and under which licences.")
	notice := func(names []string, text string) {
		fmt.Fprintf(w, "\n%s\n\n%s\n\n%s\n", strings.Repeat("─", 72), strings.Join(names, "\n"), strings.TrimSpace(text))
	}
	notice([]string{"Embedded fonts: Noto Sans SC, Noto Serif SC, Noto Color Emoji"}, fonts.License())
	linked := linkedModules()
	for _, n := range all {
		var names []string
		for _, c := range n.Components {
			switch {
			case c.Version != "" && (linked == nil || linked[c.Path]):
				names = append(names, c.Path+" "+c.Version)
			case c.Path == "Go":
				names = append(names, runtime.Version()+", its runtime and standard library")
			case c.Version == "":
				names = append(names, c.Path)
			}
		}
		if len(names) > 0 {
			notice(names, n.Text)
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("printing the licences: %w", err)
	}
	return nil
}

// linkedModules are the modules in this binary; nil where it does not say.
func linkedModules() map[string]bool {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	linked := map[string]bool{}
	for _, d := range info.Deps {
		linked[d.Path] = true
	}
	return linked
}
