package fetch

import (
	"context"
	"io"
	"net/http"
	"slices"
)

// Look is what a host answered, whatever it is.
type Look struct {
	Status  int
	Header  http.Header
	Address string   // after redirects
	Hops    []string // addresses before it that led on, the first one asked for first
	Body    []byte
	Cut     bool // the body goes on
}

// Look returns what is answered at address, with the first maxBytes of it: for those who
// want to know why it cannot be had. Errors wrap a [Fault]; a status is none.
func (c *Client) Look(ctx context.Context, address string, maxBytes int64) (*Look, error) {
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	look, err := c.look(ctx, address, maxBytes)
	if err != nil {
		return nil, failed(address, err)
	}
	return look, nil
}

func (c *Client) look(ctx context.Context, address string, maxBytes int64) (*Look, error) {
	request, err := c.newRequest(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	look := &Look{Status: response.StatusCode, Header: response.Header, Address: response.Request.URL.String()}
	for led := response.Request.Response; led != nil; led = led.Request.Response {
		look.Hops = append(look.Hops, led.Request.URL.String())
	}
	slices.Reverse(look.Hops)
	if look.Body, err = io.ReadAll(io.LimitReader(response.Body, maxBytes+1)); err != nil {
		return nil, err
	}
	if int64(len(look.Body)) > maxBytes {
		look.Body, look.Cut = look.Body[:maxBytes], true
	}
	return look, nil
}
