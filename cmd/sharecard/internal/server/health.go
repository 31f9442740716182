package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/server/gate"
	"sharecard/cmd/sharecard/internal/server/problem"
)

const (
	// probeTimeout is how long all probes together may take.
	probeTimeout = 2 * time.Second
	// probeAge is how long their results are good for, so that asking often costs
	// little.
	probeAge = time.Second
)

// Probe looks at something the server stands on.
type Probe struct {
	Name string // "disk"
	// Vital: without it the server should get no requests, if others can.
	Vital bool
	// Still says what works without it; "": nothing is promised.
	Still string
	Check func(context.Context) error
}

// health remembers what the probes found.
type health struct {
	mu     sync.Mutex
	looked time.Time
	faults map[string]error // by the probe's name; those that are well have none
	drawn  bool             // a card, with glyphs for Chinese
}

// healthz says that the process answers.
func (s *Server) healthz(c *gin.Context) {
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, map[string]string{"status": "ok"})
}

// readiness is the answer of /readyz.
type readiness struct {
	Status string            `json:"status"` // "ready", or "degraded" where something fails that cards can do without
	Checks map[string]string `json:"checks"` // "ok" or "failed" by name; callers learn why
}

// readyz says whether cards can be served and kept. Where something fails that this
// needs, it is 503, with a word on what works without; requests are answered as far as
// they can be.
func (s *Server) readyz(c *gin.Context) {
	if s.stopping() {
		problem.Write(c, fmt.Errorf("%w: stopping", problem.ErrNotReady))
		return
	}
	faults := s.probe(c.Request.Context())
	found := readiness{Status: "ready", Checks: map[string]string{}}
	var vital []string
	for _, p := range s.probes() {
		err := faults[p.Name]
		switch {
		case err == nil:
			found.Checks[p.Name] = "ok"
			continue
		case p.Vital:
			word := p.Name + " failed"
			if p.Still != "" {
				word += " (" + p.Still + ")"
			}
			vital = append(vital, word)
		}
		found.Status = "degraded"
		if found.Checks[p.Name] = "failed"; gate.Caller(c) != nil {
			found.Checks[p.Name] = err.Error()
		}
	}
	if len(vital) > 0 {
		problem.Write(c, fmt.Errorf("%w: %s", problem.ErrNotReady, strings.Join(vital, ", ")))
		return
	}
	c.Writer.Header().Set("Cache-Control", "no-store")
	writeJSON(c, http.StatusOK, found)
}

// probes are those of the settings, and what every server needs.
func (s *Server) probes() []Probe {
	return append([]Probe{
		{Name: "store", Vital: true, Check: s.probeStore},
		{Name: "templates", Vital: true, Check: s.probeTemplates},
		{Name: "fonts", Vital: true, Check: s.probeFonts},
	}, s.config.Probes...)
}

func (s *Server) probeStore(ctx context.Context) error {
	if s.config.Store != nil {
		return s.config.Store(ctx)
	}
	_, err := s.config.Articles.List(ctx, "", 1)
	return err
}

func (s *Server) probeTemplates(context.Context) error {
	for _, e := range s.config.Cards.Templates().All() {
		if e.Template != nil {
			return nil
		}
	}
	return errors.New("no template can be used")
}

// probeFonts draws a card with Chinese in it. Faces stay as they are while a
// server runs, so it is done when that has succeeded once.
func (s *Server) probeFonts(ctx context.Context) error {
	if s.health.drawn {
		return nil
	}
	news := &article.Article{Title: "新闻"}
	for _, e := range s.config.Cards.Templates().All() {
		if e.Template == nil || e.Unfit(news, s.config.Now()) != nil {
			continue
		}
		result, err := s.config.Cards.Card(ctx, card.Request{Template: e.Name, Article: news})
		switch {
		case errors.Is(err, card.ErrBusy): // busy drawing
			return nil
		case err != nil:
			return err
		case len(result.Report.Missing()) > 0:
			return errors.New("there are no glyphs for Chinese")
		}
		s.health.drawn = true
		break
	}
	return nil
}

// probe returns the faults by the names of the probes, at most probeAge old. A
// fault is logged when it begins and when it is over.
func (s *Server) probe(ctx context.Context) map[string]error {
	h := &s.health
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.looked.IsZero() && time.Since(h.looked) < probeAge {
		return h.faults
	}
	// The next to ask may want what this one, who may leave, began.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), probeTimeout)
	defer cancel()
	faults := map[string]error{}
	for _, p := range s.probes() {
		err := p.Check(ctx)
		if err != nil {
			faults[p.Name] = err
		}
		switch before := h.faults[p.Name]; {
		case err != nil && before == nil:
			s.config.Log.Error("a probe fails", "probe", p.Name, "err", err)
		case err == nil && before != nil:
			s.config.Log.Info("a probe is well again", "probe", p.Name)
		}
	}
	h.looked, h.faults = time.Now(), faults
	return faults
}
