package agent

import (
	"context"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/cmd/sharecard/internal/card"
)

// checkInput is a template to check.
type checkInput struct {
	Source string `json:"source" jsonschema:"the whole HTML file, as the resources sharecard://templates/NAME show them"`
	Name   string `json:"name,omitempty" jsonschema:"its name for the places of faults; default: mine"`
}

// maxSource is how long a source may be, in bytes.
const maxSource = 256 << 10

func (h *Host) addCheck(s *mcp.Server) {
	mcp.AddTool(s, &mcp.Tool{
		Name: "check_template", Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true},
		Description: "Check the source of a template: faults with their lines, unknown CSS with what was meant. " +
			"An empty list means that it is right.",
	}, func(ctx context.Context, _ *mcp.CallToolRequest, in checkInput) (*mcp.CallToolResult, any, error) {
		if in.Name == "" {
			in.Name = "mine"
		}
		if len(in.Source) > maxSource {
			return h.failed(&card.FieldError{Field: "source", Reason: "has more than 256 KB"}), nil, nil
		}
		faults, err := h.Check(ctx, in.Name, in.Source)
		if err != nil && len(faults) == 0 {
			return h.failed(err), nil, nil
		}
		told := []string{}
		for _, f := range faults {
			told = append(told, f.String())
		}
		return h.result(told), nil, nil
	})
}
