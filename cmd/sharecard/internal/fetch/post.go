package fetch

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// maxAnswer is how many bytes of the answer to a POST are read, so that its connection
// can serve again.
const maxAnswer = 64 << 10

// Post sends a body to address and returns the status of the answer, whatever it is; a
// redirect is not followed. It gives up when ctx ends. Errors wrap a [Fault].
func (c *Client) Post(ctx context.Context, address string, header http.Header, body []byte) (status int, err error) {
	status, err = c.post(ctx, address, header, body)
	if err != nil {
		return 0, failed(address, err)
	}
	return status, nil
}

func (c *Client) post(ctx context.Context, address string, header http.Header, body []byte) (status int, err error) {
	request, err := c.newRequest(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	maps.Copy(request.Header, header)
	once := http.Client{
		Transport:     c.http.Transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := once.Do(request)
	if err != nil {
		return 0, err
	}
	defer func() { _ = response.Body.Close() }()
	_, _ = io.CopyN(io.Discard, response.Body, maxAnswer) // what it says does not matter
	return response.StatusCode, nil
}

// CheckAddress returns an error where an address is none that may be asked. Where it leads
// is decided when it is.
func CheckAddress(address string) error {
	_, err := parse(address)
	return err
}

// Forbids returns ErrBlocked where the host of an address is an IP address that the client
// does not ask, or its port is none that it asks there. Where a name leads is decided when
// it is asked.
func (c *Client) Forbids(address string) error {
	u, err := parse(address)
	if err != nil {
		return err
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return nil // a name
	}
	network, port := "tcp4", cmp.Or(u.Port(), map[string]string{"http": "80", "https": "443"}[u.Scheme])
	if ip = ip.Unmap(); ip.Is6() {
		network = "tcp6"
	}
	if c.control(network, net.JoinHostPort(ip.String(), port), nil) != nil {
		return fmt.Errorf("%w: %s, port %s", ErrBlocked, ip, port)
	}
	return nil
}
