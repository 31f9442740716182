package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"sharecard/render"
)

// versionCommand prints what this binary is.
type versionCommand struct{}

// Run prints the module's version or commit, the engine's version and the
// platform: what decides a card's pixels.
func (versionCommand) Run(m *Main) error {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && version == "(devel)" {
				version = s.Value
			}
		}
	}
	_, err := fmt.Fprintf(m.Stdout, "sharecard %s, engine %s, %s %s/%s\n",
		version, render.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
