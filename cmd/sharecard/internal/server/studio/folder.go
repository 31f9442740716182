package studio

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/article"
)

// Where a folder of templates keeps samples, and the covers they name.
const (
	samplesFolder = "samples"
	coversFolder  = "samples/covers"
)

// maxSamples is how many samples are read.
const maxSamples = 200

// ErrReadOnly: without --dev and a folder of templates nothing is written.
var ErrReadOnly = errors.New("samples are saved with --dev --templates only")

// ErrSampleName: a sample's name becomes the name of its file.
var ErrSampleName = errors.New("a sample's name is 1 to 64 of a–z, 0–9 and -")

var sampleName = regexp.MustCompile(`^[a-z0-9-]{1,64}$`)

// Folder keeps samples and covers beside a designer's templates: NAME.json and
// covers/SHA256. Without a folder there are none. It is safe for concurrent use.
type Folder struct {
	root *os.Root // nil: none
}

// NewFolder returns a Folder over the templates in root, which may be nil; it is
// closed with the Folder.
func NewFolder(root *os.Root) *Folder {
	return &Folder{root: root}
}

// Close lets go of the folder; nothing is read or saved afterwards.
func (f *Folder) Close() error {
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}

// Writable reports whether samples can be saved.
func (f *Folder) Writable() bool { return f.root != nil }

// Samples returns the samples by name. One that cannot be read is left out: it
// may be on its way to disk.
func (f *Folder) Samples() []Example {
	if f.root == nil {
		return nil
	}
	files, err := fs.Glob(f.root.FS(), samplesFolder+"/*.json")
	if err != nil {
		return nil
	}
	var samples []Example
	for _, file := range files[:min(len(files), maxSamples)] {
		info, err := f.root.Stat(file)
		if err != nil || info.Size() > article.MaxBytes {
			continue
		}
		text, err := f.root.ReadFile(file)
		if err != nil {
			continue
		}
		a, err := article.Decode(text)
		if err != nil {
			continue
		}
		name := strings.TrimSuffix(strings.TrimPrefix(file, samplesFolder+"/"), ".json")
		samples = append(samples, Example{Name: name, Label: name, Article: a})
	}
	slices.SortFunc(samples, func(a, b Example) int { return strings.Compare(a.Name, b.Name) })
	return samples
}

// Save writes a sample, in place of one of the same name.
func (f *Folder) Save(name string, a *article.Article) error {
	if f.root == nil {
		return ErrReadOnly
	}
	if !sampleName.MatchString(name) {
		return ErrSampleName
	}
	text, err := article.Encode(a)
	if err != nil {
		return err
	}
	return f.write(samplesFolder+"/"+name+".json", append(text, '\n'))
}

// write writes a file whole or not at all.
func (f *Folder) write(name string, content []byte) error {
	for _, dir := range []string{samplesFolder, coversFolder} {
		if err := f.root.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("saving %s: %w", name, err)
		}
	}
	temporary := name + ".tmp"
	if err := f.root.WriteFile(temporary, content, 0o644); err != nil {
		return fmt.Errorf("saving %s: %w", name, err)
	}
	if err := f.root.Rename(temporary, name); err != nil {
		return fmt.Errorf("saving %s: %w", name, err)
	}
	return nil
}

// AddCover keeps the bytes of a picture and returns the address that an
// article's cover names it by.
func (f *Folder) AddCover(content []byte) (address string, err error) {
	if f.root == nil {
		return "", ErrReadOnly
	}
	sum := sha256.Sum256(content)
	id := hex.EncodeToString(sum[:])
	if err := f.write(coversFolder+"/"+id, content); err != nil {
		return "", err
	}
	return article.StoredCoverURL(id), nil
}

// StoredCover returns the bytes behind an address of [Folder.AddCover], or an
// error that wraps article.ErrNotFound.
func (f *Folder) StoredCover(_ context.Context, address string) ([]byte, error) {
	id, ok := article.StoredCoverSum(address)
	if !ok || f.root == nil {
		return nil, article.ErrNotFound
	}
	content, err := f.root.ReadFile(coversFolder + "/" + id)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", article.ErrNotFound, err)
	}
	return content, nil
}
