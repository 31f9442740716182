package agent

import (
	"context"
	"io/fs"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/render/css"
)

const (
	templatesURI = "sharecard://templates/"
	cssURI       = "sharecard://css"
)

func (h *Host) addResources(s *mcp.Server) {
	s.AddResource(&mcp.Resource{
		URI: cssURI, Name: "css", Title: "CSS properties of templates", MIMEType: "text/markdown",
		Description: "The properties that a template may use, with their values.",
	}, func(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		return contents(r.Params.URI, "text/markdown", css.PropertiesText), nil
	})
	for _, e := range h.Library.All() {
		if e.Template == nil {
			continue
		}
		s.AddResource(&mcp.Resource{
			URI: templatesURI + e.Name, Name: e.Name, Title: e.Template.Title, MIMEType: "text/html",
			Description: "The source of the card " + e.Name + ".",
		}, h.readTemplate)
	}
}

// readTemplate reads the source of a template as it is now.
func (h *Host) readTemplate(_ context.Context, r *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	name := strings.TrimPrefix(r.Params.URI, templatesURI)
	for _, e := range h.Library.All() {
		if e.Name != name || e.Template == nil {
			continue
		}
		source, err := fs.ReadFile(e.Template.Files(), e.Template.File())
		if err != nil {
			break
		}
		return contents(r.Params.URI, "text/html", string(source)), nil
	}
	return nil, mcp.ResourceNotFoundError(r.Params.URI)
}

func contents(uri, mime, text string) *mcp.ReadResourceResult {
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: uri, MIMEType: mime, Text: text}}}
}
