// Package share holds the script of the share button, which pages of others load.
package share

import (
	"bytes"
	"embed"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

//go:embed *.js
var files embed.FS

// parts are the files that make the script, in this order.
var parts = []string{"share.js", "words.js", "wechat.js", "qr.js", "style.js", "sheet.js", "start.js"}

// Script is the script as it is served.
type Script struct{ Plain, Gzipped []byte }

// Load returns the script, which is put together once.
var Load = sync.OnceValue(func() Script {
	s := Script{Plain: assemble()}
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		panic(err) // the level exists
	}
	_, _ = w.Write(s.Plain) // to memory
	_ = w.Close()
	s.Gzipped = zipped.Bytes()
	return s
})

// assemble puts the parts into one function, without indentation and
// without the comments that have lines of their own: a third of the bytes. The
// comment at the head, which says how to use it, stays.
func assemble() []byte {
	var out bytes.Buffer
	for i, part := range parts {
		source, err := files.ReadFile(part)
		if err != nil {
			panic(err) // the files are embedded
		}
		text := string(source)
		if i == 0 {
			head, rest, _ := strings.Cut(text, "*/\n")
			out.WriteString(head + "*/\n(() => {\n\"use strict\";\n")
			text = rest
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				out.WriteString(line + "\n")
			}
		}
	}
	out.WriteString("})();\n")
	return out.Bytes()
}
