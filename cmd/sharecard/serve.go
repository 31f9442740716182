package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/server"
)

// serveCommand is the HTTP service and its settings.
type serveCommand struct {
	design
	accessSettings
	wechatSettings
	Data string `default:"./data" type:"path" help:"Folder that holds the articles; made where its parent exists." placeholder:"DIR"`
	Dev  bool   `help:"Redraw when a template is saved, and show its faults."`
}

// Run serves until ctx ends, then finishes the requests under way.
func (c *serveCommand) Run(ctx context.Context, m *Main) error {
	r, err := c.reach()
	if err != nil {
		return err
	}
	signer, err := c.signer()
	if err != nil {
		return err
	}
	if signer != nil {
		defer signer.Close()
	}
	log := slog.New(slog.NewTextHandler(m.Stderr, nil))
	ln, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	defer ln.Close()
	store, err := openStore(ctx, c.Data)
	if err != nil {
		return err
	}
	defer store.Close()
	service, err := newService(c.design, store, c.Dev, log)
	if err != nil {
		return err
	}
	defer service.Close()

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
	local := "http://" + openAddress(ln.Addr().(*net.TCPAddr))
	srv := server.New(server.Config{
		Cards: service, Articles: store,
		Address: cmp.Or(r.publicURL, local), PublicURL: r.publicURL, Tokens: r.tokens, WeChat: signer,
		Hosts: r.hosts, AnyIP: r.anyIP, Dev: c.Dev, Log: log,
	})
	fmt.Fprintf(m.Stdout, "Open %s/\n", local)
	if m.Listening != nil {
		m.Listening(local)
	}
	return srv.Serve(ctx, ln)
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
		return nil, fmt.Errorf("--data %s: %w", dir, err)
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
