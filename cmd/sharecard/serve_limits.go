package main

import (
	"errors"
	"fmt"
	"math"
	"net/netip"
	"time"

	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/throttle"
)

// limitSettings bound what clients may take.
type limitSettings struct {
	RateLimit      float64        `default:"0" help:"Requests a second that each client may make; clients with a token may make more. 0: any number." placeholder:"NUMBER"`
	RateBurst      int            `default:"60" help:"Requests that a client may make at once before --rate-limit counts." placeholder:"NUMBER"`
	TrustedProxies []netip.Prefix `help:"Networks of your own proxies, whose X-Forwarded-For tells the client, as in 10.0.0.0/8; several are separated by commas." placeholder:"CIDR"`
	MaxConnections int            `default:"4096" help:"Connections that are open at once; more wait until one is closed or idle." placeholder:"NUMBER"`
	MaxPerClient   int            `default:"0" help:"Connections that one client has at once: one IPv4 address, or one /64 of IPv6. Behind --trusted-proxies, requests under way. 0: a quarter of --max-connections." placeholder:"NUMBER"`
	Linger         time.Duration  `default:"200ms" help:"How long a server that is told to stop still takes requests, while /readyz says no, so that a balancer looks elsewhere." placeholder:"TIME"`
}

// maxLinger is longer than any balancer takes to notice.
const maxLinger = 5 * time.Minute

// apply checks the settings and puts them into the server's.
func (c *limitSettings) apply(to *server.Config) error {
	switch {
	case !(c.RateLimit >= 0) || math.IsInf(c.RateLimit, 0): // also refuses NaN
		return usageError{fmt.Errorf("--rate-limit %g: must be 0 or more", c.RateLimit)}
	case c.RateBurst < 1:
		return usageError{fmt.Errorf("--rate-burst %d: must be 1 or more", c.RateBurst)}
	case c.MaxConnections < 1:
		return usageError{fmt.Errorf("--max-connections %d: must be 1 or more", c.MaxConnections)}
	case c.MaxPerClient < 0:
		return usageError{fmt.Errorf("--max-per-client %d: must be 0 or more", c.MaxPerClient)}
	case c.Linger < 0 || c.Linger > maxLinger:
		return usageError{fmt.Errorf("--linger %v: must be from 0s to %v", c.Linger, maxLinger)}
	}
	for _, network := range c.TrustedProxies {
		if network.Bits() == 0 {
			return usageError{errors.New("--trusted-proxies: " + network.String() + " would let every client say who it is")}
		}
		to.TrustedProxies = append(to.TrustedProxies, network.Masked())
	}
	if c.RateLimit > 0 {
		to.Rate = throttle.New(c.RateLimit, c.RateBurst, throttle.MaxClients)
	}
	to.Limits = server.Limits{Connections: c.MaxConnections, PerClient: c.MaxPerClient, Linger: max(c.Linger, 1)} // 0 would be the default
	return nil
}
