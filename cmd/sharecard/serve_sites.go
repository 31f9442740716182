package main

import (
	"fmt"
	"math"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/site"
)

// siteSettings list the hosts whose pages need nothing but the share button.
type siteSettings struct {
	PageHosts []string `help:"Hosts, without a port, whose pages at any port get cards by their address alone: <button data-sharecard> without an ID, and /v1/pages/cards/poster.jpg?url=…. A page is read when it is first asked for. Several are separated by commas." placeholder:"HOST"`
	PageRate  float64  `default:"20" help:"New pages a second that each of these hosts is asked for, after a burst of as many as in 20 s; each client may cause half of that." placeholder:"NUMBER"`
}

// mostPageRate is more than any site wants.
const mostPageRate = 1000

// sites returns what reads the pages, or nil where no host is listed.
func (c *siteSettings) sites() (*site.Config, error) {
	if !(c.PageRate > 0 && c.PageRate <= mostPageRate) || math.IsNaN(c.PageRate) {
		return nil, usageError{fmt.Errorf("--page-rate %g: must be more than 0 and at most %d", c.PageRate, mostPageRate)}
	}
	if len(c.PageHosts) == 0 {
		return nil, nil
	}
	asked := &site.Config{Hosts: c.PageHosts, Rate: c.PageRate}
	if err := asked.Check(); err != nil {
		return nil, usageError{fmt.Errorf("--page-hosts: %w", err)}
	}
	return asked, nil
}

// openSites puts what reads pages into the server's settings, and returns what closes it.
func openSites(
	asked *site.Config, web *fetch.Client, stored article.Store, observe func(outcome string, took time.Duration), to *server.Config,
) (closeSites func(), err error) {
	if asked == nil {
		return func() {}, nil
	}
	asked.Web, asked.Stored, asked.Observe, asked.Room = web, stored.Get, observe, extract.NewRoom()
	source, err := site.New(*asked)
	if err != nil {
		return nil, fmt.Errorf("--page-hosts: %w", err)
	}
	to.Sites, to.Room = source, asked.Room // one bound for all pages
	return source.Close, nil
}
