package fonts

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
)

// fingerprintBytes is what is read of each file. An OpenType file begins with
// its table directory, which holds a checksum and the length of every table
// (OpenType, "Table Directory"), so that the first few kilobytes stand for all.
const fingerprintBytes = 4 << 10

// Fingerprint identifies the faces of the collection and their order in the
// fallback: collections that draw differently have different fingerprints. It
// is for keys under which pictures are kept. Faces of @font-face rules count
// with their template.
func (c *Collection) Fingerprint() (string, error) {
	sum := sha256.New()
	for _, f := range slices.Concat(c.faces, c.display) {
		if err := f.source.addTo(sum); err != nil {
			return "", fmt.Errorf("font %s: %w", f.source.path, err)
		}
		fmt.Fprintf(sum, "%q %d %t\n", f.names, f.Weight, f.Italic)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// addTo writes what identifies the face's file, and its index, to sum.
func (s *source) addTo(sum io.Writer) error {
	file, err := s.fsys.Open(s.path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	fmt.Fprintf(sum, "%d %d ", info.Size(), s.index)
	_, err = io.Copy(sum, io.LimitReader(file, fingerprintBytes))
	return err
}
