package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"sharecard/cmd/sharecard/internal/agent"
	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/extract"
	"sharecard/cmd/sharecard/internal/auth"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// maxMessage bounds a message of the Model Context Protocol, in bytes: an article and
// the words around it.
const maxMessage = 256 << 10

// postAgent answers a message of the Model Context Protocol for a caller. There are no
// sessions: each message is answered by itself.
func (s *Server) postAgent(c *gin.Context) {
	if err := checkType(c, "application/json"); err != nil {
		problem.Write(c, err)
		return
	}
	caller := gate.Caller(c)
	mcp.NewStreamableHTTPHandler(func(*http.Request) *mcp.Server { return agent.New(s.agentHost(caller)) }, &mcp.StreamableHTTPOptions{
		Stateless: true, JSONResponse: true, MaxRequestBodyBytes: maxMessage,
		DisableLocalhostProtection: true, // the gate has looked at the Host
	}).ServeHTTP(c.Writer, c.Request)
}

// agentHost is what an agent may do for a caller: what he may do himself.
func (s *Server) agentHost(caller *auth.Caller) agent.Host {
	return agent.Host{
		Version: s.config.Version,
		Library: s.config.Cards.Templates(),
		Import:  s.importAddress,
		Draw: func(ctx context.Context, j *job.Job, text []byte) (*card.Result, error) {
			o, err := orderOf(j, text)
			if err != nil {
				return nil, err
			}
			d, err := s.publisher.DrawOnce(ctx, caller, o)
			if err != nil {
				return nil, err
			}
			return d.Result, nil
		},
		Preflight: func(ctx context.Context, address string) (*preflight.Report, error) {
			if s.config.Preflight == nil {
				return nil, problem.ErrNoRoute
			}
			if !s.preflights.take() {
				return nil, problem.ErrPreflights
			}
			defer s.preflights.giveBack()
			return s.config.Preflight.Page(ctx, address)
		},
		Explain: func(err error) string {
			p := problem.Of(err)
			if p.Detail == "" {
				return p.Code
			}
			return p.Code + ": " + p.Detail
		},
	}
}

// importAddress makes an article of the page at an address, as importArticle does, and
// stores nothing.
func (s *Server) importAddress(ctx context.Context, address string) (*article.Article, error) {
	if !s.heldPages.TryAcquire(extract.MaxBytes) {
		return nil, problem.ErrImports
	}
	defer s.heldPages.Release(extract.MaxBytes)
	page, err := s.fetchPage(ctx, address)
	if err != nil {
		return nil, err
	}
	leave, ok := s.config.Room.TryEnter(len(page.HTML))
	if !ok {
		return nil, problem.ErrImports
	}
	defer leave()
	articles, err := extract.Articles(ctx, page)
	if err != nil {
		return nil, err
	}
	return articles[0], articles[0].Validate()
}
