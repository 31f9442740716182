package fonts

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed NotoSansSC-Regular.otf NotoSansSC-Bold.otf NotoSerifSC-Bold.otf NotoColorEmoji.ttf display/*.otf
var embedded embed.FS

// embeddedFace is a built-in face by its file.
type embeddedFace struct {
	file, family string
	weight       int
	italic       bool
}

// embeddedFaces lists the built-in faces in the order of the fallback.
var embeddedFaces = []embeddedFace{
	{"NotoSansSC-Regular.otf", "Noto Sans SC", 400, false},
	{"NotoSansSC-Bold.otf", "Noto Sans SC", 700, false},
	{"NotoSerifSC-Bold.otf", "Noto Serif SC", 700, false},
	{"NotoColorEmoji.ttf", "Noto Color Emoji", 400, false},
}

// displayFaces lists the built-in faces that only a style which names them is set in.
// They have the common characters; the style names a face of the text after them.
var displayFaces = []embeddedFace{
	{"display/NotoSansSC-Black.otf", "Card Sans", 900, false},
	{"display/NotoSerifSC-ExtraLight.otf", "Card Serif", 200, false},
	{"display/NotoSerifSC-Black.otf", "Card Serif", 900, false},
	{"display/CardKai.otf", "Card Kai", 700, false},
	{"display/CardSlant.otf", "Card Slant", 400, false},
	{"display/BarlowCondensed-Medium.otf", "Card Figures", 500, false},
	{"display/BarlowCondensed-Bold.otf", "Card Figures", 700, false},
	{"display/CardDidone-Regular.otf", "Card Didone", 400, false},
	{"display/CardDidone-Italic.otf", "Card Didone", 400, true},
	{"display/CardDidone-Black.otf", "Card Didone", 900, false},
}

// Files holds the files of the embedded faces, for a browser to use the same.
func Files() fs.FS { return embedded }

// Builtin returns the embedded faces. All callers share what is read of them.
var Builtin = sync.OnceValue(func() *Collection {
	return newCollection(facesOf(embeddedFaces), facesOf(displayFaces), nil)
})

func facesOf(list []embeddedFace) []*Face {
	faces := make([]*Face, len(list))
	for i, e := range list {
		faces[i] = &Face{
			Family: e.family, names: []string{e.family}, Weight: e.weight, Italic: e.italic, Width: 100,
			source: &source{fsys: embedded, path: e.file, ours: true},
		}
		faces[i].cover()
	}
	return faces
}

// ErrFormat marks a font file of a kind that is not read, or a broken WOFF.
var ErrFormat = errors.New("font format is not supported")

// Problem is a file of a font folder that was left out.
type Problem struct {
	File string
	Err  error
}

// maxFaces bounds the faces of a font folder.
const maxFaces = 4096

// Load describes all fonts (.ttf, .otf, .ttc, .otc, .woff, .woff2) in fsys and its
// folders, in the order of their paths. It reads names and styles only; a face
// reads the rest from fsys when it is first used, so fsys must stay. Files that
// cannot be used come back as problems; the error is of fsys.
func Load(fsys fs.FS) ([]*Face, []Problem, error) {
	var faces []*Face
	var problems []Problem
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || !isFont(name) {
			return nil
		}
		found, err := Open(fsys, name)
		if err != nil {
			problems = append(problems, Problem{name, errors.Unwrap(err)})
			return nil
		}
		if len(faces)+len(found) > maxFaces {
			problems = append(problems, Problem{name, fmt.Errorf("folder has more than %d faces", maxFaces)})
			return fs.SkipAll
		}
		faces = append(faces, found...)
		return nil
	})
	if err != nil {
		return nil, nil, fmt.Errorf("reading fonts: %w", err)
	}
	return faces, problems, nil
}

func isFont(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".otf", ".ttc", ".otc", ".woff", ".woff2":
		return true
	}
	return false
}

// Open describes the faces of one file: one, or those of a collection. The
// error wraps [ErrFormat] where the file is of a kind that is not read.
func Open(fsys fs.FS, name string) ([]*Face, error) {
	var faces []*Face
	err := guard(func() (err error) {
		faces, err = open(fsys, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	return faces, nil
}

func open(fsys fs.FS, name string) ([]*Face, error) {
	file, err := openFile(fsys, name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	loaders, err := newLoaders(file)
	if err != nil {
		return nil, err
	}
	faces := make([]*Face, len(loaders))
	for i, loader := range loaders {
		f, err := describe(loader)
		if err != nil {
			return nil, err
		}
		if f.Family == "" {
			f.Family = strings.TrimSuffix(path.Base(name), path.Ext(name))
			f.names = []string{f.Family}
		}
		f.cover()
		f.source = &source{fsys: fsys, path: name, index: i}
		faces[i] = &f
	}
	return faces, nil
}
