package kit

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// ManifestFile is the name of the manifest in an archive or a folder.
const ManifestFile = "manifest.json"

// Encode writes the manifest as indented JSON with a line feed at its end.
func (m *Manifest) Encode(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	return nil
}

// WriteZip writes the manifest and then its cards, whose bytes pictures holds by
// file name. Each is dated when it was drawn, and the manifest as the last of them: so
// cards that are found drawn give the same bytes again.
func WriteZip(w io.Writer, m *Manifest, pictures map[string][]byte) error {
	var last time.Time
	for _, c := range m.Cards {
		if c.Drawn.After(last) {
			last = c.Drawn
		}
	}
	z := zip.NewWriter(w)
	f, err := z.CreateHeader(&zip.FileHeader{Name: ManifestFile, Method: zip.Deflate, Modified: last})
	if err != nil {
		return fmt.Errorf("packing the manifest: %w", err)
	}
	if err := m.Encode(f); err != nil {
		return err
	}
	for _, c := range m.Cards {
		if c.File == "" {
			continue
		}
		// Pictures are compressed as they are.
		f, err := z.CreateHeader(&zip.FileHeader{Name: c.File, Method: zip.Store, Modified: c.Drawn})
		if err == nil {
			_, err = f.Write(pictures[c.File])
		}
		if err != nil {
			return fmt.Errorf("packing %s: %w", c.File, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("closing the archive: %w", err)
	}
	return nil
}
