package preflight

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/platform"
)

// MaxPage is how much of a page is read, in bytes.
const MaxPage = 4 << 20

// maxRobots is how much of a robots.txt is read (RFC 9309, section 2.5), in bytes.
const maxRobots = 500 << 10

// Web fetches pages and pictures; *[fetch.Client] does.
type Web interface {
	Look(ctx context.Context, address string, maxBytes int64) (*fetch.Look, error)
}

// Checker looks at pages. It is safe for concurrent use.
type Checker struct {
	Web Web
	// Signed reports whether the service signs pages of a host for WeChat; nil: it signs
	// none.
	Signed func(host string) bool
}

// previews are the platforms that read the tags of a page.
func previews() []*platform.Platform {
	return slices.DeleteFunc(platform.All(), func(p *platform.Platform) bool { return !p.Preview })
}

// Page looks at the page at an address. The error is ctx's.
func (c *Checker) Page(ctx context.Context, address string) (*Report, error) {
	r := &Report{Address: address}
	look, err := c.Web.Look(ctx, address, MaxPage)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	defer r.sort()
	if err != nil {
		r.addFault("page", err)
		return r, nil
	}
	r.Address = look.Address
	if !r.checkAnswer("page", look) {
		return r, nil
	}
	kind := look.Header.Get("Content-Type")
	if media, _, _ := mime.ParseMediaType(kind); media != "" && !slices.Contains(fetch.PageTypes, media) {
		r.add("page_type", kind)
		return r, nil
	}
	if strings.Contains(strings.ToLower(look.Header.Get("X-Robots-Tag")), "noimageindex") {
		r.add("robots_meta", "X-Robots-Tag: "+look.Header.Get("X-Robots-Tag"))
	}
	c.checkWeChat(r)
	return r, c.checkTags(ctx, r, look.Body, kind, look.Address)
}

// Source looks at a page that was saved; at is where it was got, "" where that is not
// known. The error is ctx's.
func (c *Checker) Source(ctx context.Context, page []byte, at string) (*Report, error) {
	r := &Report{Address: at}
	defer r.sort()
	return r, c.checkTags(ctx, r, page, "", at)
}

// File looks at a picture, against all platforms.
func File(picture []byte) *Report {
	r := &Report{Picture: new(Picture)}
	r.checkPicture(picture, "", false, platform.All())
	r.sort()
	return r
}

// IsPicture reports whether a file is a picture and no page.
func IsPicture(file []byte) bool {
	return slices.ContainsFunc(formats, func(f format) bool { return f.is(file) })
}

func (c *Checker) checkTags(ctx context.Context, r *Report, page []byte, contentType, at string) error {
	t := readTags(page, contentType)
	address := t.check(r, at)
	r.checkLengths()
	if err := c.checkRobots(ctx, r, "robots_page", at); err != nil {
		return err
	}
	if address == "" {
		return nil
	}
	r.Picture = &Picture{Address: address}
	look, err := c.Web.Look(ctx, address, fetch.MaxPicture)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		r.addFault("picture", err)
		return nil
	}
	r.Picture.Address = look.Address
	if !r.checkAnswer("picture", look) {
		return nil
	}
	r.checkPicture(look.Body, look.Header.Get("Content-Type"), look.Cut, previews())
	r.checkCaching(look.Header)
	if w, h := t.declared(); r.Picture.Width > 0 && (w > 0 && w != r.Picture.Width || h > 0 && h != r.Picture.Height) {
		r.add("picture_declared", fmt.Sprintf("%d × %d ≠ %d × %d px", w, h, r.Picture.Width, r.Picture.Height))
	}
	return c.checkRobots(ctx, r, "robots_picture", address)
}

// addFault tells why something could not be fetched; what is "page" or "picture".
func (r *Report) addFault(what string, err error) {
	switch {
	case errors.Is(err, fetch.ErrTimeout):
		r.add(what+"_timeout", "")
	case errors.Is(err, fetch.ErrRedirect):
		r.add(what+"_redirects", "")
	case errors.Is(err, fetch.ErrBlocked):
		r.add(what+"_blocked", "")
	default:
		r.add(what+"_unreachable", "")
	}
}

// checkAnswer tells what is wrong with how a host answers, and whether there is something
// to look at.
func (r *Report) checkAnswer(what string, look *fetch.Look) bool {
	if n := len(look.Hops); n > 0 {
		var fewer []string
		for _, p := range previews() {
			if most := p.Limits.MaxRedirects; most > 0 && n > most {
				fewer = append(fewer, p.Name)
			}
		}
		if len(fewer) > 0 || n > 2 {
			r.add(what+"_detour", strconv.Itoa(n), fewer...)
		}
	}
	switch status := look.Status; {
	case status == http.StatusOK:
		return true
	case status == http.StatusNotFound || status == http.StatusGone:
		r.add(what+"_gone", strconv.Itoa(status))
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		r.add(what+"_forbidden", strconv.Itoa(status))
	default:
		r.add(what+"_status", strconv.Itoa(status))
	}
	return false
}

func (r *Report) checkLengths() {
	for _, p := range platform.All() {
		if most := p.Limits.MaxTitle; most > 0 && utf8.RuneCountInString(r.Title) > most {
			r.add("title_long", fmt.Sprintf("%d > %d", utf8.RuneCountInString(r.Title), most), p.Name)
		}
		if most := p.Limits.MaxSummary; most > 0 && utf8.RuneCountInString(r.Summary) > most {
			r.add("summary_long", fmt.Sprintf("%d > %d", utf8.RuneCountInString(r.Summary), most), p.Name)
		}
	}
}

func (r *Report) checkCaching(h http.Header) {
	said := strings.ToLower(h.Get("Cache-Control"))
	for _, word := range []string{"no-store", "private"} {
		if strings.Contains(said, word) {
			r.add("picture_uncacheable", "Cache-Control: "+h.Get("Cache-Control"))
			return
		}
	}
}

// checkRobots tells which platforms a host's robots.txt keeps from an address. A host
// that has none forbids nothing.
func (c *Checker) checkRobots(ctx context.Context, r *Report, code, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil
	}
	look, err := c.Web.Look(ctx, u.Scheme+"://"+u.Host+"/robots.txt", maxRobots)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil || look.Status != http.StatusOK {
		return nil
	}
	all := parseRobots(string(look.Body))
	var kept []string
	for _, p := range platform.All() {
		if p.Crawler != "" && all.forbids(p.Crawler, address) {
			kept = append(kept, p.Name)
		}
	}
	if len(kept) > 0 {
		r.add(code, u.Host, kept...)
	}
	return nil
}

// checkWeChat tells whether pages of the host are signed: WeChat reads no tags.
func (c *Checker) checkWeChat(r *Report) {
	u, err := url.Parse(r.Address)
	if err != nil || c.Signed != nil && c.Signed(u.Hostname()) {
		return
	}
	r.add("wechat_unsigned", u.Hostname(), "wechat")
}
