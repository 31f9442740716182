package card

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"

	"sharecard/render"
)

// key is everything that changes a pixel of a card, or what a caller is told
// about it: two requests with the same key get the same bytes.
type key struct {
	Kitchen   string // hash of what all cards of the process are made with
	Templates string // hash of the template set's files
	Template  string
	Brand     string // its content is in Templates
	Article   string // hash of its document
	Address   string // what stands for the article's own, if anything does
	Cover     string // hash of the cover's content, or why there is none
	Logo      string // the same of the source's logo
	Portrait  string
	Theme     string
	Accent    string
	Scale     float64
	Format    render.Format
	Small     bool
	Strict    bool
}

// String returns the key's hash, in hex.
func (k *key) String() string { return hashOf(k) }

// kitchenOf hashes what all cards of a process are made with. GOARCH is part of
// it because compilers may fuse multiplications and additions on one
// architecture and not on another.
func kitchenOf(c *Config) string {
	return hashOf(&struct {
		Engine, Arch string
		Fonts        string   // hash of the faces
		Keep         []string // words of the server that are not broken
	}{render.Version, runtime.GOARCH, c.Fonts, c.Keep})
}

// hashOf returns the SHA-256 of a struct of strings and numbers, in hex.
func hashOf(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("hashing %T: %v", v, err)) // a scale is finite
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
