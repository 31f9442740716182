package encode

import (
	"image"
	"io"
)

// JPEG writes img as a JPEG of one quality, which [Fit] looks for.
func JPEG(w io.Writer, img *image.RGBA, opts JPEGOptions) error {
	if err := checkSize(img); err != nil {
		return err
	}
	j := jpegPool.Get().(*jpegWriter)
	defer jpegPool.Put(j)
	j.encode(img, resolve(img, opts))
	_, err := w.Write(j.out)
	return err
}
