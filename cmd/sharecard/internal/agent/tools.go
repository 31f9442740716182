package agent

import (
	"context"
	"encoding/json"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// pageInput is the input of tools that take the address of a page.
type pageInput struct {
	URL string `json:"url" jsonschema:"the page's address, http or https"`
}

// check returns an error unless the address is one of the web.
func (in *pageInput) check() error {
	const longest = 2048
	if len(in.URL) > longest {
		return &card.FieldError{Field: "url", Reason: "is too long"}
	}
	if reason := strictjson.CheckURL(in.URL); reason != "" {
		return &card.FieldError{Field: "url", Reason: reason}
	}
	return nil
}

// drawSchema is the input of draw_card: the body of POST /v1/cards without what keeps a
// card. Package job holds it to its rules.
var drawSchema = json.RawMessage(`{
  "type": "object",
  "properties": {
    "template": {"type": "string", "description": "a card of list_templates; or say platform"},
    "platform": {"type": "string", "description": "where it is to be posted, in place of template, ratio and format"},
    "article": {
      "type": "object",
      "description": "as import_page returns it: title (required), summary, source {name}, published_at, url, cover {url, credit}, ai, and the objects of the cards number, alert, debunk, timeline, daily and quote"
    },
    "article_id": {"type": "string", "description": "of a stored article, in place of article"},
    "theme": {"type": "string", "description": "one of list_templates that suits the card"},
    "accent": {"type": "string", "description": "a colour such as c02020, or auto"},
    "brand": {"type": "string"},
    "ratio": {"type": "string", "description": "one of the card's, as 4:5"},
    "format": {"type": "string", "enum": ["png", "jpg", "webp"]},
    "scale": {"type": "number", "minimum": 1, "maximum": 3},
    "strict": {"type": "boolean", "description": "no card where text is cut or a glyph is missing"}
  },
  "additionalProperties": false
}`)

func (h *Host) addTools(s *mcp.Server) {
	reads := &mcp.ToolAnnotations{ReadOnlyHint: true}
	mcp.AddTool(s, &mcp.Tool{
		Name: "import_page", Annotations: reads,
		Description: "Read a news page, a text or the first item of a feed into an article. Nothing is stored.",
	}, func(ctx context.Context, _ *mcp.CallToolRequest, in pageInput) (*mcp.CallToolResult, any, error) {
		if err := in.check(); err != nil {
			return h.failed(err), nil, nil
		}
		a, err := h.Import(ctx, in.URL)
		if err != nil {
			return h.failed(err), nil, nil
		}
		text, err := article.Encode(a)
		if err != nil {
			return h.failed(err), nil, nil
		}
		return textResult(text), nil, nil
	})
	s.AddTool(&mcp.Tool{
		Name: "draw_card", Annotations: reads, InputSchema: drawSchema,
		Description: "Draw the card of an article. Returns the picture, and what is known of it: size, alternative text, what was cut.",
	}, func(ctx context.Context, r *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		return h.draw(ctx, r.Params.Arguments), nil
	})
	mcp.AddTool(s, &mcp.Tool{
		Name: "list_templates", Annotations: reads, Description: "List the cards, the themes, the brands, and the platforms with what they take.",
	}, func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
		return h.result(h.list()), nil, nil
	})
	mcp.AddTool(s, &mcp.Tool{
		Name: "preflight", Annotations: reads,
		Description: "Tell why the picture of a shared page does not show, and what to do, for each platform.",
	}, func(ctx context.Context, _ *mcp.CallToolRequest, in pageInput) (*mcp.CallToolResult, any, error) {
		if err := in.check(); err != nil {
			return h.failed(err), nil, nil
		}
		var report *preflight.Report
		report, err := h.Preflight(ctx, in.URL)
		if err != nil {
			return h.failed(err), nil, nil
		}
		return h.result(report), nil, nil
	})
}

// draw draws a card of the arguments, which are the text of a job.
func (h *Host) draw(ctx context.Context, arguments []byte) *mcp.CallToolResult {
	if len(arguments) > job.MaxBytes {
		return h.failed(strictjson.ErrTooLarge)
	}
	j, err := job.Read(arguments)
	if err != nil {
		return h.failed(err)
	}
	result, err := h.Draw(ctx, j, arguments)
	if err != nil {
		return h.failed(err)
	}
	entry, err := json.Marshal(result.Entry())
	if err != nil {
		return h.failed(err)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{
		&mcp.ImageContent{Data: result.Bytes, MIMEType: result.MIME}, &mcp.TextContent{Text: string(entry)},
	}}
}

// listed is a card in the list of templates.
type listed struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Width  int      `json:"width"`            // px
	Height int      `json:"height,omitempty"` // 0: as the content needs
	Ratios []string `json:"ratios,omitempty"`
	Fields []string `json:"fields"` // of an article that it shows
}

func (h *Host) list() any {
	var list struct {
		Templates []listed             `json:"templates"`
		Themes    []string             `json:"themes"`
		Brands    []string             `json:"brands"`
		Platforms []*platform.Platform `json:"platforms"`
	}
	for _, e := range h.Library.All() {
		if t := e.Template; t != nil {
			list.Templates = append(list.Templates, listed{e.Name, t.Title, t.Width, t.Height, t.Ratios, e.Fields})
		}
	}
	list.Themes, list.Platforms, list.Brands = card.Themes(), platform.All(), []string{}
	for _, b := range h.Library.Brands() {
		list.Brands = append(list.Brands, b.Name)
	}
	return list
}

// result is a value as JSON.
func (h *Host) result(v any) *mcp.CallToolResult {
	text, err := strictjson.EncodeLine(v)
	if err != nil {
		return h.failed(err)
	}
	return textResult(text)
}

func textResult(text []byte) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: string(text)}}}
}

// failed is an error that the client's model is to see and may mend.
func (h *Host) failed(err error) *mcp.CallToolResult {
	r := textResult([]byte(h.Explain(err)))
	r.IsError = true
	return r
}
