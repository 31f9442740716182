package text

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"sharecard/fonts"
	"sharecard/render/style"
)

// Bounds of what a Shaper remembers between renders.
const (
	maxChains = 128
	maxFaces  = 256 // variable faces count once for each place of their axes
	maxPicks  = 1 << 14
)

// chainKey is what the faces of a style depend on.
type chainKey struct {
	families     string
	weight       int
	width, slant float64
	lang         string
	size         float64 // px; 0 where no face has designs for sizes
	variations   string
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

// Query is what a style asks of the faces.
func Query(st *style.Style) fonts.Query {
	q := fonts.Query{Families: st.FontFamily, Weight: st.FontWeight, Width: st.FontWidth, Slant: st.Slant, Lang: st.Lang}
	if !st.OneDesign {
		q.Size = st.FontSize
	}
	for _, v := range st.Variations {
		q.Variations = append(q.Variations, fonts.Variation(v))
	}
	return q
}

// chain returns the faces for a style.
func (s *Shaper) chain(st *style.Style) *chain {
	q := Query(st)
	key := chainKey{
		families: strings.Join(q.Families, "\x00"), weight: q.Weight, width: q.Width, slant: q.Slant, lang: q.Lang,
	}
	if s.fonts.Optical() {
		key.size = q.Size
	}
	for _, v := range q.Variations {
		key.variations += fmt.Sprintf("%s%g ", v.Tag, v.Value)
	}
	if c, ok := s.chains[key]; ok {
		return c
	}
	if len(s.chains) >= maxChains {
		clear(s.chains)
	}
	c := &chain{
		Chain: s.fonts.Chain(q),
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
