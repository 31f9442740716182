package main

import (
	"bytes"
	"context"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// An assistant on stdio draws a card, reads a template and has its own checked.
func TestMCPOnStdio(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	ended := make(chan int, 1)
	var stderr bytes.Buffer
	go func() {
		ended <- Main{Args: []string{"mcp"}, Stdin: toServer, Stdout: fromServer, Stderr: &stderr}.Run(ctx)
		fromServer.Close()
	}()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(ctx, &mcp.IOTransport{Reader: toClient, Writer: fromClient}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tools, err := session.ListTools(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, tool := range tools.Tools {
		names = append(names, tool.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"check_template", "draw_card", "import_page", "list_templates", "preflight"}) {
		t.Errorf("tools are %v", names)
	}
	call := func(tool string, arguments map[string]any) *mcp.CallToolResult {
		result, err := session.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
		if err != nil {
			t.Fatal(err)
		}
		return result
	}
	drawn := call("draw_card", map[string]any{"template": "link", "article": map[string]any{"title": "夜班公交延长"}})
	if config, err := png.DecodeConfig(bytes.NewReader(drawn.Content[0].(*mcp.ImageContent).Data)); err != nil || config.Width != 750 {
		t.Errorf("%+v %v", config, err)
	}
	source, err := session.ReadResource(ctx, &mcp.ReadResourceParams{URI: "sharecard://templates/link"})
	if err != nil {
		t.Fatal(err)
	}
	right := source.Contents[0].Text
	text := func(r *mcp.CallToolResult) string { return r.Content[0].(*mcp.TextContent).Text }
	if got := text(call("check_template", map[string]any{"source": right})); got != "[]\n" {
		t.Errorf("a built-in card has faults: %s", got)
	}
	wrong := strings.Replace(right, "<style>", "<style>\np { z-idnex: 1 }", 1)
	if got := text(call("check_template", map[string]any{"source": wrong, "name": "mine"})); !strings.Contains(got, "mine.html:") ||
		!strings.Contains(got, "z-index") {
		t.Errorf("%s", got)
	}
	if err := session.Close(); err != nil {
		t.Errorf("closing: %v", err)
	}
	fromClient.Close()
	if status := <-ended; status != 0 {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}
