package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime/debug"
)

const (
	// piece is how much of a body is read into one piece of memory, in bytes, and how much
	// of each is read at once. The rest of a longer one waits until it fits into longBodies
	// with those of others.
	piece      = 256 << 10
	longBodies = 24 << 20
	// bigBody is from how many bytes on what earlier bodies left is given back before one is
	// read: the collector alone is slower than a near host.
	bigBody = 4 << 20
)

// readBody reads at most maxBytes, which count what comes out of a compressed answer.
func (c *Client) readBody(ctx context.Context, response *http.Response, maxBytes int64) ([]byte, error) {
	from := io.LimitReader(response.Body, maxBytes+1)
	first, err := readPiece(from, piece)
	if err != nil {
		return whole([][]byte{first}, err, maxBytes)
	}
	length := maxBytes
	if response.ContentLength >= 0 {
		length = response.ContentLength
	}
	reserved := min(length, longBodies)
	if err := c.long.Acquire(ctx, reserved); err != nil {
		return nil, fmt.Errorf("%w: waiting to read the body: %w", ErrTimeout, err)
	}
	defer c.long.Release(reserved)
	if length >= bigBody {
		debug.FreeOSMemory()
	}
	if response.ContentLength >= piece { // at most maxBytes; to join pieces would take twice as much
		body := make([]byte, response.ContentLength)
		_, err := io.ReadFull(response.Body, body[copy(body, first):])
		return body, err
	}
	pieces := [][]byte{first}
	for err == nil {
		var next []byte
		next, err = readPiece(from, piece)
		pieces = append(pieces, next)
	}
	return whole(pieces, err, maxBytes)
}

// readPiece reads that many bytes, or fewer and an error, which is io.EOF at the end.
func readPiece(r io.Reader, bytes int) (p []byte, err error) {
	p = make([]byte, bytes)
	n := 0
	for n < bytes && err == nil {
		var more int
		more, err = r.Read(p[n:])
		n += more
	}
	return p[:n], err
}

// whole joins the pieces of a body whose reading ended with an error.
func whole(pieces [][]byte, err error, maxBytes int64) ([]byte, error) {
	if !errors.Is(err, io.EOF) {
		return nil, err
	}
	body := bytes.Join(pieces, nil)
	if int64(len(body)) > maxBytes {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, maxBytes)
	}
	return body, nil
}
