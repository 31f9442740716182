package text

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"sharecard/fonts"
	"sharecard/render/style"
)

// Bounds of what a Shaper remembers between renders.
const (
	maxChains = 128
	maxPicks  = 1 << 14
)

// chainKey is what the faces of a style depend on.
type chainKey struct {
	families string
	weight   int
	italic   bool
	lang     string
}

// chain is a face chain with the choices made from it.
type chain struct {
	*fonts.Chain
	picks map[pickKey]pick
}

type pickKey struct {
	r          rune
	preference facePreference
}

// facePreference is the kind of face a character asks for.
type facePreference uint8

const (
	plainFace facePreference = iota
	emojiFace
	hanFace // a mark that Latin faces have too, in Chinese text
)

type pick struct {
	fonts.Match
	ok bool
}

// chain returns the faces for a style.
func (s *Shaper) chain(st *style.Style) *chain {
	key := chainKey{strings.Join(st.FontFamily, "\x00"), st.FontWeight, st.Italic, st.Lang}
	if c, ok := s.chains[key]; ok {
		return c
	}
	if len(s.chains) >= maxChains {
		clear(s.chains)
	}
	c := &chain{
		Chain: s.fonts.Chain(fonts.Query{
			Families: st.FontFamily, Weight: st.FontWeight, Italic: st.Italic, Lang: st.Lang,
		}),
		picks: map[pickKey]pick{},
	}
	s.chains[key] = c
	return c
}

// forCluster returns the face for a grapheme cluster; ok is false where no
// face covers it, and the face is then the primary one.
func (c *chain) forCluster(cluster []rune, han bool) pick {
	key := pickKey{r: cluster[0]}
	switch {
	case han:
		key.preference = hanFace
	case emojiCluster(cluster):
		key.preference = emojiFace
	}
	if len(cluster) > 1 {
		return c.find(cluster, key.preference)
	}
	if p, ok := c.picks[key]; ok {
		return p
	}
	if len(c.picks) >= maxPicks {
		clear(c.picks)
	}
	p := c.find(cluster, key.preference)
	c.picks[key] = p
	return p
}

func (c *chain) find(cluster []rune, kind facePreference) pick {
	if kind == hanFace {
		// The face that has the Han characters.
		if m, ok := c.Find([]rune{cluster[0], '中'}, false); ok {
			return pick{m, true}
		}
	}
	m, ok := c.Find(cluster, kind == emojiFace)
	if !ok && len(cluster) > 1 {
		// A face may have the composed form of a base and its marks only.
		if composed := norm.NFC.String(string(cluster)); composed != string(cluster) {
			m, ok = c.Find([]rune(composed), kind == emojiFace)
		}
	}
	if !ok {
		// The shaper leaves out a mark without a glyph where its base has one, so
		// only a missing base makes a box.
		if len(cluster) == 1 && ignorable(cluster[0]) {
			return pick{c.Primary(), true}
		}
		m = c.Primary()
	}
	return pick{m, ok}
}
