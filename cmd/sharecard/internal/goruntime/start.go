package goruntime

import (
	"os"
	"runtime"
	"runtime/debug"
)

// startPercent is GOGC until the first collection. With Go's own 100 the process
// collects several times while it loads what stays for good: faces, templates and
// words.
const startPercent = 1000

// CollectLater puts the first garbage collection off while the process starts.
// From that collection on, GOGC is as usual. A GOGC of the environment stays.
func CollectLater() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(startPercent)
	// The first collection finds this unused and runs its cleanup.
	marker := new([64]byte)
	runtime.AddCleanup(marker, func(percent int) { debug.SetGCPercent(percent) }, usual)
}
