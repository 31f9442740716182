// Package objects keeps bytes under names that never come to mean other bytes: the
// files of permanent cards, named by the hash of what they show, and uploaded
// covers, named by the hash of their bytes.
//
// A [Folder] keeps them on this machine:
//
//	3f/3fb2…e1.jpg   an object, in the folder of its first two digits
//	tmp/             what is being written
//	damaged/         what was set aside
//
// An object is written to tmp and synced, then renamed to its place, which is in a folder
// whose own entry was synced, and that folder is synced before Put returns. So whenever the process or the machine dies, an
// object is whole or not there. What a crash leaves in tmp goes when the folder is
// opened. A folder knows nothing of what its objects are for: whoever keeps an
// index of them removes those that the index does not know.
package objects

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"sync"
	"syscall"
)

var (
	// ErrFull: the disk has no room for the object.
	ErrFull = errors.New("no space left for an object")
	// ErrAway: what keeps the objects cannot be reached, or does not answer in time.
	ErrAway = errors.New("the objects cannot be reached")
	// ErrName: a name has not the form of an object's.
	ErrName = errors.New("not the name of an object")
)

// nameForm is a hash in hexadecimal digits, with or without an ending.
var nameForm = regexp.MustCompile(`^[0-9a-f]{16,128}(\.[a-z0-9]{1,8})?$`)

// ValidName reports whether a name has the form of an object's.
func ValidName(name string) bool { return nameForm.MatchString(name) }

const (
	// temporary is the folder of files that are being written.
	temporary = "tmp"
	// damaged is the folder of what was set aside, for somebody to look at.
	damaged = "damaged"
)

// File is an open object.
type File interface {
	io.ReadSeekCloser
	Stat() (fs.FileInfo, error)
}

// Folder keeps objects as files; no link leads out of it. It is safe for
// concurrent use, also by several processes. Errors about an object that is not
// there wrap [fs.ErrNotExist].
type Folder struct {
	root  *os.Root
	files files // in root
	// synced are the names of folders whose entries are on the disk.
	synced sync.Map
}

// Open opens the folder at path, which is made where it is missing. Files that a
// crash left half written are removed, so one that another process is writing at
// that moment fails there with [fs.ErrNotExist] and is to be put again.
func Open(path string) (*Folder, error) {
	f, err := open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the objects in %s: %w", path, err)
	}
	return f, nil
}

func open(path string) (*Folder, error) {
	if err := mkdirAll(path); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	f := &Folder{root: root, files: rootFiles{root}}
	if err := errors.Join(f.mkdir(temporary), f.clearTemporary()); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return f, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Put keeps data under name and returns once it is on the disk. What is there
// under the name is replaced.
func (f *Folder) Put(_ context.Context, name string, data []byte) error {
	if !ValidName(name) {
		return fmt.Errorf("%.80q: %w", name, ErrName)
	}
	if err := f.put(name, data); err != nil {
		if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
			err = fmt.Errorf("%w: %w", ErrFull, err)
		}
		return fmt.Errorf("writing object %s: %w", name, err)
	}
	return nil
}

func (f *Folder) put(name string, data []byte) error {
	from := temporary + "/" + rand.Text()
	err := f.write(from, data)
	if err == nil {
		err = f.mkdir(name[:2])
	}
	if err == nil {
		err = f.files.Rename(from, place(name))
	}
	if err != nil {
		_ = f.files.Remove(from) // what was written of it
		return err
	}
	return f.files.SyncDir(name[:2])
}

// Open opens an object for the caller to close.
func (f *Folder) Open(ctx context.Context, name string) (File, error) {
	// Opening a pipe would wait for who writes into it.
	if _, err := f.Size(ctx, name); err != nil {
		return nil, err
	}
	return f.root.Open(place(name))
}

// Size returns how many bytes an object has.
func (f *Folder) Size(_ context.Context, name string) (int64, error) {
	if !ValidName(name) {
		return 0, fmt.Errorf("%.80q: %w: %w", name, ErrName, fs.ErrNotExist)
	}
	info, err := f.root.Stat(place(name))
	if err != nil {
		return 0, err
	}
	if !info.Mode().IsRegular() {
		return 0, fmt.Errorf("object %s is no regular file: %w", name, fs.ErrNotExist)
	}
	return info.Size(), nil
}

// Remove removes an object. One that is not there is no error.
func (f *Folder) Remove(_ context.Context, name string) error {
	if !ValidName(name) {
		return nil
	}
	if err := f.root.Remove(place(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("removing object %s: %w", name, err)
	}
	return nil
}

// SetAside moves an object away from its place. One that is not there is no error.
func (f *Folder) SetAside(_ context.Context, name string) error {
	if !ValidName(name) {
		return nil
	}
	err := f.mkdir(damaged)
	if err == nil {
		err = f.root.Rename(place(name), damaged+"/"+name)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("setting object %s aside: %w", name, err)
	}
	return nil
}

// List calls each with the names of all objects, some at a time, in no order that
// counts. It stops at the first error, which it returns.
func (f *Folder) List(ctx context.Context, each func(names []string) error) error {
	folders, err := f.readDir(".")
	if err != nil {
		return fmt.Errorf("listing objects: %w", err)
	}
	for _, folder := range folders {
		if !folder.IsDir() || folder.Name() == temporary || folder.Name() == damaged {
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		files, err := f.readDir(folder.Name())
		if err != nil {
			return fmt.Errorf("listing objects: %w", err)
		}
		var names []string
		for _, file := range files {
			if name := file.Name(); ValidName(name) && name[:2] == folder.Name() {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		if err := each(names); err != nil {
			return err
		}
	}
	return nil
}

// place is where an object lies below the folder.
func place(name string) string { return name[:2] + "/" + name }

// mkdir makes a folder that may be there.
func (f *Folder) mkdir(name string) error {
	err := f.files.Mkdir(name)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if _, synced := f.synced.Load(name); synced && err != nil {
		return nil
	}
	// One that is there may have been made a moment ago.
	if err := f.files.SyncDir("."); err != nil {
		return err
	}
	f.synced.Store(name, nil)
	return nil
}

// write creates a file and returns once its bytes are on the disk.
func (f *Folder) write(name string, data []byte) error {
	file, err := f.files.Create(name)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func (f *Folder) readDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.root.FS(), name) }

// clearTemporary removes what a crash left half written.
func (f *Folder) clearTemporary() error {
	left, err := f.readDir(temporary)
	if err != nil {
		return err
	}
	for _, file := range left {
		if err := f.root.Remove(temporary + "/" + file.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}
