package card

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime"

	"sharecard/render"
	"sharecard/templates"
)

// key is everything that changes a pixel of a card, or what a caller is told
// about it: two requests with the same key get the same bytes. The names in
// JSON are part of every key; renaming one would change every address.
type key struct {
	Engine   string `json:"Engine"` // hash of the engineKey
	Files    string `json:"Files"`  // hash of the files it is made of: see LoadedTemplate
	Template string `json:"Template"`
	Brand    string `json:"Brand"`   // its content is in Files
	Article  string `json:"Article"` // hash of its document
	// Members are the names of the articles that a digest is made of: a kept card is
	// withdrawn with each of them, so equal texts of others are another card.
	Members string `json:"Members,omitempty"`
	// Revision is the stored article's, where the card's metadata tells it. Of other cards
	// it is no part: an article that is withdrawn and stored again has its addresses back.
	Revision int64         `json:"Revision,omitempty"`
	Producer string        `json:"Producer,omitempty"` // the server's, where the metadata tells it
	Address  string        `json:"Address"`            // the short address that is drawn, if it replaces the article's own
	Cover    string        `json:"Cover"`              // hash of the cover's content, or why there is none
	Logo     string        `json:"Logo"`               // the same of the source's logo
	Portrait string        `json:"Portrait"`
	Theme    string        `json:"Theme"`
	Accent   string        `json:"Accent"`
	Ratio    string        `json:"Ratio,omitempty"`
	Credits  string        `json:"Credits,omitempty"`
	Scale    float64       `json:"Scale"`
	Format   render.Format `json:"Format"`
	MaxBytes int           `json:"MaxBytes,omitempty"`
	Small    bool          `json:"Small"`
	Strict   bool          `json:"Strict"`
}

// show says what there is of the pictures.
func (k *key) show(p *pictures) {
	k.Cover, k.Logo, k.Portrait = p.cover.identity(), p.logo.identity(), p.portrait.identity()
}

// String returns the key's hash, in hex.
func (k *key) String() string { return hashOf(k) }

// engineKey is what all cards of a process are drawn with.
type engineKey struct {
	Version string   `json:"Version"` // render.Version
	Arch    string   `json:"Arch"`
	Fonts   string   `json:"Fonts"` // hash of the faces
	Words   string   `json:"Words"` // hash of the fixed words of all languages
	Keep    []string `json:"Keep"`  // words of the server that are not broken
}

// hashEngine hashes what all cards of a process are drawn with. GOARCH is part of
// it because compilers may fuse multiplications and additions on one architecture
// and not on another.
func hashEngine(c *Config) string {
	return hashOf(&engineKey{render.Version, runtime.GOARCH, c.Fonts, templates.WordsHash(), c.Keep})
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

// Design identifies what all cards are drawn with at this moment: the files of
// the templates, the faces, the words that no line break parts.
func (s *Service) Design() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", s.config.Templates.Hash(), s.config.Fonts, s.config.Keep))
	return hex.EncodeToString(sum[:])
}
