package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
)

// dataSettings say where the service keeps what it is given.
type dataSettings struct {
	Data string `default:"./data" type:"path" help:"Folder that holds the articles and the permanent cards; made where its parent exists." placeholder:"DIR"`
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
