package storetest

import (
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/objects"
	"sharecard/cmd/sharecard/internal/publish"
)

const (
	objectOne = "3fb2c4d05e6f708192a3b4c5d6e7f809.jpg"
	objectTwo = "00b2c4d05e6f708192a3b4c5d6e7f809"
)

// read returns the text of an object.
func read(t *testing.T, o publish.Objects, name string) string {
	t.Helper()
	file, err := o.Open(t.Context(), name)
	if errors.Is(err, fs.ErrNotExist) {
		if _, err := o.Size(t.Context(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the size of what is not there: %v", err)
		}
		return "not there"
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if size, err := o.Size(t.Context(), name); err != nil || size != int64(len(text)) || info.Size() != size {
		t.Errorf("%s has %d bytes; told %d, %d: %v", name, len(text), size, info.Size(), err)
	}
	return string(text)
}

func testObjects(t *testing.T, open func() publish.Objects) {
	o := open()
	if got := names(t, o); len(got) != 0 {
		t.Errorf("listed %q", got)
	}
	for _, object := range [][2]string{{objectOne, "first"}, {objectOne, "second"}, {objectTwo, "other"}} {
		if err := o.Put(t.Context(), object[0], []byte(object[1])); err != nil {
			t.Fatal(err)
		}
	}
	o = open()
	if got := read(t, o, objectOne); got != "second" {
		t.Errorf("got %q", got)
	}
	got := names(t, o)
	slices.Sort(got)
	if !slices.Equal(got, []string{objectTwo, objectOne}) {
		t.Errorf("listed %q", got)
	}
	for range 2 { // the second time there is nothing to remove
		if err := o.Remove(t.Context(), objectOne); err != nil {
			t.Error(err)
		}
		if err := o.SetAside(t.Context(), objectTwo); err != nil {
			t.Error(err)
		}
	}
	for _, name := range []string{objectOne, objectTwo} {
		if got := read(t, o, name); got != "not there" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := names(t, o); len(got) != 0 {
		t.Errorf("listed %q", got)
	}
	for _, name := range []string{
		"", "x", "../secret", "3f/" + objectOne, strings.ToUpper(objectOne), objectOne + ".jpg", "tmp/" + objectOne, strings.Repeat("a", 129),
	} {
		if err := o.Put(t.Context(), name, []byte("x")); !errors.Is(err, objects.ErrName) {
			t.Errorf("put %q: %v", name, err)
		}
		if got := read(t, o, name); got != "not there" {
			t.Errorf("read %q: %q", name, got)
		}
		if err := errors.Join(o.Remove(t.Context(), name), o.SetAside(t.Context(), name)); err != nil {
			t.Errorf("remove %q: %v", name, err)
		}
	}
	stop := errors.New("stop")
	if err := o.Put(t.Context(), objectOne, nil); err != nil {
		t.Fatal(err)
	}
	if got := read(t, o, objectOne); got != "" {
		t.Errorf("an empty one: %q", got)
	}
	if err := o.List(t.Context(), func([]string) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("listing that stops: %v", err)
	}
}
