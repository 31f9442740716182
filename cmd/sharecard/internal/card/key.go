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
// about it: two requests with the same key get the same bytes. The names in
// JSON are part of every key; renaming one would change every address.
type key struct {
	Kitchen   string        `json:"Kitchen"`   // hash of what all cards of the process are made with
	Templates string        `json:"Templates"` // hash of the template set's files
	Template  string        `json:"Template"`
	Brand     string        `json:"Brand"`   // its content is in Templates
	Article   string        `json:"Article"` // hash of its document
	Address   string        `json:"Address"` // what stands for the article's own, if anything does
	Cover     string        `json:"Cover"`   // hash of the cover's content, or why there is none
	Logo      string        `json:"Logo"`    // the same of the source's logo
	Portrait  string        `json:"Portrait"`
	Theme     string        `json:"Theme"`
	Accent    string        `json:"Accent"`
	Scale     float64       `json:"Scale"`
	Format    render.Format `json:"Format"`
	Small     bool          `json:"Small"`
	Strict    bool          `json:"Strict"`
}

// String returns the key's hash, in hex.
func (k *key) String() string { return hashOf(k) }

// kitchen is what all cards of a process are made with.
type kitchen struct {
	Engine string   `json:"Engine"` // render.Version
	Arch   string   `json:"Arch"`
	Fonts  string   `json:"Fonts"` // hash of the faces
	Keep   []string `json:"Keep"`  // words of the server that are not broken
}

// kitchenOf hashes what all cards of a process are made with. GOARCH is part of
// it because compilers may fuse multiplications and additions on one
// architecture and not on another.
func kitchenOf(c *Config) string {
	return hashOf(&kitchen{render.Version, runtime.GOARCH, c.Fonts, c.Keep})
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
