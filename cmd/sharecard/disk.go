package main

import (
	"context"
	"errors"
	"os"

	"sharecard/cmd/sharecard/internal/server"
)

// probeBytes is what the probe of a disk writes: about a card.
const probeBytes = 256 << 10

// diskProbe looks whether a card could be stored in dir: whether what is open there is
// present, and whether a file of that size can be written.
func diskProbe(dir string, present func() error) server.Probe {
	check := func(context.Context) error {
		if err := present(); err != nil {
			return err
		}
		f, err := os.CreateTemp(dir, ".probe-*")
		if err != nil {
			return err
		}
		_, err = f.Write(make([]byte, probeBytes))
		if err == nil {
			err = f.Sync() // a file system may have room only when it looks
		}
		return errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return server.Probe{Name: "disk", Vital: true, Check: check,
		Still: "cards are drawn and served, and nothing new can be kept but withdrawals"}
}
