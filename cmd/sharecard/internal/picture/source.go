package picture

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"

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

// Picture returns the picture at address, upright and no larger than a card needs,
// and the hash of its file. Its errors are those of package fetch and of this one,
// or wrap article.ErrNotFound.
func (s *Source) Picture(ctx context.Context, address string) (img image.Image, sum [sha256.Size]byte, err error) {
	if article.IsSampleCover(address) {
		err = s.Samples.Draw(ctx, address, func(m image.Image) error {
			img, sum = m, sha256.Sum256([]byte(address))
			return nil
		})
		return img, sum, err
	}
	file, err := s.read(ctx, address)
	if err != nil {
		return nil, sum, err
	}
	if img, err = s.Decoder.Decode(ctx, file); err != nil {
		return nil, sum, fmt.Errorf("decoding %.200q: %w", address, err)
	}
	return Reduce(img), sha256.Sum256(file), nil
}

// read returns the file of a picture.
func (s *Source) read(ctx context.Context, address string) ([]byte, error) {
	if !article.IsStoredCover(address) {
		got, err := s.Web.Get(ctx, address, maxFile)
		if err != nil {
			return nil, err
		}
		return got.Body, nil
	}
	for _, covers := range s.Uploaded {
		file, err := covers.StoredCover(ctx, address)
		if !errors.Is(err, article.ErrNotFound) {
			return file, err
		}
	}
	return nil, fmt.Errorf("uploaded cover: %w", article.ErrNotFound)
}
