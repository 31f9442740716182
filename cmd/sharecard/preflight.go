package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/wechat"
)

// preflightCommand tells why the picture of a shared page does not show.
type preflightCommand struct {
	accessSettings
	fetchSettings
	wechatSettings
	Page string   `arg:"" optional:"" help:"The address of a page, https://…; or a file, a saved page or a picture; - for stdin. Without it: the settings of serve, and what the world sees of them."`
	For  []string `help:"Tell only what concerns these platforms." placeholder:"PLATFORM,…"`
	URL  string   `name:"url" help:"Where the page in the file was got." placeholder:"ADDRESS"`
	Lang string   `default:"en" enum:"en,zh" help:"Language of what is told: en or zh." placeholder:"LANG"`
	JSON bool     `name:"json" help:"Print JSON."`
}

// Help is what preflight --help tells besides its flags.
func (*preflightCommand) Help() string {
	return `Looks at a page as platforms do: its tags, its picture, redirects, robots.txt, caching, and what each platform of /v1/platforms ` +
		`takes. Each finding names the platforms that it concerns and says what to do. Without a page it looks at the settings that serve ` +
		`has in the environment. The exit status is 1 where something keeps the picture from showing on all platforms, or on all of --for.`
}

// errNotShown is what a report with an error ends with.
var errNotShown = errors.New("the picture does not show")

// Run prints what is found.
func (c *preflightCommand) Run(ctx context.Context, m *Main) error {
	if _, err := platform.FindAll(c.For); err != nil {
		return misused(err)
	}
	web, err := c.client()
	if err != nil {
		return err
	}
	defer web.Close()
	signer, err := c.signer()
	if err != nil {
		return err
	}
	if signer != nil {
		defer signer.Close()
	}
	checker := &preflight.Checker{Web: web, Signed: signs(signer)}
	report, err := c.report(ctx, m, checker, signer != nil)
	if err != nil {
		return err
	}
	if len(c.For) > 0 {
		report = report.For(c.For)
	}
	if err := c.print(m.Stdout, report.In(c.Lang)); err != nil {
		return fmt.Errorf("printing the findings: %w", err)
	}
	if report.Failed() {
		return errNotShown
	}
	return nil
}

// signs reports whether pages of a host are signed for WeChat.
func signs(signer *wechat.Signer) func(host string) bool {
	return func(host string) bool { return signer != nil && signer.AllowsOrigin("https://"+host) }
}

func (c *preflightCommand) report(ctx context.Context, m *Main, checker *preflight.Checker, wechat bool) (*preflight.Report, error) {
	switch {
	case c.Page == "":
		var s server.Config
		if err := c.accessSettings.apply(&s); err != nil {
			return nil, err
		}
		return checker.Server(ctx, preflight.Own{PublicURL: s.PublicURL, Tokens: s.Tokens != nil, WeChat: wechat})
	case strings.HasPrefix(c.Page, "http://"), strings.HasPrefix(c.Page, "https://"):
		return checker.Page(ctx, c.Page)
	}
	if u, err := url.Parse(c.URL); c.URL != "" && (err != nil || u.Host == "") {
		return nil, usageError{fmt.Errorf("--url %s: must be an address such as https://www.example.com/a", c.URL)}
	}
	in, name, err := m.open(c.Page)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	file, err := io.ReadAll(io.LimitReader(in, fetch.MaxPicture+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case len(file) > fetch.MaxPicture:
		return nil, fmt.Errorf("%s: a picture has at most %d MB", name, fetch.MaxPicture>>20)
	case preflight.IsPicture(file):
		return preflight.File(file), nil
	case len(file) > preflight.MaxPage:
		return nil, fmt.Errorf("%s: a page has at most %d MB", name, preflight.MaxPage>>20)
	}
	return checker.Source(ctx, file, c.URL)
}

// print writes a report: a line for each finding, and what to do on the next.
func (c *preflightCommand) print(to io.Writer, r *preflight.Report) error {
	if c.JSON {
		e := json.NewEncoder(to)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(r)
	}
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s %s", f.Level, f.Code)
		if len(f.Platforms) > 0 {
			fmt.Fprintf(&b, " (%s)", strings.Join(f.Platforms, ", "))
		}
		fmt.Fprintf(&b, ": %s", f.Says)
		if f.Detail != "" {
			fmt.Fprintf(&b, " [%s]", f.Detail)
		}
		fmt.Fprintf(&b, "\n    %s\n", f.Do)
	}
	if p := r.Picture; p != nil && p.Width > 0 {
		fmt.Fprintf(&b, "%s %d × %d px, %d bytes\n", p.Format, p.Width, p.Height, p.Bytes)
	}
	_, err := io.WriteString(to, b.String())
	return err
}
