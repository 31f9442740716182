package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"reflect"
	"strings"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/cmd/sharecard/internal/agent"
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/fetch"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

// mcpCommand offers the tools of package agent on stdin and stdout.
type mcpCommand struct {
	drawerSettings
}

// Help is what mcp --help tells besides its flags.
func (*mcpCommand) Help() string {
	return `Speaks the Model Context Protocol on stdin and stdout, for an assistant on this machine: import_page, draw_card, ` +
		`list_templates, preflight, check_template, and the sources of the templates. A server offers the same, but for check_template, at /mcp.`
}

// Run answers until stdin ends.
func (c *mcpCommand) Run(ctx context.Context, m *Main) error {
	d, err := c.open(ctx, m.log())
	if err != nil {
		return err
	}
	defer d.Close()
	host := localHost(d.Service, d.web)
	err = agent.New(host).Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(m.Stdin), Writer: nopCloser{m.Stdout}})
	if errors.Is(err, io.EOF) || ctx.Err() != nil {
		return nil
	}
	return err
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// localHost is what an assistant may do for the user of this machine.
func localHost(service *card.Service, web *fetch.Client) agent.Host {
	checker := &preflight.Checker{Web: web}
	return agent.Host{
		Version: version(),
		Library: service.Templates(),
		Import: func(ctx context.Context, address string) (*article.Article, error) {
			got, err := web.Document(ctx, address, extract.MaxBytes)
			if err != nil {
				return nil, err
			}
			articles, err := extract.Articles(ctx, extract.Page{HTML: got.Body, ContentType: got.ContentType, Address: got.Address})
			if err != nil {
				return nil, err
			}
			return articles[0], articles[0].Validate()
		},
		Draw: func(ctx context.Context, j *job.Job, _ []byte) (*card.Result, error) {
			if j.Select != nil {
				return nil, &card.FieldError{Field: "since", Reason: "is for a server; name the articles in article_ids"}
			}
			return service.Card(ctx, j.Request)
		},
		Preflight: checker.Page,
		Check:     checkSource,
	}
}

// checkSource returns the faults of the source of a template.
func checkSource(_ context.Context, name, source string) ([]css.Diagnostic, error) {
	if !cardName.MatchString(name) {
		return nil, &card.FieldError{Field: "name", Reason: "must be 1 to 64 of a–z, 0–9 and -"}
	}
	_, faults, err := (&render.Loader{Data: reflect.TypeFor[*templates.Data]()}).Load(oneFile{name + ".html", source, templates.FS}, name)
	return faults, err
}

// oneFile is a file over those of another file system.
type oneFile struct {
	name, text string
	below      fs.FS
}

// Open implements [fs.FS].
func (o oneFile) Open(name string) (fs.File, error) {
	if name != o.name {
		return o.below.Open(name)
	}
	return &openText{strings.NewReader(o.text), o}, nil
}

// openText is that file, opened.
type openText struct {
	*strings.Reader
	of oneFile
}

func (f *openText) Stat() (fs.FileInfo, error) { return f, nil }
func (f *openText) Close() error               { return nil }
func (f *openText) Name() string               { return f.of.name }
func (f *openText) Mode() fs.FileMode          { return 0o444 }
func (f *openText) ModTime() time.Time         { return time.Time{} }
func (f *openText) IsDir() bool                { return false }
func (f *openText) Sys() any                   { return nil }
