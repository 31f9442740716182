package fonts

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"sharecard/fonts/woff"
)

// maxFile bounds a font file, bytes. The largest that people use, collections
// of all five CJK forms, have 27 MB a weight.
const maxFile = 64 << 20

// source is one face of one file, read in two steps on first use.
type source struct {
	fsys  fs.FS
	path  string
	index int  // of the face in a collection
	ours  bool // embedded: known to be sound

	cmapOnce sync.Once
	runes    font.Cmap // nil: the face cannot be used
	bitmaps  bool      // glyphs are colour bitmaps

	parseOnce sync.Once
	data      *parsedFace
	err       error
}

// parsedFace is what drawing and shaping need of a face.
type parsedFace struct {
	font    *font.Font
	face    *font.Face // without a cache of its own, so that reading it changes nothing
	metrics Metrics
	strikes []strike    // of CBLC
	images  *imageCache // decoded bitmaps
	glyphs  *glyphs     // outlines that stay in the file; nil: font has them
}

func (s *source) cmap() font.Cmap {
	s.cmapOnce.Do(func() {
		_ = guard(func() error { return s.readCmap() })
	})
	return s.runes
}

func (s *source) readCmap() error {
	file, err := openFile(s.fsys, s.path)
	if err != nil {
		return err
	}
	defer file.Close()
	loader, err := loaderAt(file, s.index)
	if err != nil {
		return err
	}
	s.bitmaps = loader.HasTable(tagCBDT) && loader.HasTable(tagCBLC)
	s.runes, err = readCmap(loader)
	return err
}

// usable reports whether the face can be handed out. Only a face that is not
// ours has to be parsed for that.
func (s *source) usable() bool {
	if s.ours {
		return true
	}
	_, err := s.parsed()
	return err == nil && s.cmap() != nil
}

func (s *source) hasBitmaps() bool {
	s.cmap()
	return s.bitmaps
}

func readCmap(loader *ot.Loader) (font.Cmap, error) {
	var page tables.FontPage
	if raw, err := loader.RawTable(ot.MustNewTag("OS/2")); err == nil {
		if os2, _, err := tables.ParseOs2(raw); err == nil {
			page = os2.FontPage()
		}
	}
	raw, err := loader.RawTable(ot.MustNewTag("cmap"))
	if err != nil {
		return nil, err
	}
	table, _, err := tables.ParseCmap(raw)
	if err != nil {
		return nil, err
	}
	cmap, _, err := font.ProcessCmap(table, page)
	return cmap, err
}

func (s *source) parsed() (*parsedFace, error) {
	s.parseOnce.Do(func() {
		err := guard(func() (err error) {
			s.data, err = s.parse()
			return err
		})
		if err != nil {
			s.data, s.err = nil, fmt.Errorf("font %s: %w", s.path, err)
		}
	})
	return s.data, s.err
}

func (s *source) parse() (*parsedFace, error) {
	file, err := openFile(s.fsys, s.path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loader, err := loaderAt(file, s.index)
	if err != nil {
		return nil, err
	}
	strikes, err := readStrikes(loader)
	if err != nil {
		return nil, err
	}
	var glyphs *glyphs
	switch {
	case strikes != nil:
		// Read glyph by glyph: parsed whole, Noto Color Emoji would hold 11 MB.
		loader, err = loaderWithout(file, s.index, tagCBLC, tagCBDT)
	case s.ours && loader.HasTable(tagCFF):
		// HarfBuzz asks for outlines to place marks only where GPOS is missing.
		if glyphs, err = s.openGlyphs(); err == nil {
			loader, err = loaderWithout(file, s.index, tagCFF)
		}
	}
	if err != nil {
		return nil, err
	}
	ft, err := font.NewFont(loader)
	if err != nil {
		return nil, err
	}
	if ft.Upem() == 0 {
		return nil, errors.New("units per em are 0")
	}
	face := &font.Face{Font: ft}
	metrics := newMetrics(face)
	metrics.EmDescent = emDescent(loader, metrics)
	return &parsedFace{
		font:    ft,
		face:    face,
		metrics: metrics,
		strikes: strikes,
		images:  newImageCache(),
		glyphs:  glyphs,
	}, nil
}

// fontFile is a file that tables can be read from in any order.
type fontFile interface {
	ot.Resource
	io.Closer
}

type memoryFile struct{ *bytes.Reader }

func (memoryFile) Close() error { return nil }

// openFile opens a font; files of an fs.FS that cannot seek are read whole, and so are
// those of the web, which are unpacked.
func openFile(fsys fs.FS, path string) (fontFile, error) {
	file, err := openPlain(fsys, path)
	if err != nil {
		return nil, err
	}
	var head [4]byte
	if n, err := file.ReadAt(head[:], 0); n < len(head) || !woff.Is(head[:]) {
		if err != nil && !errors.Is(err, io.EOF) {
			file.Close()
			return nil, err
		}
		return file, nil
	}
	defer file.Close()
	packed, err := io.ReadAll(io.NewSectionReader(file, 0, maxFile))
	if err != nil {
		return nil, err
	}
	data, err := woff.Unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return memoryFile{bytes.NewReader(data)}, nil
}

func openPlain(fsys fs.FS, path string) (fontFile, error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	if info.Size() > maxFile {
		file.Close()
		return nil, fmt.Errorf("has %d MB, at most %d are read", info.Size()>>20, maxFile>>20)
	}
	if seekable, ok := file.(fontFile); ok {
		return seekable, nil
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("is larger than %d MB", maxFile>>20)
	}
	return memoryFile{bytes.NewReader(data)}, nil
}

// loaderWithout returns a font of a file without some of its tables.
func loaderWithout(file ot.Resource, index int, hidden ...ot.Tag) (*ot.Loader, error) {
	view, err := without(file, index, hidden...)
	if err != nil {
		return nil, err
	}
	return ot.NewLoader(view)
}

func loaderAt(file ot.Resource, index int) (*ot.Loader, error) {
	loaders, err := newLoaders(file)
	if err != nil {
		return nil, err
	}
	if index >= len(loaders) {
		return nil, fmt.Errorf("collection has %d faces, not %d", len(loaders), index+1)
	}
	return loaders[index], nil
}

// newLoaders returns the fonts of a file: one, or those of a collection.
func newLoaders(file ot.Resource) ([]*ot.Loader, error) {
	if _, err := readDirectory(file, 0); err != nil {
		return nil, err
	}
	loaders, err := ot.NewLoaders(file)
	if err != nil {
		return nil, err
	}
	for i := 1; i < len(loaders); i++ {
		if _, err := readDirectory(file, i); err != nil {
			return nil, err
		}
	}
	return loaders, nil
}

// guard calls f and turns a panic into an error: go-text does not check all it
// reads in broken fonts.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("font is broken: %v", p)
		}
	}()
	return f()
}
