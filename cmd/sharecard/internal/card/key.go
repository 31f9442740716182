package card

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"

	"sharecard/cmd/sharecard/internal/article"
	"sharecard/render"
)

// key identifies the pixels of a card: two requests with the same key get the
// same bytes.
type key [sha256.Size]byte

// String returns the key in hex.
func (k key) String() string { return hex.EncodeToString(k[:]) }

// ingredients are everything that changes a pixel, or what a caller is told
// about it. GOARCH is among them because compilers may fuse multiplications
// and additions on one architecture and not on another.
type ingredients struct {
	Engine    string
	Arch      string
	Templates string   // hash of the template set's files
	Fonts     string   // hash of the faces
	Keep      []string `json:",omitempty"` // words of the server that are not broken
	Template  string
	Brand     string // its content is in Templates
	Article   *article.Article
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

func (in *ingredients) key() (key, error) {
	in.Engine, in.Arch = render.Version, runtime.GOARCH
	text, err := json.Marshal(in)
	if err != nil {
		return key{}, fmt.Errorf("hashing the request: %w", err)
	}
	return sha256.Sum256(text), nil
}
