package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"

	"code.dny.dev/ssrf"
)

// Fault is why something could not be had. Errors of this package wrap one.
type Fault string

// The faults. Their texts are RFC 9651 tokens, so that they may stand in a
// header.
const (
	ErrTimeout     Fault = "timeout"     // it took too long
	ErrBlocked     Fault = "blocked"     // the address may not be asked
	ErrRedirect    Fault = "redirect"    // it leads on and on, or to what is no web address
	ErrUnreachable Fault = "unreachable" // no such host, or it does not answer, or not as HTTP
	ErrNotFound    Fault = "not_found"   // 404 and 410
	ErrStatus      Fault = "status"      // any other status but 200
	ErrTooLarge    Fault = "too_large"   // more bytes than asked for
	ErrMediaType   Fault = "media_type"  // no HTML, where a page was asked for
)

// StatusError is the status of an answer that is neither 200 nor of what is not there.
// It wraps [ErrStatus].
type StatusError int

func (e StatusError) Error() string {
	return fmt.Sprintf("%s: %d %s", ErrStatus, int(e), http.StatusText(int(e)))
}

// Unwrap returns ErrStatus.
func (e StatusError) Unwrap() error { return ErrStatus }

func (f Fault) Error() string { return string(f) }

// Fault is the code.
func (f Fault) Fault() string { return string(f) }

// faultOf sorts the errors of net/http.
func faultOf(err error) Fault {
	var own Fault
	if errors.As(err, &own) {
		return own
	}
	for _, blocked := range []error{ssrf.ErrProhibitedIP, ssrf.ErrProhibitedPort, ssrf.ErrProhibitedNetwork, ssrf.ErrInvalidHostPort} {
		if errors.Is(err, blocked) {
			return ErrBlocked
		}
	}
	var slow net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, os.ErrDeadlineExceeded) || errors.As(err, &slow) && slow.Timeout() {
		return ErrTimeout
	}
	return ErrUnreachable
}
