package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// bearer sends a token with each request.
type bearer struct {
	token string
	next  http.RoundTripper
}

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(r)
}

// agent connects the SDK's client to /mcp.
func (s *service) agent(t *testing.T, token string) (*mcp.ClientSession, error) {
	t.Helper()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.StreamableClientTransport{
		Endpoint: s.URL + "/mcp", HTTPClient: &http.Client{Transport: bearer{token, s.Client().Transport}}, MaxRetries: -1,
		DisableStandaloneSSE: true,
	}, nil)
	if err == nil {
		t.Cleanup(func() { session.Close() })
	}
	return session, err
}

// call calls a tool and returns its text and its picture.
func call(t *testing.T, session *mcp.ClientSession, tool string, arguments map[string]any) (text string, picture []byte, failed bool) {
	t.Helper()
	result, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Content {
		switch c := c.(type) {
		case *mcp.TextContent:
			text += c.Text
		case *mcp.ImageContent:
			picture = c.Data
		}
	}
	return text, picture, result.IsError
}

// An agent draws as its token may: its brands, what is published, and no template's
// source from outside.
func TestAgent(t *testing.T) {
	k := startKeeping(t, keepingConfig{}, withBrands(t))
	session, err := k.agent(t, deskToken)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, tool.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"draw_card", "import_page", "list_templates", "preflight"}) {
		t.Errorf("tools are %v", names)
	}
	text, picture, failed := call(t, session, "draw_card", map[string]any{"platform": "wechat", "article": map[string]any{"title": "夜班公交延长"}})
	if failed || string(picture) != "poster 夜班公交延长   1 in 500000" || !strings.Contains(text, `"mime":"image/png"`) {
		t.Errorf("%s %s", text, picture)
	}
	if _, picture, _ := call(t, session, "draw_card",
		map[string]any{"template": "poster", "article_id": "a"}); string(picture) != "poster 题   1" {
		t.Errorf("stored: %s", picture)
	}
	for want, arguments := range map[string]map[string]any{
		"article.titel is not a known field": {"template": "poster", "article": map[string]any{"titel": "x"}},
		"article_not_found":                  {"template": "poster", "article_id": "nothing"},
		"template or platform is required":   {"article_id": "a"},
		"platforms is for a line":            {"platforms": []string{"x"}, "article_id": "a"},
	} {
		if text, _, failed := call(t, session, "draw_card", arguments); !failed || !strings.Contains(text, want) {
			t.Errorf("%v: %s", arguments, text)
		}
	}
	if text, _, _ := call(t, session, "list_templates", nil); !strings.Contains(text, `"poster"`) || !strings.Contains(text, `"weibo"`) {
		t.Error(text)
	}
	if text, _, failed := call(t, session, "import_page", map[string]any{"url": "file:///etc/passwd"}); !failed ||
		!strings.Contains(text, "url ") {
		t.Error(text)
	}
	css, err := session.ReadResource(t.Context(), &mcp.ReadResourceParams{URI: "sharecard://css"})
	if err != nil || !strings.Contains(css.Contents[0].Text, "border-radius") {
		t.Errorf("%v", err)
	}

	bound, err := k.agent(t, eveningToken) // to the brand evening
	if err != nil {
		t.Fatal(err)
	}
	if text, _, failed := call(t, bound, "draw_card", map[string]any{
		"template": "poster", "brand": "morning", "article": map[string]any{"title": "x"},
	}); !failed || !strings.Contains(text, "brand_forbidden") {
		t.Errorf("another brand: %s", text)
	}
	if _, err := k.agent(t, "wrong-token-of-nobody"); err == nil {
		t.Error("a wrong token is connected")
	}
}
