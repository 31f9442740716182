package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"sharecard/render"
)

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
