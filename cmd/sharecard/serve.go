package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/server"
)

// serveCommand is the HTTP service and its settings.
type serveCommand struct {
	design
	Listen string   `default:"127.0.0.1:8080" help:"Address to listen on. Without a token it must be of this machine only." placeholder:"ADDR"`
	Data   string   `default:"./data" type:"path" help:"Folder that holds the articles; made where its parent exists." placeholder:"DIR"`
	Dev    bool     `help:"Redraw when a template is saved, and show its faults."`
	Token  string   `help:"Bearer token that every write needs, of 16 characters or more." placeholder:"TOKEN"`
	Host   []string `help:"Name that the server answers to besides localhost and the listen address; may be repeated." placeholder:"NAME"`
}

// minToken is the shortest token in bytes: shorter ones can be guessed.
const minToken = 16

// Run serves until ctx ends, then finishes the requests under way.
func (c *serveCommand) Run(ctx context.Context, m *Main) error {
	if c.Token != "" && len(c.Token) < minToken {
		return usageError{fmt.Errorf("--token must have at least %d characters", minToken)}
	}
	if err := server.CheckListen(c.Listen, c.Token); err != nil {
		return usageError{err}
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
	hosts, anyIP := c.hosts()
	address := "http://" + openAddress(ln.Addr().(*net.TCPAddr))
	srv := server.New(server.Config{
		Cards: service, Articles: store,
		Address: address, Hosts: hosts, AnyIP: anyIP, Token: c.Token, Dev: c.Dev, Log: log,
	})
	fmt.Fprintf(m.Stdout, "Open %s/\n", address)
	if m.Listening != nil {
		m.Listening(address)
	}
	return srv.Serve(ctx, ln)
}

// hosts are the names of this server besides loopback's.
func (c *serveCommand) hosts() (names []string, anyIP bool) {
	for _, name := range c.Host {
		names = append(names, strings.ToLower(name))
	}
	host, _, _ := net.SplitHostPort(c.Listen) // checked by server.CheckListen
	ip := net.ParseIP(host)
	if host == "" || ip != nil && ip.IsUnspecified() {
		return names, true
	}
	return append(names, strings.ToLower(host)), false
}

// openAddress is the host and port to open in a browser on this machine.
func openAddress(a *net.TCPAddr) string {
	host := a.IP.String()
	if a.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, fmt.Sprint(a.Port))
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
