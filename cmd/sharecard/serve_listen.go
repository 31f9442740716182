package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strconv"
)

// firstPassed is the descriptor of the first socket that is passed on (sd_listen_fds(3)).
const firstPassed = 3

// listen returns the socket that systemd, or another parent, listens on and passes on,
// or else one of its own at address. A socket that outlives the process loses nobody
// over a restart: who connects meanwhile waits for the next one.
func listen(address string) (net.Listener, error) {
	if os.Getenv("LISTEN_PID") != strconv.Itoa(os.Getpid()) {
		ln, err := net.Listen("tcp", address)
		if err != nil {
			return nil, fmt.Errorf("--listen %s: %w", address, err)
		}
		return ln, nil
	}
	if n := os.Getenv("LISTEN_FDS"); n != "1" {
		return nil, fmt.Errorf("LISTEN_FDS is %.20q: exactly one socket can be passed on", n)
	}
	for _, name := range []string{"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"} {
		if err := os.Unsetenv(name); err != nil { // it is not for children
			return nil, err
		}
	}
	f := os.NewFile(firstPassed, "passed socket")
	ln, err := net.FileListener(f) // of a copy
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("the socket that was passed on: %w", err)
	}
	if _, ok := ln.Addr().(*net.TCPAddr); !ok {
		return nil, errors.Join(fmt.Errorf("the socket that was passed on is of %s: it must be of TCP", ln.Addr().Network()), ln.Close())
	}
	return ln, nil
}
