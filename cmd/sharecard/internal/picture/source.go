package picture

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"time"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/cmd/sharecard/internal/article/sample"
	"sharecard/cmd/sharecard/internal/fetch"
)

// maxFile is how long the file of a picture on the web may be, in bytes.
const maxFile = 10 << 20

// Source gets the pictures of articles by their addresses: those that the project
// draws itself, those that were uploaded, and those of the web. It is safe for
// concurrent use.
type Source struct {
	Web     *fetch.Client
	Decoder *Decoder
	Samples *sample.Drawer
	// Uploaded keep uploaded pictures, and are asked in turn.
	Uploaded []Covers

	reading chan struct{} // one place for each uploaded file that is read
}

// readsAtOnce is how many uploaded files are read at one time.
const readsAtOnce = 4

// Covers keep uploaded pictures; the error about one that is not there wraps
// article.ErrNotFound.
type Covers interface {
	StoredCover(ctx context.Context, address string) ([]byte, error)
}

// NewSource returns a Source with a decoder and a drawer of its own.
func NewSource(web *fetch.Client, uploaded ...Covers) *Source {
	return &Source{
		Web: web, Uploaded: uploaded, Decoder: NewDecoder(0), Samples: sample.NewDrawer(), reading: make(chan struct{}, readsAtOnce),
	}
}

// Fetched is what is at an address, not yet decoded. It is shared and must not be
// changed.
type Fetched struct {
	// File is what [Source.Decode] decodes; nil for a picture that is drawn here.
	File []byte
	// Sample is the address of a picture that is drawn here, or "".
	Sample string
	Sum    [sha256.Size]byte // of the file
	// Validators are the host's own, for asking again.
	Validators fetch.Validators
	// Fresh is for how long the host lets it be used without asking again, or
	// fetch.Unsaid.
	Fresh time.Duration
}

// Picture returns the file of the picture at address, whose format and size are looked
// at. last is what it returned before, or nil: where the host says that it has not
// changed, its file is returned again. Errors are those of package fetch and of this
// one, or wrap article.ErrNotFound.
func (s *Source) Picture(ctx context.Context, address string, last *Fetched) (*Fetched, error) {
	switch {
	case article.IsSampleCover(address):
		return &Fetched{Sample: address, Sum: sha256.Sum256([]byte(address)), Fresh: fetch.Unsaid}, nil
	case !article.IsStoredCover(address):
		return s.ofTheWeb(ctx, address, last)
	case last != nil: // such an address never stands for two pictures
		return last, nil
	}
	file, err := s.uploaded(ctx, address)
	if err != nil {
		return nil, err
	}
	return looked(address, &Fetched{File: file, Sum: sha256.Sum256(file), Fresh: fetch.Unsaid})
}

func (s *Source) ofTheWeb(ctx context.Context, address string, last *Fetched) (*Fetched, error) {
	var known fetch.Validators
	if last != nil {
		known = last.Validators
	}
	got, err := s.Web.GetChanged(ctx, address, maxFile, known)
	if err != nil {
		return nil, err
	}
	f := &Fetched{File: got.Body, Validators: got.Validators, Fresh: got.Fresh}
	if got.Unchanged {
		f.File, f.Sum = last.File, last.Sum
		return f, nil
	}
	f.Sum = sha256.Sum256(got.Body)
	return looked(address, f)
}

// looked returns f unless its file is one that would not be decoded.
func looked(address string, f *Fetched) (*Fetched, error) {
	if _, err := inspect(f.File); err != nil {
		return nil, fmt.Errorf("looking at %.200q: %w", address, err)
	}
	return f, nil
}

// Decode returns the picture of a file, as [Decoder.DecodeKept] does. It waits until there
// is memory for it. Errors are those of this package.
func (s *Source) Decode(ctx context.Context, f *Fetched, place image.Point) (img image.Image, err error) {
	if f.Sample != "" {
		err = s.Samples.Draw(ctx, f.Sample, func(m image.Image) error {
			img = m
			return nil
		})
		return img, err
	}
	if img, err = s.Decoder.DecodeKept(ctx, f.File, place); err != nil {
		return nil, fmt.Errorf("decoding a picture: %w", err)
	}
	return img, nil
}

// uploaded returns the file of an uploaded picture. Few are read at one time, so that
// those who come for one do not fill the memory with them.
func (s *Source) uploaded(ctx context.Context, address string) ([]byte, error) {
	select {
	case s.reading <- struct{}{}:
		defer func() { <-s.reading }()
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: waiting to read it: %w", ErrTimeout, ctx.Err())
	}
	for _, covers := range s.Uploaded {
		file, err := covers.StoredCover(ctx, address)
		if !errors.Is(err, article.ErrNotFound) {
			return file, err
		}
	}
	return nil, fmt.Errorf("uploaded cover: %w", article.ErrNotFound)
}
