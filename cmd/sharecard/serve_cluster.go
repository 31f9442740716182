package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"sharecard/cmd/sharecard/internal/metrics"
	"sharecard/cmd/sharecard/internal/postgres"
	"sharecard/cmd/sharecard/internal/s3"
	"sharecard/cmd/sharecard/internal/server"
)

// clusterSettings say where several replicas keep what they share, instead of a data
// folder.
type clusterSettings struct {
	Database          string        `help:"Address of a PostgreSQL database that several servers share, instead of --data: postgres://USER:PASSWORD@HOST/NAME. It needs --bucket. Better set by the environment, where other users of the machine do not see it." placeholder:"URL"`
	Bucket            string        `help:"S3 bucket in which they keep the cards and covers: s3://NAME?endpoint=https://HOST:PORT&region=REGION&path-style=1. Its keys are in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." placeholder:"URL"`
	BucketCredentials string        `type:"existingfile" help:"File of the bucket's keys instead, in the form of ~/.aws/credentials." placeholder:"FILE"`
	StaleFor          time.Duration `default:"15m" help:"How long a server that cannot reach the database goes on with what it has in memory: longer keeps more readers served, and may show what was withdrawn meanwhile. After that it answers 503; from 5s to 24h." placeholder:"TIME"`
}

// Bounds of --stale-for. The least is more than a replica that polls each second can miss.
const (
	leastStale = 5 * time.Second
	mostStale  = 24 * time.Hour
)

// cluster is what several replicas share.
type cluster struct {
	database string
	bucket   s3.Config
	staleFor time.Duration
}

// cluster returns what the settings name, or nil where there is a data folder.
func (c *clusterSettings) cluster() (*cluster, error) {
	if c.StaleFor < leastStale || c.StaleFor > mostStale {
		return nil, usageError{fmt.Errorf("--stale-for must be from %v to %v", leastStale, mostStale)}
	}
	switch {
	case c.Database == "" && c.Bucket == "":
		if c.BucketCredentials != "" {
			return nil, usageError{errors.New("--bucket-credentials: there is no --bucket that they are for")}
		}
		return nil, nil
	case c.Bucket == "":
		return nil, usageError{errors.New("--database needs --bucket: a card whose bytes lie on one machine is missing on the others")}
	case c.Database == "":
		return nil, usageError{errors.New("--bucket needs --database: what is withdrawn on one machine must be known to the others")}
	}
	if u, err := url.Parse(c.Database); err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" {
		return nil, usageError{errors.New("--database: must be of the form postgres://USER:PASSWORD@HOST/NAME")} // it may hold a password
	}
	bucket, err := s3.Parse(c.Bucket)
	if err != nil {
		return nil, usageError{fmt.Errorf("--bucket: %w", err)}
	}
	bucket.Credentials = c.BucketCredentials
	return &cluster{database: c.Database, bucket: bucket, staleFor: c.StaleFor}, nil
}

// tidyEvery is how often a replica looks whether it is its turn to tidy the covers.
const tidyEvery = time.Hour

// connect opens the database and the bucket until the stage is cleared. counters may be
// nil.
func (c *cluster) connect(stage *stage, counters *metrics.Metrics) (*postgres.DB, *s3.Bucket, error) {
	database := postgres.Config{URL: c.database, StaleFor: c.staleFor}
	if counters != nil {
		c.bucket.Requested = func() { counters.Stored("bucket") }
		database.Queried = func() { counters.Stored("database") }
	}
	bucket, err := s3.Open(c.bucket)
	if err != nil {
		return nil, nil, fmt.Errorf("--bucket: %w", err)
	}
	stage.closes(bucket.Close)
	if err := bucket.Check(stage.ctx); err != nil {
		return nil, nil, fmt.Errorf("--bucket: %w", err)
	}
	database.Cards, database.Covers = bucket.Objects("cards"), bucket.Objects("covers")
	db, err := postgres.Open(stage.ctx, database)
	if err != nil {
		return nil, nil, fmt.Errorf("--database: %w", err)
	}
	stage.closes(db.Close)
	return db, bucket, nil
}

// open opens what replicas share until the stage is cleared. A new database is filled with
// the samples.
func (c *cluster) open(stage *stage, counters *metrics.Metrics, log *slog.Logger) (*home, error) {
	db, bucket, err := c.connect(stage, counters)
	if err != nil {
		return nil, err
	}
	if err := db.Whole(stage.ctx); err != nil {
		return nil, fmt.Errorf("--database: %w", err)
	}
	if db.Fresh {
		if err := fillWithSamples(stage.ctx, db.Articles()); err != nil {
			return nil, err
		}
	}
	stage.beside(func(ctx context.Context) { tidyCovers(ctx, db, log) })
	return &home{
		articles: db.Articles(), cards: db.Cards(), jobs: db.Jobs(), objects: bucket.Objects("cards"),
		stands: db.Stands, turn: db.Turn,
		probes: []server.Probe{
			{Name: "database", Check: db.Reach},
			{Name: "bucket", Check: bucket.Check},
		},
	}, nil
}

// tidyCovers removes what crashes left of covers, once a day on one replica, until ctx ends.
func tidyCovers(ctx context.Context, db *postgres.DB, log *slog.Logger) {
	for {
		if db.Turn(ctx, "tidy covers", 24*time.Hour) {
			if err := db.TidyCovers(ctx); err != nil && ctx.Err() == nil {
				log.Error("the covers could not be tidied", "err", err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(tidyEvery):
		}
	}
}
