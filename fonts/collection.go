package fonts

import (
	"maps"
	"slices"
	"strings"
)

// Collection finds faces by family, weight and language, and the face that has
// a glyph for a cluster. It is immutable and safe for concurrent use.
type Collection struct {
	faces    []*Face            // in order of the fallback
	display  []*Face            // no part of the fallback
	rules    []*Face            // of @font-face rules, last first
	families map[string][]*Face // by familyKey
	optical  bool               // a face has designs for sizes
}

func newCollection(faces, display, rules []*Face) *Collection {
	c := &Collection{faces: faces, display: display, rules: rules, families: byFamily(display)}
	maps.Copy(c.families, byFamily(faces))
	maps.Copy(c.families, byFamily(rules))
	c.optical = slices.ContainsFunc(slices.Concat(faces, display, rules), (*Face).optical)
	return c
}

func byFamily(faces []*Face) map[string][]*Face {
	families := map[string][]*Face{}
	for _, f := range faces {
		for _, key := range familyKeys(f) {
			families[key] = append(families[key], f)
		}
	}
	return families
}

// Faces returns all faces in the order of the fallback.
func (c *Collection) Faces() []*Face { return slices.Clone(c.faces) }

// Display returns the faces that are used where a style names their family, and are no
// part of the fallback.
func (c *Collection) Display() []*Face { return slices.Clone(c.display) }

// Optical reports whether a face has designs for sizes, so that the faces of a style
// depend on [Query.Size].
func (c *Collection) Optical() bool { return c.optical }

// WithFallback returns the collection with more faces after its own: where a
// family has two faces of one style, the first stays. It is for a folder of
// fonts that [Load] has read.
func (c *Collection) WithFallback(faces ...*Face) *Collection {
	return newCollection(slices.Concat(c.faces, faces), c.display, c.rules)
}

// With returns the collection with the faces of @font-face rules, whose
// families hide installed ones of the same name (CSS Fonts 4 §4.2). Of two of
// one style the later wins. They are no part of the fallback for other families.
func (c *Collection) With(faces ...*Face) *Collection {
	rules := slices.Clone(faces)
	slices.Reverse(rules)
	return newCollection(c.faces, c.display, append(rules, c.rules...))
}

// familyKeys returns the keys of a face's family names, each once.
func familyKeys(f *Face) []string {
	var keys []string
	for _, name := range f.names {
		if key := familyKey(name); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// familyKey is the form in which family names are compared: without case (CSS
// Fonts 4 §5.1), and with Noto's two names for one design, "Noto Sans SC" and
// "Noto Sans CJK SC", made one.
func familyKey(name string) string {
	key := strings.Join(strings.Fields(strings.ToLower(name)), " ")
	if rest, ok := strings.CutPrefix(key, "noto "); ok {
		key = "noto " + strings.Replace(rest, " cjk ", " ", 1)
	}
	return key
}

// generics are the families of CSS's generic names, without the region.
var generics = map[string]string{
	"sans-serif":    "noto sans",
	"system-ui":     "noto sans",
	"ui-sans-serif": "noto sans",
	"monospace":     "noto sans",
	"ui-monospace":  "noto sans",
	"serif":         "noto serif",
	"ui-serif":      "noto serif",
}

// regions are the endings of the regional forms of Noto's Han families.
var regions = []string{" sc", " tc", " hk", " jp", " kr"}

// family returns the faces of a family as CSS names it in a language. A generic
// name stands for the form of Han of the language, as it does in browsers; a
// regional form of Noto that is not there is served by the Simplified Chinese.
func (c *Collection) family(name, lang string) []*Face {
	key := familyKey(name)
	if found := c.families[key]; found != nil {
		return found
	}
	if key == "emoji" {
		return c.families["noto color emoji"]
	}
	if base, ok := generics[key]; ok {
		key = base + regionSuffix(lang)
		if found := c.families[key]; found != nil {
			return found
		}
		return c.families[base+" sc"]
	}
	if strings.HasPrefix(key, "noto ") {
		for _, suffix := range regions {
			if base, ok := strings.CutSuffix(key, suffix); ok {
				return c.families[base+" sc"]
			}
		}
	}
	return nil
}
