// Package agent offers the service to programs that speak the Model Context Protocol:
// assistants that import a page, draw its card and look at the picture.
//
//	agent.go      what the tools work with, and the server of the protocol
//	tools.go      the tools: import_page, draw_card, list_templates, preflight
//	check.go      check_template, which is for the machine's own user alone
//	resources.go  the templates' sources, and the table of CSS properties
//
// Over HTTP a [Host] draws for one caller, through package publish, and has no
// [Host.Check]: nothing that comes over HTTP is parsed as a template. On stdio it is the
// user of the machine who asks.
package agent

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/render/css"
)

// Host is what the tools work with. All but Check is required. Its functions are called
// from many goroutines at once.
type Host struct {
	Version string // of the program
	// Library has the templates.
	Library *card.Library
	// Import makes an article of the page at an address.
	Import func(ctx context.Context, address string) (*article.Article, error)
	// Draw draws the card of a job; text is the job as it was sent.
	Draw func(ctx context.Context, j *job.Job, text []byte) (*card.Result, error)
	// Preflight looks at the page at an address.
	Preflight func(ctx context.Context, address string) (*preflight.Report, error)
	// Check returns the faults of a template's source; nil: there is no tool for it.
	Check func(ctx context.Context, name, source string) ([]css.Diagnostic, error)
	// Explain is what the client learns of an error; nil: its text.
	Explain func(error) string
}

const instructions = "Sharecard turns news articles into the pictures people share. import_page reads a page into an article, " +
	"draw_card draws a card of one and returns the picture, list_templates tells which cards, themes and platforms there are, " +
	"preflight tells why the picture of a page does not show."

// New returns a server of the protocol for a host.
func New(h Host) *mcp.Server {
	if h.Explain == nil {
		h.Explain = func(err error) string { return err.Error() }
	}
	s := mcp.NewServer(&mcp.Implementation{Name: "sharecard", Version: h.Version}, &mcp.ServerOptions{Instructions: instructions})
	h.addTools(s)
	if h.Check != nil {
		h.addCheck(s)
	}
	h.addResources(s)
	return s
}
