// Package share holds the scripts of the share button, which pages of others load.
package share

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/klauspost/compress/gzip"
)

//go:embed *.js *.ts
var files embed.FS

// The files that make each script, in this order.
var (
	buttonParts = []string{"share.js", "words.js", "page.js", "wechat.js", "start.js"}
	sheetParts  = []string{"sheet.js", "element.js", "qr.js", "style.js"}
)

// Scripts are the scripts as they are served.
type Scripts struct {
	Button Script // what a page loads
	Sheet  Script // a module that the button loads when it is first clicked
	More   Script // a module that the sheet loads for buttons that offer more
	Module Script // what programs import
	Types  Script // of Module, for TypeScript
}

// Script is one script.
type Script struct {
	Plain, Gzipped []byte
	Version        string // of its content, 12 hex digits
	Integrity      string // of its content, as the attribute of that name has it (W3C SRI)
}

// served is what the button is told of the service.
type served struct {
	Address string `json:"address"` // with a slash at its end
	Sheet   string `json:"sheet"`   // the module's address below Address
	More    string `json:"more"`    // likewise
	WeChat  bool   `json:"wechat"`  // pages can be signed for WeChat
}

// New puts the scripts together for a service at address, "https://cards.example".
// wechat tells whether it signs pages for WeChat.
func New(address string, wechat bool) Scripts {
	sheet, more := zip(assemble("", sheetParts)), zip(assemble("", []string{"more.js"}))
	// The versions keep the scripts together.
	told, err := json.Marshal(served{address + "/", "share/sheet.js?v=" + sheet.Version, "share/more.js?v=" + more.Version, wechat})
	if err != nil {
		panic(err) // strings and a bool
	}
	head, _, _ := strings.Cut(read(buttonParts[0]), "*/\n")
	button := head + "*/\n(() => {\n\"use strict\";\nconst served = " + string(told) + ";\n" +
		string(assemble(head+"*/\n", buttonParts)) + "})();\n"
	return Scripts{
		Button: zip([]byte(button)), Sheet: sheet, More: more, Module: zip([]byte(read("module.js"))), Types: zip([]byte(read("module.d.ts"))),
	}
}

// assemble joins the parts without indentation and without the comments that have
// lines of their own: a third of the bytes. Before that it cuts off head.
func assemble(head string, parts []string) []byte {
	var out bytes.Buffer
	for _, part := range parts {
		for line := range strings.Lines(strings.TrimPrefix(read(part), head)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				out.WriteString(line + "\n")
			}
		}
	}
	return out.Bytes()
}

func read(part string) string {
	source, err := files.ReadFile(part)
	if err != nil {
		panic(err) // the files are embedded
	}
	return string(source)
}

func zip(plain []byte) Script {
	var zipped bytes.Buffer
	w, err := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	if err != nil {
		panic(err) // the level exists
	}
	_, _ = w.Write(plain) // to memory
	_ = w.Close()
	sum, digest := sha256.Sum256(plain), sha512.Sum384(plain)
	return Script{
		Plain: plain, Gzipped: zipped.Bytes(), Version: hex.EncodeToString(sum[:6]),
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(digest[:]),
	}
}
