package fonts_test

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/font/opentype/tables"

	"sharecard/fonts"
)

// reserved are the names that the licences of some faces reserve (OFL 1.1, condition 3):
// a changed face may not have them.
var reserved = []string{"smiley", "得意黑", "lxgw", "霞鹜", "playfair"}

func TestDisplayFacesHaveNoReservedNames(t *testing.T) {
	for _, f := range fonts.Builtin().Display() {
		data, err := fs.ReadFile(fonts.Files(), f.File())
		if err != nil {
			t.Fatal(err)
		}
		loader, err := ot.NewLoader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		raw, err := loader.RawTable(ot.MustNewTag("name"))
		if err != nil {
			t.Fatal(err)
		}
		names, _, err := tables.ParseName(raw)
		if err != nil {
			t.Fatal(err)
		}
		for id := tables.NameID(1); id < 26; id++ {
			if id == 13 { // the licence itself
				continue
			}
			name := strings.ToLower(names.Name(id))
			for _, r := range reserved {
				if strings.Contains(name, r) {
					t.Errorf("%s: name %d is %q, and %q is reserved", f.File(), id, name, r)
				}
			}
		}
		if !strings.Contains(string(utf16.Decode(units(raw))), "Copyright") && !strings.Contains(string(utf16.Decode(units(raw))), "©") {
			t.Errorf("%s: the copyright is lost", f.File())
		}
		if !loader.HasTable(ot.MustNewTag("CFF ")) {
			t.Errorf("%s is not CFF", f.File())
		}
	}
}

// units are the UTF-16 code units of a table of names, from its even offset.
func units(raw []byte) []uint16 {
	out := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		out = append(out, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return out
}

// A style that names a display face is set in it, and what it lacks in the face named
// after it; no other style ever comes to a display face.
func TestDisplayFaces(t *testing.T) {
	c := fonts.Builtin()
	text, err := os.ReadFile("testdata/tongyong.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		family, behind string
		weight         int
		rune           rune
		file           string
	}{
		{"Card Serif", "Noto Serif SC", 900, '雾', "display/NotoSerifSC-Black.otf"},
		{"Card Serif", "Noto Serif SC", 200, '雾', "display/NotoSerifSC-ExtraLight.otf"},
		{"Card Sans", "Noto Sans SC", 900, '雾', "display/NotoSansSC-Black.otf"},
		{"Card Figures", "Noto Sans SC", 700, '8', "display/BarlowCondensed-Bold.otf"},
		{"Card Serif", "Noto Serif SC", 900, '霧', "NotoSerifSC-Bold.otf"},
		{"Noto Serif SC", "", 900, '雾', "NotoSerifSC-Bold.otf"},
		{"Noto Serif SC", "", 200, '雾', "NotoSerifSC-Bold.otf"},
	} {
		chain := c.Chain(fonts.Query{Families: []string{test.family, test.behind}, Weight: test.weight, Lang: "zh-CN"})
		m, ok := chain.Find([]rune{test.rune}, false)
		if !ok || m.Face.File() != test.file {
			t.Errorf("%s %d: %c is set in %v, want %s", test.family, test.weight, test.rune, m.Face.File(), test.file)
		}
	}
	for _, f := range c.Display() {
		han := 0
		for _, r := range string(text) {
			if f.Has(r) {
				han++
			}
		}
		if han > 3500 {
			t.Errorf("%s has %d characters of the general table, want at most 3,500", f.File(), han)
		}
	}
}
