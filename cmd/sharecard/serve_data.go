package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/datadir"
)

// dataSettings say where the service keeps what it is given.
type dataSettings struct {
	Data string `default:"./data" type:"path" help:"Folder that holds the articles and the permanent cards; made where its parent exists." placeholder:"DIR"`
}

// openData opens the data folder for this server alone, until the stage is cleared. A
// new one is filled with the samples.
func openData(stage *stage, dir string) (*datadir.Folder, error) {
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
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
