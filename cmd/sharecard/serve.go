package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/goruntime"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/picture"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/preflight"
	"sharecard/cmd/sharecard/internal/purge"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/site"
	"sharecard/cmd/sharecard/internal/upstream"
	"sharecard/cmd/sharecard/internal/webhook"
)

// serveCommand is the HTTP service and its settings.
type serveCommand struct {
	accessSettings    `group:"Who reaches it:"`
	limitSettings     `group:"What clients may take:"`
	drawingSettings   `group:"What drawing may take:"`
	dataSettings      `group:"Where things are kept:"`
	clusterSettings   `group:"Where things are kept:"`
	permanentSettings `group:"Where things are kept:"`
	upstreamSettings  `group:"Articles from elsewhere:"`
	fetchSettings     `group:"Articles from elsewhere:"`
	design            `group:"How cards look:"`
	signedSettings    `group:"Other sites:"`
	fallbackSettings  `group:"Other sites:"`
	siteSettings      `group:"Other sites:"`
	wechatSettings    `group:"Other sites:"`
	jobSettings       `group:"Other sites:"`
	observeSettings   `group:"Seen from outside:"`
	Timezone          string `group:"Who reaches it:" default:"Asia/Shanghai" help:"Time zone in which the day of an article begins that tells no hour; it is not public before. Times without an offset in articles sent with ?lenient=1 are meant in it too." placeholder:"ZONE"`
	Dev               bool   `group:"How cards look:" help:"Redraw when a template is saved, and show its faults."`
}

// settings is what the flags come to.
type settings struct {
	server   server.Config
	cards    card.Config
	cluster  *cluster
	upstream *upstream.Config
	sites    *site.Config
	purger   *purge.Caller
	secrets  webhook.Secrets
}

// settings checks the flags. Nothing is opened yet, so that wrong ones leave no
// trace.
func (c *serveCommand) settings(log *slog.Logger) (s settings, err error) {
	if err := errors.Join(
		c.accessSettings.apply(&s.server), c.limitSettings.apply(&s.server), c.drawingSettings.apply(&s.cards),
		c.fetchSettings.check(), c.fallbackSettings.apply(&s.server),
	); err != nil {
		return s, err
	}
	if s.server.Zone, err = time.LoadLocation(c.Timezone); err != nil {
		return s, usageError{fmt.Errorf("--timezone %q: no such time zone; name one as Asia/Shanghai", c.Timezone)}
	}
	s.server.Dev, s.server.Log, s.cards.Log = c.Dev, log, log
	if s.server.Signing, err = c.keys(); err != nil {
		return s, err
	}
	if s.upstream, err = c.upstream(log); err != nil {
		return s, err
	}
	if s.sites, err = c.sites(); err != nil {
		return s, err
	}
	if s.purger, err = c.purger(log); err != nil {
		return s, err
	}
	if s.purger != nil {
		s.server.Purge = s.purger.Purge
	}
	if s.secrets, err = c.secrets(); err != nil {
		return s, err
	}
	s.server.WeChat, err = c.signer()
	if err != nil {
		return s, err
	}
	s.cluster, err = c.cluster()
	return s, err
}

// Run serves until ctx ends, then finishes the requests under way.
func (c *serveCommand) Run(ctx context.Context, m *Main) error {
	log := c.logger(m.Stderr)
	s, err := c.settings(log)
	if err != nil {
		return err
	}
	stage := newStage(ctx)
	defer stage.clear()
	if s.server.WeChat != nil {
		stage.closes(s.server.WeChat.Close)
	}
	if s.purger != nil {
		stage.beside(s.purger.Run)
	}
	if err := c.serveDebug(stage, log); err != nil {
		return err
	}
	ln, err := listen(c.Listen)
	if err != nil {
		return err
	}
	stage.closes(func() { _ = ln.Close() })
	local := "http://" + openAddress(ln.Addr().(*net.TCPAddr))
	s.server.Address = cmp.Or(s.server.PublicURL, local)
	if err := c.open(stage, &s); err != nil {
		return err
	}
	announce(&s, ln.Addr().String())
	fmt.Fprintf(m.Stdout, "Open %s/\n", local)
	if m.Listening != nil {
		m.Listening(local)
	}
	limit := goruntime.LimitMemory(memoryLimit(&s.cards, 0))
	defer limit.End()
	s.server.Limits.Opened = func(connections int) { limit.Set(memoryLimit(&s.cards, connections)) }
	handler := server.New(s.server)
	stage.beside(func(ctx context.Context) { handler.RunJobs(postgres.Uncounted(ctx)) })
	return handler.Serve(ctx, ln)
}

