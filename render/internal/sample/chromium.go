package sample

import (
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// readAll returns the pixels of each picture of a page, a line of base64 each.
const readAll = `(async () => {
const lines = []
for (const img of document.images) {
  await img.decode()
  const c = Object.assign(document.createElement('canvas'), {width: img.width, height: img.height}).getContext('2d')
  c.drawImage(img, 0, 0)
  let s = ''
  for (const v of c.getImageData(0, 0, img.width, img.height).data) s += String.fromCharCode(v)
  lines.push(btoa(s))
}
return lines.join('\n')
})()`

// InChromium returns the pixels that Chromium shows of pictures, RGBA that is not
// premultiplied. The test skips without Chromium, and under -short.
func InChromium(t *testing.T, mediaType string, files [][]byte) [][]byte {
	t.Helper()
	if _, err := exec.LookPath("chromium"); err != nil {
		t.Skip("no chromium: apt-get install chromium")
	}
	if testing.Short() {
		t.Skip("the race detector can tell nothing of a browser")
	}
	var page strings.Builder
	page.WriteString("<!doctype html>")
	for _, file := range files {
		fmt.Fprintf(&page, `<img src="data:%s;base64,%s">`, mediaType, base64.StdEncoding.EncodeToString(file))
	}
	path := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(path, []byte(page.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("force-color-profile", "srgb"))
	ctx, cancelAllocator := chromedp.NewExecAllocator(t.Context(), options...)
	defer cancelAllocator()
	ctx, cancel := chromedp.NewContext(ctx)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate("file://"+path)); err != nil {
		t.Fatal(err)
	}
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](readAll, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Fields(text)
	if len(lines) != len(files) {
		t.Fatalf("Chromium shows %d pictures, want %d", len(lines), len(files))
	}
	var shown [][]byte
	for _, line := range lines {
		pixels, err := base64.StdEncoding.DecodeString(line)
		if err != nil {
			t.Fatal(err)
		}
		shown = append(shown, pixels)
	}
	return shown
}
