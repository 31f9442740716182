package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"golang.org/x/sync/errgroup"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/job"
	"sharecard/cmd/sharecard/internal/wholefile"
)

// Progress is told how far the run has come; *progress.Bar is one.
type Progress interface {
	Skip(n int)
	Step(note string)
	Fail(line string)
}

// Options are what a run needs to know. All are required.
type Options struct {
	Dir string // where cards and manifest go; must exist
	// Read reads one line of at most MaxLine bytes: a job, or one for each platform. A
	// job without a name is called by the number of its line.
	Read    func(line []byte) ([]*job.Job, error)
	MaxLine int
	// Draw draws a card.
	Draw func(context.Context, card.Request) (*card.Result, error)
	// State returns all that changes the card of a request and does not stand in
	// its line: versions, templates, fonts, the revision of a stored article.
	State func(context.Context, card.Request) (string, error)
	// Workers is how many jobs are under way at once.
	Workers int
	// Progress makes what shows the progress of a run over that many jobs.
	Progress func(jobs int) Progress
}

// Outcome counts jobs.
type Outcome struct {
	Drawn, Failed int
	Kept          int // done by an earlier run
}

// Run draws what is not done yet. One run at a time may use a folder. The error is
// ctx's, or that the jobs or the folder could not be read or written; a job that
// failed is counted only.
func Run(ctx context.Context, jobs io.ReadSeeker, o Options) (Outcome, error) {
	if err := wholefile.Tidy(o.Dir); err != nil {
		return Outcome{}, err
	}
	r := &run{Options: o, kept: map[string]bool{}}
	total, err := r.plan(ctx, jobs)
	if err != nil {
		return r.outcome, err
	}
	if _, err := jobs.Seek(0, io.SeekStart); err != nil {
		return r.outcome, fmt.Errorf("reading the jobs again: %w", err)
	}
	r.manifest, err = os.OpenFile(filepath.Join(o.Dir, ManifestFile), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		return r.outcome, err
	}
	r.progress = o.Progress(total)
	r.progress.Skip(len(r.kept))
	err = r.work(ctx, jobs)
	return r.outcome, errors.Join(err, r.manifest.Close())
}

type run struct {
	Options
	kept     map[string]bool // names of jobs that are done
	progress Progress

	mu       sync.Mutex
	manifest *os.File
	outcome  Outcome
}

