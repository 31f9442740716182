package main

import (
	"fmt"
	"net/netip"

	"sharecard/cmd/sharecard/internal/fetch"
)

// fetchSettings say where pictures and pages may come from, of all commands
// that fetch any.
type fetchSettings struct {
	AllowFetch []netip.Prefix `help:"Network that pictures and pages may come from although it is not public, as in 10.20.0.0/16: a publisher's own picture host. May be repeated." placeholder:"CIDR"`
}

// Widest networks that --allow-fetch takes, in bits: a wider one would open
// more than anybody's own network.
const (
	leastBits4 = 8
	leastBits6 = 16
)

// check returns an error where a network is too wide.
func (s *fetchSettings) check() error {
	for _, p := range s.AllowFetch {
		least := leastBits4
		if p.Addr().Is6() {
			least = leastBits6
		}
		if p.Bits() < least {
			return usageError{fmt.Errorf("--allow-fetch %v is too wide: at least /%d", p, least)}
		}
	}
	return nil
}

// client makes the client that fetches pictures and pages.
func (s *fetchSettings) client() (*fetch.Client, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	return fetch.New(fetch.Config{Allow: s.AllowFetch}), nil
}
