package server

import "github.com/gin-gonic/gin"

// Routes lists what the router knows.
func (s *Server) Routes() gin.RoutesInfo { return s.engine.Routes() }

// PublicRoutes is the table of those that need no caller.
var PublicRoutes = publicRoutes
