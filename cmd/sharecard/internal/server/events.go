package server

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"sharecard/cmd/sharecard/internal/server/problem"
	"sharecard/cmd/sharecard/internal/server/studio"
)

const (
	// maxStreams bounds the streams of events that are open at once.
	maxStreams = 16
	// heartbeat keeps a stream alive through what sits between, and notices a
	// client that has left.
	heartbeat = 15 * time.Second
	// eventTimeout is how long one event may take to be sent.
	eventTimeout = 5 * time.Second
)

// templatesEvent tells the state of the templates. A page that was made with
// another hash draws its pictures again.
type templatesEvent struct {
	Hash        string              `json:"hash"`
	Diagnostics []studio.Diagnostic `json:"diagnostics"`
}

// studioEvents sends the state of the templates now and whenever they are
// loaded again, as server-sent events, until the client leaves or the server
// stops.
func (s *Server) studioEvents(c *gin.Context) {
	if !s.streams.take() {
		problem.Write(c, problem.ErrStreams)
		return
	}
	defer s.streams.giveBack()
	h := c.Writer.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	deadline := http.NewResponseController(c.Writer)
	send := func(text string) bool {
		// The server's own write timeout is for whole answers.
		if err := deadline.SetWriteDeadline(time.Now().Add(eventTimeout)); err != nil {
			return false
		}
		if _, err := c.Writer.WriteString(text); err != nil {
			return false
		}
		return deadline.Flush() == nil
	}
	may := mayPublish(c)
	tick := time.NewTicker(heartbeat)
	defer tick.Stop()
	for {
		changed := s.config.Cards.Templates().Changed() // before reading, to miss none
		if !send(s.templatesEvent(may)) {
			return
		}
		for waiting := true; waiting; {
			select {
			case <-changed:
				waiting = false
			case <-tick.C:
				if !send(": still here\n\n") {
					return
				}
			case <-c.Request.Context().Done():
				return
			case <-s.done:
				return
			}
		}
	}
}

// templatesEvent writes one event of the stream.
func (s *Server) templatesEvent(may func(brand string) bool) string {
	library := s.config.Cards.Templates()
	text, err := json.Marshal(templatesEvent{Hash: library.Hash(), Diagnostics: studio.Diagnostics(library, may)})
	if err != nil {
		panic(err) // strings and numbers
	}
	return fmt.Sprintf("event: templates\ndata: %s\n\n", text)
}
