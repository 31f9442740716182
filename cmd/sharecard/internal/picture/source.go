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
}

// Covers keep uploaded pictures; the error about one that is not there wraps
// article.ErrNotFound.
type Covers interface {
	StoredCover(ctx context.Context, address string) ([]byte, error)
}

// NewSource returns a Source with a decoder and a drawer of its own.
func NewSource(web *fetch.Client, uploaded ...Covers) *Source {
	return &Source{Web: web, Uploaded: uploaded, Decoder: NewDecoder(0), Samples: sample.NewDrawer()}
}

// Fetched is what is at an address. It is shared and must not be changed.
type Fetched struct {
	Image image.Image
	Sum   [sha256.Size]byte // of its file
	// Validators are the host's own, for asking again.
	Validators fetch.Validators
	// Fresh is for how long the host lets it be used without asking again, or
	// fetch.Unsaid.
	Fresh time.Duration
}

// Picture returns the picture at address, upright and no larger than a card needs.
// last is what it returned before, or nil: where the host says that it has not
// changed, or the file is the same, its image is returned again. Errors are those of
// package fetch and of this one, or wrap article.ErrNotFound.
func (s *Source) Picture(ctx context.Context, address string, last *Fetched) (*Fetched, error) {
	switch {
	case article.IsSampleCover(address):
		f := &Fetched{Sum: sha256.Sum256([]byte(address)), Fresh: fetch.Unsaid}
		return f, s.Samples.Draw(ctx, address, func(m image.Image) error {
			f.Image = m
			return nil
		})
	case !article.IsStoredCover(address):
		return s.ofTheWeb(ctx, address, last)
	case last != nil: // such an address never stands for two pictures
		return last, nil
	}
	file, err := s.uploaded(ctx, address)
	if err != nil {
		return nil, err
	}
	return s.decode(ctx, address, file, &Fetched{Sum: sha256.Sum256(file), Fresh: fetch.Unsaid})
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
	f := &Fetched{Validators: got.Validators, Fresh: got.Fresh}
	if !got.Unchanged {
		f.Sum = sha256.Sum256(got.Body)
	}
	if last != nil && (got.Unchanged || f.Sum == last.Sum) {
		f.Image, f.Sum = last.Image, last.Sum
		return f, nil
	}
	return s.decode(ctx, address, got.Body, f)
}

func (s *Source) decode(ctx context.Context, address string, file []byte, f *Fetched) (*Fetched, error) {
	img, err := s.Decoder.Decode(ctx, file)
	if err != nil {
		return nil, fmt.Errorf("decoding %.200q: %w", address, err)
	}
	f.Image = Reduce(img)
	return f, nil
}

// uploaded returns the file of an uploaded picture.
func (s *Source) uploaded(ctx context.Context, address string) ([]byte, error) {
	for _, covers := range s.Uploaded {
		file, err := covers.StoredCover(ctx, address)
		if !errors.Is(err, article.ErrNotFound) {
			return file, err
		}
	}
	return nil, fmt.Errorf("uploaded cover: %w", article.ErrNotFound)
}
