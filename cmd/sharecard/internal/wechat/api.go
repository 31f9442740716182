package wechat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// maxReply is how long an answer of the API may be, in bytes.
const maxReply = 16 << 10

// Refusal is an error that WeChat's API answers with.
type Refusal struct {
	Call    string // "stable_token", "getticket"
	Code    int    // errcode
	Message string // errmsg; for operators
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %d %.200q", r.Call, r.Code, r.Message) }

// stale reports whether the access token was refused.
func (r *Refusal) stale() bool { return r.Code == 40001 || r.Code == 40014 || r.Code == 42001 }

// quota reports whether the day's calls are used up.
func (r *Refusal) quota() bool { return r.Code == 45009 }

// api makes the two calls.
type api struct {
	base, appID, secret string
	http                http.Client
}

func defaultTransport() http.RoundTripper {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConns = 2
	transport.MaxResponseHeaderBytes = maxReply
	return transport
}

// refuseRedirect keeps secret and token from other hosts.
func refuseRedirect(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// token fetches an access token.
func (a *api) token(ctx context.Context, now func() time.Time) (lease, error) {
	body, err := json.Marshal(map[string]string{"grant_type": "client_credential", "appid": a.appID, "secret": a.secret})
	if err != nil {
		return lease{}, err
	}
	r, err := a.call(ctx, "stable_token", http.MethodPost, "/cgi-bin/stable_token", body)
	if err != nil {
		return lease{}, err
	}
	return r.lease("stable_token", r.AccessToken, now())
}

// ticket fetches a ticket for the JS-SDK.
func (a *api) ticket(ctx context.Context, token string, now func() time.Time) (lease, error) {
	query := url.Values{"type": {"jsapi"}, "access_token": {token}}
	r, err := a.call(ctx, "getticket", http.MethodGet, "/cgi-bin/ticket/getticket?"+query.Encode(), nil)
	if err != nil {
		return lease{}, err
	}
	return r.lease("getticket", r.Ticket, now())
}

// reply is what either call answers.
type reply struct {
	Code        int    `json:"errcode"`
	Message     string `json:"errmsg"`
	AccessToken string `json:"access_token"`
	Ticket      string `json:"ticket"`
	ExpiresIn   int64  `json:"expires_in"` // seconds
}

func (r *reply) lease(call, value string, got time.Time) (lease, error) {
	if value == "" || r.ExpiresIn <= 0 {
		return lease{}, fmt.Errorf("%s: the answer holds nothing that can be used", call)
	}
	return newLease(value, got, time.Duration(min(r.ExpiresIn, int64(maxLife/time.Second)))*time.Second), nil
}

func (a *api) call(ctx context.Context, name, method, path string, body []byte) (*reply, error) {
	request, err := http.NewRequestWithContext(ctx, method, a.base+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%s: the address is malformed", name)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := a.http.Do(request)
	if err != nil {
		// Its text has the address, and that has the token.
		if at := (*url.Error)(nil); errors.As(err, &at) {
			err = at.Err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: status %d", name, response.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(response.Body, maxReply+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(text) > maxReply {
		return nil, fmt.Errorf("%s: more than %d bytes", name, maxReply)
	}
	r := new(reply)
	if json.Unmarshal(text, r) != nil {
		return nil, fmt.Errorf("%s: the answer is no JSON of the kind it should be", name)
	}
	if r.Code != 0 {
		return nil, &Refusal{name, r.Code, r.Message}
	}
	return r, nil
}
