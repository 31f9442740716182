package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"sharecard/cmd/sharecard/internal/server/gate"
)

// observeSettings say how the service is looked at from outside.
type observeSettings struct {
	LogFormat string `default:"json" enum:"json,text" help:"Form of the log on stderr: json or text." placeholder:"FORMAT"`
	LogLevel  string `default:"info" enum:"debug,info,warn,error" help:"Least level that is logged: debug, info, warn or error. Requests are info; probes of health are debug." placeholder:"LEVEL"`
	DebugAddr string `help:"Address of this machine to serve profiles on, under /debug/pprof/. Without it there are none." placeholder:"ADDR"`
}

// logger returns the log of the service. Each line is one write.
func (c *observeSettings) logger(to io.Writer) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(c.LogLevel)); err != nil {
		panic(err) // the grammar lists them
	}
	o := &slog.HandlerOptions{Level: level}
	if c.LogFormat == "text" {
		return slog.New(slog.NewTextHandler(to, o))
	}
	return slog.New(slog.NewJSONHandler(to, o))
}

// serveDebug serves profiles where the settings say so. What they tell is for
// who is logged in on this machine.
func (c *observeSettings) serveDebug(stage *stage, log *slog.Logger) error {
	if c.DebugAddr == "" {
		return nil
	}
	if err := gate.CheckListen(c.DebugAddr, nil); err != nil {
		if errors.Is(err, gate.ErrOpen) {
			err = errors.New("must be of this machine only, as in 127.0.0.1:6060")
		}
		return usageError{fmt.Errorf("--debug-addr %q: %w", c.DebugAddr, err)}
	}
	ln, err := net.Listen("tcp", c.DebugAddr)
	if err != nil {
		return fmt.Errorf("--debug-addr %s: %w", c.DebugAddr, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	srv := &http.Server{Handler: gate.LoopbackOnly(mux), ReadHeaderTimeout: 5 * time.Second}
	log.Info("profiles are served", "address", "http://"+ln.Addr().String()+"/debug/pprof/")
	stage.beside(func(ctx context.Context) {
		stop := context.AfterFunc(ctx, func() { _ = srv.Close() })
		defer stop()
		if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
			log.Error("profiles are not served any more", "err", err)
		}
	})
	return nil
}
