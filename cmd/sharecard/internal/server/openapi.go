package server

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render/encode"
)

// openapiFiles describe the routes as OpenAPI 3.0, which more generators of clients read
// than 3.1, in parts: paths by what they
// are about, and schemas. In them an error's answer may be a plain string, which
// is its description: all errors have the same body, but for those of operations
// with x-fallback-card, which a picture may answer.
//
//go:embed openapi/*.json
var openapiFiles embed.FS

// describe makes the OpenAPI document of this server: of the routes it has, at
// the address it is reached by.
func (s *Server) describe() ([]byte, error) {
	document, err := mergeOpenAPI()
	if err != nil {
		return nil, err
	}
	document["servers"] = []any{map[string]any{"url": s.config.Address}}
	routed := map[string]bool{}
	for _, r := range s.engine.Routes() {
		routed[strings.ToLower(r.Method)+" "+openapiPath(r.Path)] = true
	}
	paths, _ := document["paths"].(map[string]any)
	for path, item := range paths {
		operations, _ := item.(map[string]any)
		for method := range operations {
			if method != "parameters" && !routed[method+" "+path] {
				delete(operations, method)
			}
		}
		if _, shared := operations["parameters"]; len(operations) == 0 || shared && len(operations) == 1 {
			delete(paths, path)
		}
	}
	return strictjson.EncodeLine(document)
}

// openapiPath writes a pattern of the router as OpenAPI does:
// /v1/articles/:id becomes /v1/articles/{id}.
func openapiPath(pattern string) string {
	segments := strings.Split(pattern, "/")
	for i, segment := range segments {
		if strings.HasPrefix(segment, ":") || strings.HasPrefix(segment, "*") {
			segments[i] = "{" + segment[1:] + "}"
		}
	}
	return strings.Join(segments, "/")
}

// mergeOpenAPI makes one document of the parts.
func mergeOpenAPI() (map[string]any, error) {
	document := map[string]any{}
	err := fs.WalkDir(openapiFiles, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := openapiFiles.ReadFile(path)
		if err != nil {
			return err
		}
		part := map[string]any{}
		if err := json.Unmarshal(text, &part); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		merge(document, part)
		return nil
	})
	expandProblems(document)
	return document, err
}

// merge puts the members of part into document, those of objects in both too.
func merge(document, part map[string]any) {
	for name, value := range part {
		there, both := document[name].(map[string]any)
		if object, is := value.(map[string]any); is && both {
			merge(there, object)
			continue
		}
		document[name] = value
	}
}

// expandProblems writes out the answers that are plain strings. Every operation may
// answer 429.
func expandProblems(value any) {
	object, is := value.(map[string]any)
	if !is {
		return
	}
	for name, member := range object {
		responses, is := member.(map[string]any)
		if !is || name != "responses" {
			expandProblems(member)
			continue
		}
		if object["operationId"] != nil && responses["429"] == nil {
			responses["429"] = "rate_limited or busy."
		}
		for status, answer := range maps.Clone(responses) {
			if text, is := answer.(string); is {
				content := map[string]any{"text/html": map[string]any{}, "application/problem+json": map[string]any{
					"schema": map[string]any{"$ref": "#/components/schemas/Problem"},
				}}
				if object["x-fallback-card"] == true {
					for _, format := range encode.Formats() {
						content[format.MIME()] = map[string]any{}
					}
				}
				described := map[string]any{"description": text, "content": content}
				if status == "429" || status == "503" {
					described["headers"] = map[string]any{"Retry-After": map[string]any{"$ref": "#/components/headers/Retry-After"}}
				}
				responses[status] = described
			}
		}
	}
}

// openapi serves the description.
func (s *Server) openapi(c *gin.Context) {
	text, err := s.description()
	if err != nil {
		problem.Write(c, err)
		return
	}
	serveContent(c, text, "application/json", "no-cache")
}
