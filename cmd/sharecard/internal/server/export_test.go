package server

import (
	"encoding/json"

	"github.com/gin-gonic/gin"
)

// Routes lists what the router knows.
func (s *Server) Routes() gin.RoutesInfo { return s.engine.Routes() }

// PublicRoutes is the table of those that need no caller.
var PublicRoutes = publicRoutes

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

// Codes are the codes of all errors.
func Codes() (codes []string) {
	for _, a := range append(answers, internal) {
		codes = append(codes, a.code)
	}
	return codes
}