// plan finds the jobs that are done, leaves in the manifest their entries only,
// and returns how many jobs there are.
func (r *run) plan(ctx context.Context, jobs io.Reader) (total int, err error) {
	done, err := r.done()
	if err != nil {
		return 0, err
	}
	var manifest []byte
	err = lines(jobs, r.MaxLine, func(l line) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		jobs, err := r.parse(l)
		if err != nil {
			total++
			return nil // told when its turn comes
		}
		total += len(jobs)
		for _, j := range jobs {
			if len(done) == 0 {
				return nil // nothing to compare with
			}
			e, err := r.entry(ctx, l, j)
			if err != nil {
				continue
			}
			before, ok := done[e.Input]
			if !ok || before.Name != e.Name {
				continue
			}
			delete(done, e.Input) // of two jobs alike, the second one finds its name taken
			before.Line = l.number
			text, err := before.encode()
			if err != nil {
				return err
			}
			manifest = append(manifest, text...)
			r.kept[j.Name] = true
			r.outcome.Kept++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return total, wholefile.Write(filepath.Join(r.Dir, ManifestFile), manifest)
}

// done returns the entries of an earlier run whose files are there, by input.
func (r *run) done() (map[string]Entry, error) {
	f, err := os.Open(filepath.Join(r.Dir, ManifestFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	done := map[string]Entry{}
	err = lines(f, maxEntry, func(l line) error {
		var e Entry
		if json.Unmarshal(l.text, &e) != nil || e.Input == "" || e.Error != nil || !filepath.IsLocal(e.File) {
			return nil // among them a line that an end of the process cut off
		}
		if info, err := os.Stat(filepath.Join(r.Dir, e.File)); err == nil && info.Size() == int64(e.Bytes) {
			done[e.Input] = e
		}
		return nil
	})
	return done, err
}

// maxEntry is more than any entry has in bytes.
const maxEntry = 64 << 10

// work draws what is not kept. The first error ends the run.
func (r *run) work(ctx context.Context, jobs io.Reader) error {
	workers, under := errgroup.WithContext(ctx)
	workers.SetLimit(max(1, r.Workers))
	names := map[string]int{} // by the line that has them
	err := lines(jobs, r.MaxLine, func(l line) error {
		jobs, err := r.parse(l)
		if err != nil {
			return r.record(Entry{Line: l.number}, err)
		}
		for _, j := range jobs {
			first, taken := names[j.Name]
			if taken {
				twice := &card.FieldError{Field: "name", Reason: fmt.Sprintf("is that of line %d", first)}
				if err := r.record(Entry{Line: l.number}, twice); err != nil {
					return err
				}
				continue
			}
			names[j.Name] = l.number
			if !r.kept[j.Name] {
				workers.Go(func() error { return r.draw(under, l, j) })
			}
		}
		return under.Err()
	})
	if failed := workers.Wait(); failed != nil {
		return failed
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// draw does one job and records what became of it. The error is one that ends
// the run.
func (r *run) draw(ctx context.Context, l line, j *job.Job) error {
	if ctx.Err() != nil {
		return nil
	}
	e, err := r.entry(ctx, l, j)
	var result *card.Result
	if err == nil {
		result, err = r.Draw(ctx, j.Request)
	}
	if ctx.Err() != nil {
		return nil // stopped: not the job's fault
	}
	if err != nil {
		return r.record(Entry{Line: l.number, ArticleID: e.ArticleID, Platform: e.Platform, Entry: card.Entry{Name: e.Name}}, err)
	}
	e.fill(result)
	if err := wholefile.Write(filepath.Join(r.Dir, e.File), result.Bytes); err != nil {
		return err
	}
	return r.record(e, nil)
}

// record appends an entry to the manifest, with the job's error if it has one.
func (r *run) record(e Entry, failed error) error {
	if failed != nil {
		e.Error = card.NewFailure(failed)
	}
	text, err := e.encode()
	if err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, err := r.manifest.Write(text); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	if failed != nil {
		r.outcome.Failed++
		r.progress.Fail(fmt.Sprintf("line %d: %v", e.Line, failed))
		return nil
	}
	r.outcome.Drawn++
	r.progress.Step(e.summary())
	return nil
}

// nameForm is what a file may be called on every system; it does not begin with
// a dot.
var nameForm = regexp.MustCompile(`^[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,127}$`)

// parse reads a line and gives its jobs names: those for platforms end in the platform's.
func (r *run) parse(l line) ([]*job.Job, error) {
	if l.tooLong {
		return nil, fmt.Errorf("%w: a job has at most %d bytes", errTooLong, r.MaxLine)
	}
	jobs, err := r.Read(l.text)
	if err != nil {
		return nil, err
	}
	for _, j := range jobs {
		if j.Name == "" {
			j.Name = fmt.Sprintf("%06d", l.number)
		}
		if j.Platform != "" {
			j.Name += "-" + j.Platform
		}
		if !nameForm.MatchString(j.Name) {
			return nil, &card.FieldError{Field: "name", Reason: "must be 1 to 128 of A–Z, a–z, 0–9 and . _ ~ -, and not begin with a dot"}
		}
	}
	return jobs, nil
}

var errTooLong = errors.New("the line is too long")

// entry makes the entry of a job of a line, which knows its name and input.
func (r *run) entry(ctx context.Context, l line, j *job.Job) (Entry, error) {
	e := Entry{Line: l.number, ArticleID: j.Request.ArticleID, Platform: j.Platform, Entry: card.Entry{Name: j.Name}}
	state, err := r.State(ctx, j.Request)
	if err != nil {
		return e, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q ", state, j.Name)
	sum.Write(l.text)
	e.Input = hex.EncodeToString(sum.Sum(nil))
	return e, nil
}
