package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"sharecard/render"
)

// version tells the module's version or commit, the engine's version and the
// platform: what decides a card's pixels.
func version() string {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" && version == "(devel)" {
				version = s.Value
			}
		}
	}
	return fmt.Sprintf("sharecard %s, engine %s, %s %s/%s",
		version, render.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// versionCommand prints what this binary is.
type versionCommand struct{}

// Run prints it, as --version does.
func (versionCommand) Run(m *Main) error {
	_, err := fmt.Fprintln(m.Stdout, version())
	return err
}
