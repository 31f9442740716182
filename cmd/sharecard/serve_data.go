package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/queue"
	"sharecard/cmd/sharecard/internal/server"
	"sharecard/cmd/sharecard/internal/sqlite"
)

// dataSettings say where the service keeps what it is given.
type dataSettings struct {
	Data string `default:"./data" type:"path" help:"Folder that holds the articles and the permanent cards; made where its parent exists." placeholder:"DIR"`
}

// home is where the server keeps what it is given.
type home struct {
	articles articleStore
	cards    publish.Store
	jobs     queue.Store
	objects  publish.Objects // of cards
	probes   []server.Probe
	stands   func(context.Context) error                                       // see server.Config
	turn     func(ctx context.Context, chore string, every time.Duration) bool // see publish.Config
}

// openHome opens what the settings name: the data folder, or what several replicas share.
func (c *serveCommand) openHome(stage *stage, shared *cluster, counters *metrics.Metrics, log *slog.Logger) (*home, error) {
	if shared != nil {
		return shared.open(stage, counters, log)
	}
	data, err := openData(stage, c.Data)
	if err != nil {
		return nil, err
	}
	stage.beside(func(ctx context.Context) { tendData(ctx, data, c.Data, log) })
	return &home{
		articles: data.DB.Articles(), cards: data.DB.Cards(), jobs: data.DB.Jobs(), objects: data.Cards,
		probes: []server.Probe{diskProbe(c.Data, data.DB.Present), databaseProbe(data.DB)},
	}, nil
}

// openData opens the data folder for this server alone, until the stage is cleared. A
// new one is filled with the samples.
func openData(stage *stage, dir string) (*datadir.Folder, error) {
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("--data: %w", err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("--data %s: not a folder", dir)
	}
	release, err := datadir.Lock(dir)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %w; stop it first, or give this one a folder of its own", dir, err)
	}
	stage.closes(func() { _ = release() })
	data, err := datadir.Open(stage.ctx, dir, nil)
	if err != nil {
		return nil, fmt.Errorf("--data %s: %w", dir, howToRestore(err, dir))
	}
	stage.closes(func() { _ = data.Close() })
	if data.Fresh {
		if err := fillWithSamples(stage.ctx, data.DB.Articles()); err != nil {
			return nil, err
		}
	}
	return data, nil
}

// tendData does beside the requests what would take the longer before them the more is
// stored: it looks for damage, and removes covers that a crash left.
func tendData(ctx context.Context, data *datadir.Folder, dir string, log *slog.Logger) {
	report := func(message string, err error) {
		if err != nil && ctx.Err() == nil {
			log.Error(message, "err", howToRestore(err, dir))
		}
	}
	report("the database could not be checked, or is damaged", data.DB.Check(ctx))
	report("the covers could not be tidied", data.DB.TidyCovers(ctx))
}

// databaseProbe tells of damage that tendData found.
func databaseProbe(db *sqlite.DB) server.Probe {
	return server.Probe{Name: "database", Vital: true, Check: func(context.Context) error { return db.Damage() },
		Still: "what can be read is served; restore the last backup"}
}

func fillWithSamples(ctx context.Context, store article.Store) error {
	samples, err := sample.Articles()
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
