package card

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// overlay is a file system in which the files of upper stand before those of
// lower with the same name: a designer's folder over the built-in templates.
type overlay struct{ upper, lower fs.FS }

// Open opens the file of the upper layer, else that of the lower one.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.lower.Open(name)
	}
	return f, err
}

// ReadDir lists the files of both layers by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, upperErr := fs.ReadDir(o.upper, name)
	lower, lowerErr := fs.ReadDir(o.lower, name)
	if upperErr != nil && lowerErr != nil {
		return nil, upperErr
	}
	// Stable: of two with one name, the upper one comes first and stays.
	all := append(upper, lower...)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() }), nil
}

const (
	// maxTemplateFile and maxTemplateFiles bound what a folder of templates may
	// hold: one file, in bytes, and how many files there are.
	maxTemplateFile  = 32 << 20
	maxTemplateFiles = 2000
)

// hashFiles hashes the names and contents of the files in fsys that count.
func hashFiles(fsys fs.FS, counts func(name string) bool) (string, error) {
	sum := sha256.New()
	files := 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if files++; files > maxTemplateFiles {
			return fmt.Errorf("more than %d files", maxTemplateFiles)
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() || !counts(name) {
			return nil
		}
		if info.Size() > maxTemplateFile {
			return fmt.Errorf("%s: more than %d MB", name, maxTemplateFile>>20)
		}
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		_, _ = fmt.Fprintf(sum, "%q %d\n", name, len(content))
		sum.Write(content)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("reading the templates: %w", err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// everyFile counts all files.
func everyFile(string) bool { return true }

// isPicture counts the pictures that any template may show. Those of a brand belong to
// the brand.
func isPicture(name string) bool {
	if strings.HasPrefix(name, brandsFolder+"/") {
		return false
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".svg":
		return true
	}
	return false
}
