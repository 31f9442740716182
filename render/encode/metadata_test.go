package encode_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	stdjpeg "image/jpeg"
	stdpng "image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/webp"

	"sharecard/render/encode"
)

func noise(w, h int) *image.RGBA {
	img, seed := image.NewRGBA(image.Rect(0, 0, w, h)), uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			img.SetRGBA(x, y, color.RGBA{uint8(seed >> 24), uint8(seed >> 16), uint8(x), 255})
		}
	}
	return img
}

const packet = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">` +
	`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="https://news.example.com/a"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`

// A file with a packet is whole, keeps to its budget, packet included, and a reader of
// metadata finds the packet.
func TestXMP(t *testing.T) {
	for _, format := range []encode.Format{encode.PNG, encode.JPEG, encode.WebP} {
		plain, err := encode.Fit(noise(200, 100), format, encode.Budget{})
		if err != nil {
			t.Fatal(err)
		}
		limit := len(plain.Bytes) // without a packet it just fits
		if format == encode.PNG {
			limit += len(packet) + 100 // noise has no smaller PNG
		}
		r, err := encode.Fit(noise(200, 100), format, encode.Budget{Bytes: limit, XMP: []byte(packet)})
		if err != nil || r.OverLimit || len(r.Bytes) > limit {
			t.Fatalf("%s: %d bytes of %d, %v", format, len(r.Bytes), limit, err)
		}
		decode := map[encode.Format]func(io.Reader) (image.Image, error){
			encode.PNG: stdpng.Decode, encode.JPEG: stdjpeg.Decode, encode.WebP: webp.Decode, // the first checks the sums of all chunks
		}[format]
		if _, err := decode(bytes.NewReader(r.Bytes)); err != nil {
			t.Errorf("%s: %v", format, err)
		}
		if bytes.Count(r.Bytes, []byte(packet)) != 1 {
			t.Errorf("%s: the packet is not in it once", format)
		}
		readBack(t, format, r.Bytes)
	}
	_, err := encode.Fit(noise(9, 9), encode.PNG, encode.Budget{XMP: make([]byte, encode.MaxXMP+1)})
	if !errors.Is(err, encode.ErrXMP) {
		t.Errorf("a packet too long: %v", err)
	}
}

// readBack has ExifTool read the packet.
func readBack(t *testing.T, format encode.Format, file []byte) {
	t.Helper()
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Log("exiftool is not installed (apt-get install libimage-exiftool-perl)")
		return
	}
	path := filepath.Join(t.TempDir(), "a."+format.Ext())
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-validate", "-warning", "-s3", "-XMP-dc:Source", path).CombinedOutput()
	if text := string(out); err != nil || !strings.Contains(text, "https://news.example.com/a") || !strings.Contains(text, "OK") {
		t.Errorf("%s: %v %s", format, err, out)
	}
}
