package main

import (
	"context"
	"errors"
	"os"

	"sharecard/cmd/sharecard/internal/server"
)

// probeBytes is what the probe of a disk writes: about a card.
const probeBytes = 256 << 10

// diskProbe looks whether a card could be stored in dir: it writes a file of that
// size and removes it.
func diskProbe(dir string) server.Probe {
	return server.Probe{Name: "disk", Check: func(context.Context) error {
		f, err := os.CreateTemp(dir, ".probe-*")
		if err != nil {
			return err
		}
		_, err = f.Write(make([]byte, probeBytes))
		if err == nil {
			err = f.Sync() // a file system may have room only when it looks
		}
		return errors.Join(err, f.Close(), os.Remove(f.Name()))
	}}
}
