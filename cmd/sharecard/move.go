package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sharecard/cmd/sharecard/internal/datadir"
	"sharecard/cmd/sharecard/internal/move"
)

// moveCommand copies a data folder to what several replicas share.
type moveCommand struct {
	Data              string `default:"./data" type:"existingdir" help:"Folder that a server was started with; stop that server first." placeholder:"DIR"`
	Database          string `required:"" help:"Address of an empty PostgreSQL database: postgres://USER:PASSWORD@HOST/NAME." placeholder:"URL"`
	Bucket            string `required:"" help:"Address of an empty S3 bucket: s3://NAME?endpoint=https://HOST:PORT&region=REGION&path-style=1." placeholder:"URL"`
	BucketCredentials string `type:"existingfile" help:"File of the bucket's keys, in the form of ~/.aws/credentials; else they are in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." placeholder:"FILE"`
}

// Help is shown after the flags.
func (moveCommand) Help() string {
	return `Every file is compared with its SHA-256. Where it is stopped, run it again: it goes
on. The folder stays as it is. No server opens the database before all is there.`
}

// moveTells is how often it is told how far it has come.
const moveTells = 2 * time.Second

// Run copies, and says how much.
func (c *moveCommand) Run(ctx context.Context, m *Main) error {
	settings := clusterSettings{Database: c.Database, Bucket: c.Bucket, BucketCredentials: c.BucketCredentials, StaleFor: leastStale}
	to, err := settings.cluster()
	if err != nil {
		return err
	}
	stage := newStage(ctx)
	defer stage.clear()
	release, err := datadir.Lock(c.Data)
	if err != nil {
		return fmt.Errorf("--data %s: %w; stop it first", c.Data, err)
	}
	stage.closes(func() { _ = release() })
	from, err := datadir.Open(ctx, c.Data, nil)
	if err != nil {
		return fmt.Errorf("--data %s: %w", c.Data, howToRestore(err, c.Data))
	}
	stage.closes(func() { _ = from.Close() })
	db, bucket, err := to.connect(stage, nil)
	if err != nil {
		return err
	}
	told := time.Now()
	s, err := move.Run(ctx, move.Config{
		From: from, To: db, Cards: bucket.Objects("cards"), Covers: bucket.Objects("covers"),
		Tell: func(s move.Summary) {
			if time.Since(told) > moveTells {
				told = time.Now()
				fmt.Fprintf(m.Stderr, "%d rows, %d files, %.1f MB\n", s.Rows, s.Objects, float64(s.Bytes)/1e6)
			}
		},
	})
	if err != nil {
		return fmt.Errorf("moving %s: %w; run it again to go on", c.Data, err)
	}
	fmt.Fprintf(m.Stderr, "Moved %d rows and %d files, %.1f MB\n", s.Rows, s.Objects, float64(s.Bytes)/1e6)
	for _, name := range s.Damaged {
		fmt.Fprintf(m.Stderr, "%s is missing or damaged in the folder, and was left out\n", name)
	}
	if len(s.Damaged) > 0 {
		return errors.New("all but these files was moved; cards come back when they are asked for again")
	}
	return nil
}
