package server

import (
	"context"
	"errors"
	"fmt"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server/problem"
)

// RunJobs draws what jobs ask for, until ctx ends or the server is told to stop.
func (s *Server) RunJobs(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		select {
		case <-s.done:
			cancel()
		case <-ctx.Done():
		}
	}()
	s.config.Jobs.Run(ctx, s.doLine)
}

// lineWorker works on the lines of a job, for its caller as he is today.
func (s *Server) lineWorker(j *queue.Job) *lineWorker {
	return &lineWorker{
		server: s, caller: s.gate.Named(j.Caller), log: s.config.Log.With("job", j.ID), odd: j.Lenient, chinese: j.Chinese,
	}
}

// doLine has the cards of a line kept, as a batch does.
func (s *Server) doLine(ctx context.Context, j *queue.Job, l queue.Line) (queue.Line, error) {
	w := s.lineWorker(j)
	result := queue.Line{Number: l.Number}
	if w.caller == nil {
		result.Failed, result.Result = true, w.tell(ctx, batchAnswer{Line: l.Number}, problem.ErrWrongToken)
		return result, nil
	}
	var later error
	w.answerLine(ctx, batchLine{number: l.Number, text: l.Text}, func(a batchAnswer, err error) {
		if err != nil && (ctx.Err() != nil || passes(err)) {
			later = err
		}
		if later == nil {
			result.Failed = result.Failed || err != nil
			result.Result = append(result.Result, w.tell(ctx, a, err)...)
		}
	})
	if later != nil {
		return queue.Line{}, fmt.Errorf("line %d: %w", l.Number, later)
	}
	return result, nil
}

// passes reports whether an error is of the server's own state, which passes, and not of the line.
func passes(err error) bool {
	for _, passing := range []error{problem.ErrStopping, card.ErrBusy, article.ErrAway, article.ErrBusy, publish.ErrAway, publish.ErrBusy} {
		if errors.Is(err, passing) {
			return true
		}
	}
	return false
}
