package permanent

import (
	"crypto/rand"
	"errors"
	"io"
	"io/fs"
	"os"
)

// disk is what the store asks of a file system, below its folder; names are
// separated by slashes. Tests put one in its place that is full.
type disk interface {
	// Write creates the file and returns once its bytes are on the disk.
	Write(name string, data []byte) error
	// Rename moves a file over what has that name, and returns once its new
	// folder says so on the disk. A folder that is missing is made.
	Rename(from, folder, name string) error
	Open(name string) (File, error)
	Remove(name string) error
	ReadDir(name string) ([]fs.DirEntry, error)
	Close() error
}

// File is the open file of a card.
type File interface {
	io.ReadSeekCloser
	Stat() (fs.FileInfo, error)
}

// temporary is the folder of files that are being written.
const temporary = "tmp"

// folder is the disk's own; no link leads out of it.
type folder struct{ root *os.Root }

func newFolder(path string) (disk, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, err
	}
	f := folder{root}
	if err := f.mkdir(temporary); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return f, nil
}

// mkdir makes a folder that may be there.
func (f folder) mkdir(name string) error {
	err := f.root.Mkdir(name, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.sync(".")
}

// sync returns once the folder's entries are on the disk.
func (f folder) sync(name string) error {
	d, err := f.root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (f folder) Write(name string, data []byte) error {
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

func (f folder) Rename(from, dir, name string) error {
	if err := f.mkdir(dir); err != nil {
		return err
	}
	if err := f.root.Rename(from, dir+"/"+name); err != nil {
		return err
	}
	return f.sync(dir)
}

func (f folder) Open(name string) (File, error) { return f.root.Open(name) }
func (f folder) Remove(name string) error       { return f.root.Remove(name) }
func (f folder) Close() error                   { return f.root.Close() }

func (f folder) ReadDir(name string) ([]fs.DirEntry, error) {
	return fs.ReadDir(f.root.FS(), name)
}

// clearTemporary removes what a crash left half written.
func clearTemporary(d disk) error {
	left, err := d.ReadDir(temporary)
	if err != nil {
		return err
	}
	for _, file := range left {
		if err := d.Remove(temporary + "/" + file.Name()); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writeTemporary writes data to a new file and returns its name.
func writeTemporary(d disk, data []byte) (name string, err error) {
	name = temporary + "/" + rand.Text()
	if err := d.Write(name, data); err != nil {
		_ = d.Remove(name) // what was written of it
		return "", err
	}
	return name, nil
}
