package main

import (
	"fmt"
	"net"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/server/gate"
)

// accessSettings say who may reach the service and under which names.
type accessSettings struct {
	Listen    string   `default:"127.0.0.1:8080" help:"Address to listen on, unless systemd passes a socket on. Without tokens it must be of this machine only." placeholder:"ADDR"`
	PublicURL string   `help:"Where the world reaches the service, as in https://cards.example. With it, all but pictures needs a token." placeholder:"URL"`
	Tokens    []string `sep:"none" help:"Who may do more than look: name:secret[:brand…], several separated by spaces or commas. A secret has 16 characters or more; brands are those the token may publish under (default: all). Better set by the environment, where other users of the machine do not see it." placeholder:"NAME:SECRET"`
	Host      []string `help:"Name that the server answers to besides localhost, the listen address and that of --public-url; may be repeated." placeholder:"NAME"`
}

// apply checks the settings and puts them into the server's.
func (c *accessSettings) apply(to *server.Config) (err error) {
	if c.PublicURL != "" {
		if to.PublicURL, err = gate.ParsePublicURL(c.PublicURL); err != nil {
			return usageError{fmt.Errorf("--public-url: %w", err)}
		}
	}
	if len(c.Tokens) > 0 {
		if to.Tokens, err = auth.ParseTokens(strings.Join(c.Tokens, " ")); err != nil {
			return usageError{fmt.Errorf("--tokens: %w", err)}
		}
	}
	if err := gate.CheckListen(c.Listen, to.Tokens); err != nil {
		return usageError{fmt.Errorf("--listen %q: %w", c.Listen, err)}
	}
	for _, name := range c.Host {
		if name, err = gate.ParseHost(name); err != nil {
			return usageError{fmt.Errorf("--host: %w", err)}
		}
		to.Hosts = append(to.Hosts, name)
	}
	host, _, _ := net.SplitHostPort(c.Listen) // checked by gate.CheckListen
	ip := net.ParseIP(host)
	if to.AnyIP = host == "" || ip != nil && ip.IsUnspecified(); !to.AnyIP {
		to.Hosts = append(to.Hosts, strings.ToLower(host))
	}
	return nil
}

// checkBrands returns an error where a token or a key is for a brand that there is
// not.
func checkBrands(c *server.Config, library *card.Library) error {
	check := func(flag, holder string, brands []string) error {
		for _, brand := range brands {
			if !slices.ContainsFunc(library.Brands(), func(b *card.Brand) bool { return b.Name == brand }) {
				return usageError{fmt.Errorf("%s: %s is for the brand %s, which there is not", flag, holder, brand)}
			}
		}
		return nil
	}
	for _, caller := range c.Tokens.Callers() {
		if err := check("--tokens", caller.Name, caller.Brands); err != nil {
			return err
		}
	}
	for _, key := range c.Signing.All() {
		if err := check("--signing-keys", key.ID, key.Brands); err != nil {
			return err
		}
	}
	return nil
}

// openAddress is the host and port to open in a browser on this machine.
func openAddress(a *net.TCPAddr) string {
	host := a.IP.String()
	if a.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, fmt.Sprint(a.Port))
}
