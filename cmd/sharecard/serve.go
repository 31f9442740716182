package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/server"
)

// serveCommand is the HTTP service and its settings.
type serveCommand struct {
	design
	accessSettings
	limitSettings
	observeSettings
	fetchSettings
	upstreamSettings
	wechatSettings
	permanentSettings
	signedSettings
	Data string `default:"./data" type:"path" help:"Folder that holds the articles; made where its parent exists." placeholder:"DIR"`
	Dev  bool   `help:"Redraw when a template is saved, and show its faults."`
}

// Run serves until ctx ends, then finishes the requests under way.
func (c *serveCommand) Run(ctx context.Context, m *Main) error {
	var config server.Config
	if err := errors.Join(c.accessSettings.apply(&config), c.limitSettings.apply(&config)); err != nil {
		return err
	}
	signer, err := c.signer()
	if err != nil {
		return err
	}
	if signer != nil {
		defer signer.Close()
	}
	if config.Signing, err = c.keys(); err != nil {
		return err
	}
	log := c.logger(m.Stderr)
	asked, err := c.upstream(log)
	if err != nil {
		return err
	}
	purger, err := c.purger(log)
	if err != nil {
		return err
	}
	debug, err := c.listenDebug()
	if err != nil {
		return err
	}
	if debug != nil {
		defer debug.Close()
	}
	ln, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	defer ln.Close()
	store, err := openStore(ctx, c.Data)
	if err != nil {
		return err
	}
	counters := metrics.New()
	if store, err = overUpstream(store, asked, counters.Asked); err != nil {
		return err
	}
	defer store.Close()
	kept, err := c.permanentSettings.open(ctx, c.Data)
	if err != nil {
		return err
	}
	defer kept.Close()
	web, err := c.client()
	if err != nil {
		return err
	}
	defer web.Close()
	folder, err := openStudio(c.Templates, c.Dev)
	if err != nil {
		return err
	}
	pictures := newPictures(web, store, folder)
	service, err := newService(c.design, c.Dev, card.Config{
		Articles: store, Pictures: pictures, Shorten: server.Shortener(config.PublicURL),
		Observer: counters, Log: log,
	})
	if err != nil {
		return err
	}
	defer service.Close()
	counters.Queue(service.Queue)
	counters.Kept(func() (bytes, limit int64) {
		bytes, limit, _ = kept.Usage(ctx) // 0 where the store does not say
		return bytes, limit
	})

	// What runs beside the server ends with it.
	ctx, cancel := context.WithCancel(ctx)
	var beside sync.WaitGroup
	defer beside.Wait()
	defer cancel()
	if c.Dev && c.Templates != "" {
		beside.Go(func() {
			if err := service.Templates().Watch(ctx, c.Templates, log); err != nil {
				log.Error("templates are not watched", "err", err)
			}
		})
	}
	if debug != nil {
		beside.Go(func() { serveDebug(ctx, debug, log) })
	}
	beside.Go(func() { kept.Run(ctx, log) })
	if purger != nil {
		beside.Go(func() { purger.Run(ctx) })
		config.Purge = purger.Purge
	}
	local := "http://" + openAddress(ln.Addr().(*net.TCPAddr))
	config.Cards, config.Articles, config.Address = service, store, cmp.Or(config.PublicURL, local)
	config.Pages, config.WeChat, config.Permanent = web, signer, kept
	config.Probes = []server.Probe{diskProbe(c.Data)}
	config.Metrics, config.Decoder = counters, pictures.decoder
	config.Dev, config.Studio, config.Log = c.Dev, folder, log
	fmt.Fprintf(m.Stdout, "Open %s/\n", local)
	if m.Listening != nil {
		m.Listening(local)
	}
	return server.New(config).Serve(ctx, ln)
}

// storeFile is the file of the articles in the data folder.
const storeFile = "articles.db"

// openStore opens the articles in the data folder. A new store is filled with
// the samples.
func openStore(ctx context.Context, dir string) (article.Store, error) {
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("--data: %w", err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("--data %s: not a folder", dir)
	}
	path := filepath.Join(dir, storeFile)
	_, err := os.Stat(path)
	fresh := errors.Is(err, fs.ErrNotExist)
	store, err := article.OpenSQLite(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %w", dir, howToRestore(err, dir))
	}
	if fresh {
		if err := fillWithSamples(ctx, store); err != nil {
			return nil, errors.Join(err, store.Close())
		}
	}
	return store, nil
}

func fillWithSamples(ctx context.Context, store article.Store) error {
	samples, err := article.Samples()
	if err != nil {
		return err
	}
	for _, a := range samples {
		if _, err := store.Put(ctx, a); err != nil {
			return fmt.Errorf("storing the sample articles: %w", err)
		}
	}
	return nil
}
