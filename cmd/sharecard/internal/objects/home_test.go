package objects_test

import (
	"testing"

	"sharecard/cmd/sharecard/internal/publish"
	"sharecard/cmd/sharecard/internal/storetest"
)

// A folder does what every home of objects does.
func TestObjects(t *testing.T) {
	dir := t.TempDir()
	storetest.Objects(t, func() publish.Objects { return open(t, dir) })
}
