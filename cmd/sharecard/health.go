package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sharecard/cmd/sharecard/internal/strictjson"
)

// healthCommand asks a server on this machine whether it can serve: what a
// container's health check runs, where there is no other program to ask with.
type healthCommand struct {
	URL    string `name:"url" help:"Address of the server; without it, the port that serve listens on." placeholder:"URL"`
	Listen string `default:"127.0.0.1:8080" help:"The --listen of the server." placeholder:"ADDR"`
}

// healthTimeout is less than a health check usually allows.
const healthTimeout = 3 * time.Second

// Run succeeds where the server's /readyz does.
func (c *healthCommand) Run(ctx context.Context, m *Main) error {
	address, err := c.address()
	if err != nil {
		return usageError{err}
	}
	ctx, cancel := context.WithTimeout(ctx, healthTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return usageError{err}
	}
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true}, // and no proxy
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	const enough = 1 << 10
	body, err := io.ReadAll(io.LimitReader(response.Body, enough))
	if err != nil {
		return fmt.Errorf("reading %s: %w", address, err)
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s %s", address, response.Status, strings.TrimSpace(string(body)))
	}
	return nil
}

// address is that of /readyz.
func (c *healthCommand) address() (string, error) {
	if c.URL != "" {
		if reason := strictjson.CheckURL(c.URL); reason != "" {
			return "", fmt.Errorf("--url %s", reason)
		}
		return url.JoinPath(c.URL, "readyz")
	}
	host, port, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return "", fmt.Errorf("--listen %q: %w", c.Listen, err)
	}
	if port == "0" {
		return "", errors.New("--listen with port 0 does not say which port: give --url")
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/readyz", nil
}
