package server

import (
	"encoding/json"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
)

// Codes are the codes of all errors.
func Codes() []string { return problem.Codes() }

// SetLimits bounds what connections may take.
func (s *Server) SetLimits(l Limits) { s.config.Limits = l }

// Routes lists what the router knows.
func (s *Server) Routes() gin.RoutesInfo { return s.engine.Routes() }

// OpenAPIPath writes a pattern of the router as OpenAPI does.
func OpenAPIPath(pattern string) string { return openapiPath(pattern) }

// Description is the OpenAPI document of all routes that a server may have.
func Description() ([]byte, error) {
	document, err := mergeOpenAPI()
	if err != nil {
		return nil, err
	}
	return json.Marshal(document)
}
