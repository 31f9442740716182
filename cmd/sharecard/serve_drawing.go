package main

import (
	"errors"
	"fmt"
	"runtime"

	"sharecard/cmd/sharecard/internal/card"
)

// drawingSettings say how much the service draws and remembers at once.
type drawingSettings struct {
	Workers       int      `default:"0" help:"Cards drawn at once. 0: one for each processor." placeholder:"NUMBER"`
	Queue         int      `default:"64" help:"Cards that wait to be drawn; who comes then is told to come again (429)." placeholder:"NUMBER"`
	CardMemory    byteSize `default:"32MB" help:"How much memory finished cards may take: a number of bytes, or with kB, MB or GB." placeholder:"SIZE"`
	PictureMemory byteSize `default:"32MB" help:"How much memory the pictures of articles may take that are kept: a quarter for their files, the rest decoded." placeholder:"SIZE"`
}

// Bounds of the settings.
const (
	maxWorkers  = 256
	maxQueue    = 10_000
	leastMemory = 1e6 // bytes
)

// apply checks the settings and puts them into the service's.
func (c *drawingSettings) apply(to *card.Config) error {
	switch {
	case c.Workers < 0 || c.Workers > maxWorkers:
		return usageError{fmt.Errorf("--workers %d: must be from 0 to %d", c.Workers, maxWorkers)}
	case c.Queue < 1 || c.Queue > maxQueue:
		return usageError{fmt.Errorf("--queue %d: must be from 1 to %d", c.Queue, maxQueue)}
	case c.CardMemory < leastMemory:
		return usageError{errors.New("--card-memory: must be 1MB or more")}
	case c.PictureMemory < leastMemory:
		return usageError{errors.New("--picture-memory: must be 1MB or more")}
	}
	to.Workers, to.Queue = c.Workers, c.Queue
	to.CacheBytes, to.PictureBytes = uint64(c.CardMemory), uint64(c.PictureMemory)
	return nil
}

const (
	// memoryBase is what faces, templates and articles take, some 32 MB, and a little for garbage: connections bring more.
	memoryBase = 36 << 20
	// memoryPerWorker is what drawing takes, garbage included.
	memoryPerWorker = 16 << 20
	// memoryPerConnection is what net/http takes for each, some 20 kB (two buffers of 4 kB,
	// the stacks of two goroutines, a request), and as much again for garbage.
	memoryPerConnection = 40 << 10
)

// memoryLimit is what the process takes with these settings and so many connections, in
// bytes, when Go collects garbage in time. What the system maps of the program's own file
// comes on top: about 60 MB, which it drops again where memory is short.
func memoryLimit(c *card.Config, connections int) int64 {
	workers := c.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	return int64(c.CacheBytes+c.PictureBytes) + memoryBase + int64(workers)*memoryPerWorker + int64(connections)*memoryPerConnection
}
