package preflight

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Own is what a service is set to, as far as it matters for pictures that others show.
type Own struct {
	PublicURL string // "": none
	Tokens    bool   // there are some
	WeChat    bool   // pages are signed for WeChat
}

// Server looks at the service itself: its settings, and what the world sees at its public
// address. The error is ctx's.
func (c *Checker) Server(ctx context.Context, o Own) (*Report, error) {
	r := &Report{Address: o.PublicURL}
	defer r.sort()
	if !o.WeChat {
		r.add("server_wechat", "", "wechat")
	}
	if o.PublicURL == "" {
		r.add("server_private", "")
		return r, nil
	}
	if !o.Tokens {
		r.add("server_tokens", "")
	}
	if !strings.HasPrefix(o.PublicURL, "https:") {
		r.add("server_insecure", o.PublicURL)
	}
	ready, err := url.JoinPath(o.PublicURL, "readyz")
	if err != nil {
		return r, nil
	}
	look, err := c.Web.Look(ctx, ready, maxAnswer)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	switch {
	case err != nil:
		r.addFault("server", err)
		return r, nil
	case !strings.Contains(string(look.Body), `"status"`):
		r.add("server_other", o.PublicURL)
	case look.Status != http.StatusOK:
		r.add("server_unready", look.Header.Get("Retry-After"))
	}
	return r, c.checkRobots(ctx, r, "robots_picture", o.PublicURL+"/c/0/og.jpg")
}

// maxAnswer is more than /readyz tells, in bytes.
const maxAnswer = 64 << 10