// announce tells in the log what is served and where: all that is asked first when
// something goes wrong, and nothing secret.
func announce(s *settings, listen string) {
	c, articles := &s.server, "stored"
	if s.cluster != nil {
		articles = "shared"
	}
	if s.upstream != nil {
		articles += ", upstream"
	}
	c.Log.Info("serving", "version", version(), "listen", listen, "public_url", c.PublicURL,
		"templates", len(c.Cards.Templates().All()), "brands", len(c.Cards.Templates().Brands()), "articles", articles,
		"tokens", len(c.Tokens.Callers()), "signing_keys", len(c.Signing.All()), "dev", c.Dev)
	if c.PublicURL != "" && c.Tokens == nil {
		c.Log.Warn("--public-url without --tokens: nobody may store articles or use what else is not public")
	}
}

// open opens what the server stands on.
func (c *serveCommand) open(stage *stage, s *settings) error {
	counters, log := metrics.New(), s.server.Log
	kept, err := c.openHome(stage, s.cluster, counters, log)
	if err != nil {
		return err
	}
	store, closeUpstream, err := overUpstream(kept.articles, s.upstream, counters.Asked)
	if err != nil {
		return err
	}
	stage.closes(closeUpstream)
	keeper := c.keeper(kept, counters, log)
	stage.beside(func(ctx context.Context) { keeper.Run(postgres.Uncounted(ctx), log) })
	web, err := c.client()
	if err != nil {
		return err
	}
	stage.closes(web.Close)
	closeSites, err := openSites(s.sites, web, kept.articles, counters.PageRead, &s.server)
	if err != nil {
		return err
	}
	stage.closes(closeSites)
	folder, err := openStudio(c.Templates, c.Dev)
	if err != nil {
		return err
	}
	stage.closes(func() { _ = folder.Close() })
	tray := new(picture.Tray)
	pictures, threads := picture.NewSource(web, store, folder, tray), goruntime.NewThreads()
	s.cards.Articles, s.cards.Pictures, s.cards.Observer = store, threadedPictures{pictures, threads}, counters
	s.cards.Shorten = server.Shortener(s.server.PublicURL)
	renderer, err := c.design.apply(&s.cards)
	if err != nil {
		return err
	}
	s.cards.Renderer = threadedRenderer{renderer, threads}
	service := card.New(s.cards)
	stage.closes(service.Close)
	stage.beside(threads.Run)
	if err := errors.Join(checkBrands(&s.server, service.Templates()), checkFallback(s.server.Fallback, service.Templates())); err != nil {
		return err
	}
	if c.Dev && c.Templates != "" {
		stage.beside(func(ctx context.Context) {
			if err := service.Templates().Watch(ctx, c.Templates, log); err != nil {
				log.Error("templates are not watched", "err", err)
			}
		})
	}
	counters.Queue(service.Queue)
	counters.Kept(func() int64 {
		used, _, _ := keeper.Usage(postgres.Uncounted(stage.ctx)) // 0 where the store does not say
		return used
	}, int64(c.MaxDisk))
	counters.Gauge("jobs_waiting_lines", "Lines of jobs that have no result yet.", func() float64 {
		lines, _ := kept.jobs.Waiting(postgres.Uncounted(stage.ctx)) // 0 where the store does not say
		return float64(lines)
	})
	to := &s.server
	to.Jobs = newQueue(kept.jobs, s.secrets, web, counters, log)
	to.Cards, to.Articles, to.Keeper, to.Pages = service, store, keeper, web
	to.Decoder, to.Samples, to.Studio = pictures.Decoder, pictures.Samples, folder
	to.Tray, to.Version = tray, version()
	to.Preflight = &preflight.Checker{Web: web, Signed: signs(to.WeChat)}
	to.Metrics, to.Store, to.Probes = counters, kept.stands, append(kept.probes, keptProbe(keeper))
	return nil
}
