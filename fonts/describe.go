package fonts

import (
	"encoding/binary"
	"unicode/utf16"

	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// describe reads the names and the style of a face, and no more.
func describe(loader *ot.Loader) (Face, error) {
	f := Face{Weight: 400, Width: 100, axes: readAxes(loader)}
	raw, err := loader.RawTable(ot.MustNewTag("name"))
	if err != nil {
		return f, err
	}
	f.Family, f.names = familyNames(raw)
	if raw, err = loader.RawTable(ot.MustNewTag("OS/2")); err != nil {
		return f, nil
	}
	os2, _, err := tables.ParseOs2(raw)
	if err != nil {
		return f, nil
	}
	if w := int(os2.USWeightClass); w >= 1 && w <= 1000 {
		f.Weight = w
	}
	if w := int(os2.USWidthClass); w >= 1 && w <= 9 {
		f.Width = widthClasses[w-1]
	}
	const italic, oblique = 1, 1 << 9 // bits of fsSelection
	f.Italic = os2.FsSelection&(italic|oblique) != 0
	return f, nil
}

// widthClasses are the widths in percent of usWidthClass 1–9 (OpenType, OS/2).
var widthClasses = [...]float64{50, 62.5, 75, 87.5, 100, 112.5, 125, 150, 200}

// cover sets what a face covers by its axes, or else by the style of its file.
func (f *Face) cover() {
	f.weights, f.widths, f.slants = f.spanOf(weightAxis, float64(f.Weight)), f.spanOf(widthAxis, f.Width), f.slantsOfAxes()
	if len(f.axes) > 0 {
		f.instances = &instances{byPlace: map[string]*Face{}}
	}
}

// The name IDs of a family (OpenType, name). Where a font has the typographic
// family, CSS goes by that alone: the legacy one splits a family into groups of
// four styles.
const (
	legacyFamily      = 1
	typographicFamily = 16
)

// familyNames returns a font's family in English and in every language it has.
func familyNames(table []byte) (english string, all []string) {
	if len(table) < 6 {
		return "", nil
	}
	n := min(int(binary.BigEndian.Uint16(table[2:])), (len(table)-6)/12)
	strings := table[min(int(binary.BigEndian.Uint16(table[4:])), len(table)):]
	found := map[uint16][]string{}
	inEnglish := map[uint16]string{}
	for i := range n {
		rec := table[6+12*i:]
		id := binary.BigEndian.Uint16(rec[6:])
		if id != legacyFamily && id != typographicFamily {
			continue
		}
		length, offset := int(binary.BigEndian.Uint16(rec[8:])), int(binary.BigEndian.Uint16(rec[10:]))
		if offset+length > len(strings) {
			continue
		}
		name, ok := decodeName(binary.BigEndian.Uint16(rec), binary.BigEndian.Uint16(rec[2:]), strings[offset:offset+length])
		if !ok || name == "" {
			continue
		}
		found[id] = append(found[id], name)
		const windowsEnglish, macEnglish = 0x409, 0
		language := binary.BigEndian.Uint16(rec[4:])
		if inEnglish[id] == "" && (language == windowsEnglish || language == macEnglish) {
			inEnglish[id] = name
		}
	}
	id := uint16(typographicFamily)
	if len(found[id]) == 0 {
		id = legacyFamily
	}
	if len(found[id]) == 0 {
		return "", nil
	}
	if inEnglish[id] == "" {
		inEnglish[id] = found[id][0]
	}
	return inEnglish[id], found[id]
}

// decodeName reads a name of the Unicode (0), Windows (3) or, as far as it is
// ASCII, Macintosh Roman (1, 0) platform.
func decodeName(platform, encoding uint16, b []byte) (string, bool) {
	switch {
	case platform == 0 || platform == 3 && (encoding == 0 || encoding == 1 || encoding == 10):
		units := make([]uint16, len(b)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(b[2*i:])
		}
		return string(utf16.Decode(units)), true
	case platform == 1 && encoding == 0:
		for _, c := range b {
			if c >= 0x80 {
				return "", false
			}
		}
		return string(b), true
	}
	return "", false
}
