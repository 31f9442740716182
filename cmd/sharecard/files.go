package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sharecard/render"
)

// writeWhole writes a file so that nobody ever sees a part of it: into a new
// file beside it, which then takes its name.
func writeWhole(path string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".sharecard-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return os.Rename(f.Name(), path)
}

// pictureFormat is the format that a file's ending means; empty for no file.
func pictureFormat(flag, file string) (render.Format, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".png":
		return render.PNG, nil
	case ".jpg", ".jpeg":
		return render.JPEG, nil
	}
	if file == "" {
		return "", nil
	}
	return "", usageError{fmt.Errorf("%s %s: must end in .png or .jpg", flag, file)}
}

// checkScale refuses a --scale out of its range.
func checkScale(scale float64) error {
	if !(scale >= 1 && scale <= 3) { // also refuses NaN
		return usageError{fmt.Errorf("--scale %g: must be from 1 to 3", scale)}
	}
	return nil
}
