package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"sharecard/cmd/sharecard/internal/batch"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/progress"
)

// batchCommand draws the cards of a file of jobs.
type batchCommand struct {
	drawerSettings
	Jobs     string `arg:"" optional:"" help:"File of jobs, one a line: the JSON of POST /v1/cards; - for stdin. Or a spreadsheet, .csv or .xlsx, with an article a row."`
	Output   string `short:"o" help:"Folder for the cards and their manifest.ndjson. Jobs that an earlier run has done there are not drawn again." placeholder:"DIR"`
	Example  string `help:"Write a spreadsheet to begin with, .csv or .xlsx, and draw nothing." placeholder:"FILE"`
	Timezone string `default:"Asia/Shanghai" help:"Time zone of the times in a spreadsheet." placeholder:"ZONE"`
}

// jobsPerCPU lets some jobs wait for their covers while others are drawn.
const jobsPerCPU = 4

// Help is what batch --help tells besides its flags.
func (*batchCommand) Help() string {
	return `A job is one line, as in {"name":"a1","template":"poster","theme":"ink","article":{"title":"…"}}; its card becomes a1.jpg, ` +
		`or without a name the number of its line. "platforms":["weibo","x"] in ` +
		`place of template gives a1-weibo.jpg and a1-x.jpg. Each job that finishes adds a ` +
		`line to manifest.ndjson: its line, name, article_id, platform, file, ` +
		`template, width, height, bytes, sha256, mime, alt and report, or its error. Stopped in the middle, the same command goes on: jobs ` +
		`are drawn again that failed, that lacked something, or whose line, article, templates or fonts have changed. The exit status is 1 ` +
		`where a job failed. The header row of a spreadsheet names its columns in Chinese or English, as --example writes them; a row ` +
		`that is wrong is told by its cell.`
}

// Run draws what is not done yet.
func (c *batchCommand) Run(ctx context.Context, m *Main) (err error) {
	if c.Example != "" {
		return c.writeExample()
	}
	if c.Jobs == "" || c.Output == "" {
		return usageError{errors.New("a file of jobs and --output are needed, or --example")}
	}
	in, name, err := m.open(c.Jobs)
	if err != nil {
		return err
	}
	defer in.Close()
	read := job.ReadRepeatable
	if isSheet(c.Jobs) {
		if in, read, err = c.openSheet(in); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := os.MkdirAll(c.Output, 0o755); err != nil {
		return fmt.Errorf("-o: %w", err)
	}
	jobs, isFile := in.(*os.File)
	if !isFile { // it is read twice
		if jobs, err = spool(in); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		defer func() { err = errors.Join(err, jobs.Close(), os.Remove(jobs.Name())) }()
	}
	d, err := c.open(ctx, m.log())
	if err != nil {
		return err
	}
	defer d.Close()

	var bar *progress.Bar
	outcome, err := batch.Run(ctx, jobs, batch.Options{
		Dir:     c.Output,
		MaxLine: job.MaxBytes,
		Read:    read,
		Draw:    d.Card,
		State:   batch.StateOf(d.Service, d.articles),
		Workers: jobsPerCPU * runtime.GOMAXPROCS(0),
		Progress: func(jobs int) batch.Progress {
			bar = progress.New(m.Stderr, jobs)
			return bar
		},
	})
	if bar != nil {
		bar.Close()
	}
	fmt.Fprintf(m.Stderr, "%d drawn, %d done before, %d failed\n", outcome.Drawn, outcome.Kept, outcome.Failed)
	switch {
	case ctx.Err() != nil:
		return errors.New("stopped; the same command goes on from here")
	case err != nil:
		return err
	case outcome.Failed > 0:
		return fmt.Errorf("%d jobs failed; %s says why", outcome.Failed, filepath.Join(c.Output, batch.ManifestFile))
	}
	return nil
}

// spool copies a stream into a file of its own.
func spool(in io.Reader) (*os.File, error) {
	f, err := os.CreateTemp("", "sharecard-jobs-*")
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(f, in)
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close(), os.Remove(f.Name()))
	}
	return f, nil
}
