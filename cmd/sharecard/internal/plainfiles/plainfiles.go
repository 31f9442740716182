// Package plainfiles keeps a program from waiting for ever in a folder that others fill:
// opening a named pipe waits for somebody who writes into it.
package plainfiles

import (
	"errors"
	"fmt"
	"io/fs"
)

// ErrIrregular is wrapped by errors about what is neither a file nor a folder.
var ErrIrregular = errors.New("not a regular file")

// FS returns fsys with its regular files and folders only. Opening anything else, such
// as a pipe, a socket or a device, fails at once with [ErrIrregular].
func FS(fsys fs.FS) fs.FS { return plain{fsys} }

type plain struct{ fs.FS }

// Open implements [fs.FS].
func (p plain) Open(name string) (fs.File, error) {
	if _, err := p.Stat(name); err != nil {
		return nil, err
	}
	return p.FS.Open(name)
}

// Stat implements [fs.StatFS].
func (p plain) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(p.FS, name)
	if err != nil {
		return nil, err
	}
	if mode := info.Mode(); !mode.IsRegular() && !mode.IsDir() {
		return nil, fmt.Errorf("%s: %w", name, ErrIrregular)
	}
	return info, nil
}
