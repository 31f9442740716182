package objects_test

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"testing"

	"sharecard/cmd/sharecard/internal/objects"
)

var errPower = errors.New("the power is off")

// disk is a file system that keeps count of what is on the disk: of each folder the
// entries, and of each file the bytes, that were synced. After so many steps the power
// goes off.
type disk struct {
	objects.Files
	steps  int               // until the power goes off
	now    map[string]*inode // by name, as programs see it
	behind map[string]*inode // by name, entries that were synced
}

type inode struct{ written, synced string }

func newDisk(steps int) *disk {
	return &disk{steps: steps, now: map[string]*inode{"tmp": {}}, behind: map[string]*inode{"tmp": {}}}
}

// step is called before each change.
func (d *disk) step() error {
	if d.steps == 0 {
		return errPower
	}
	d.steps--
	return nil
}

func (d *disk) Mkdir(name string) error {
	if err := d.step(); err != nil {
		return err
	}
	if d.now[name] != nil {
		return fs.ErrExist
	}
	d.now[name] = new(inode)
	return nil
}

func (d *disk) Create(name string) (objects.Handle, error) {
	if err := d.step(); err != nil {
		return nil, err
	}
	d.now[name] = new(inode)
	return &handle{d, d.now[name]}, nil
}

func (d *disk) Rename(from, to string) error {
	if err := d.step(); err != nil {
		return err
	}
	if d.now[path.Dir(to)] == nil {
		return errors.New("there is no such folder")
	}
	d.now[to] = d.now[from]
	delete(d.now, from)
	return nil
}

func (d *disk) Remove(name string) error {
	if err := d.step(); err != nil {
		return err
	}
	delete(d.now, name)
	return nil
}

func (d *disk) SyncDir(name string) error {
	if err := d.step(); err != nil {
		return err
	}
	maps.DeleteFunc(d.behind, func(at string, _ *inode) bool { return path.Dir(at) == name })
	for at, node := range d.now {
		if path.Dir(at) == name {
			d.behind[at] = node
		}
	}
	return nil
}

// handle is an open file.
type handle struct {
	disk *disk
	node *inode
}

func (f *handle) Write(p []byte) (int, error) {
	for half := range 2 { // a write may be cut in the middle
		if err := f.disk.step(); err != nil {
			return 0, err
		}
		if half == 0 {
			f.node.written += string(p[:len(p)/2])
		} else {
			f.node.written += string(p[len(p)/2:])
		}
	}
	return len(p), nil
}

func (f *handle) Sync() error {
	err := f.disk.step()
	if err == nil {
		f.node.synced = f.node.written
	}
	return err
}

func (f *handle) Close() error { return nil }

// after returns what is under a name when the power is back: of entries that were not
// synced, all or none may be there; of bytes, only those that were synced.
func (d *disk) after(name string, lucky bool) (content string, there bool) {
	entries := d.behind
	if lucky {
		entries = d.now
	}
	for at := name; at != "."; at = path.Dir(at) {
		if entries[at] == nil {
			return "", false
		}
	}
	return entries[name].synced, true
}

// Wherever the power goes off while objects are put, each is whole or not there, and
// whole if Put had returned.
func TestAttackPowerLoss(t *testing.T) {
	const first, second = "the first bytes of it", "other bytes, of the same name"
	for steps := 0; ; steps++ {
		f, d := open(t, t.TempDir()), newDisk(steps)
		f.Over(func(objects.Files) objects.Files { return d })
		name := one[:2] + "/" + one
		var acknowledged []string
		for _, text := range []string{first, second} {
			if f.Put(t.Context(), one, []byte(text)) != nil {
				break
			}
			acknowledged = append(acknowledged, text)
		}
		for _, lucky := range []bool{false, true} {
			got, there := d.after(name, lucky)
			switch {
			case !there && len(acknowledged) > 0:
				t.Errorf("after %d steps: lost, although it was acknowledged", steps)
			case there && got != first && got != second:
				t.Errorf("after %d steps: torn: %q", steps, got)
			case there && len(acknowledged) == 2 && got != second:
				t.Errorf("after %d steps: the earlier bytes, although the later ones were acknowledged", steps)
			}
		}
		if len(acknowledged) == 2 {
			if steps < 10 {
				t.Errorf("only %d steps", steps)
			}
			return
		}
	}
}
