package fonts

import (
	"encoding/binary"
	"os"
	"strings"
	"testing"

	ot "github.com/go-text/typesetting/font/opentype"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// textFaces are the built-in faces of text.
func textFaces(t *testing.T) []*Face {
	t.Helper()
	var faces []*Face
	for _, f := range Builtin().Faces() {
		if err := f.Err(); err != nil {
			t.Fatal(err)
		}
		if !f.HasBitmaps() {
			faces = append(faces, f)
		}
	}
	if len(faces) != 3 {
		t.Fatalf("%d faces for text, want 3", len(faces))
	}
	return faces
}

func gbk(t *testing.T) []rune {
	t.Helper()
	var out []rune
	decoder := simplifiedchinese.GBK.NewDecoder()
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			s, err := decoder.String(string([]byte{byte(lead), byte(trail)}))
			if err != nil || strings.ContainsRune(s, '\uFFFD') {
				continue
			}
			out = append(out, []rune(s)...)
		}
	}
	if len(out) < 21000 {
		t.Fatalf("GBK has %d characters, want over 21,000", len(out))
	}
	return out
}

// big5Common are the 5,401 characters of Big5's first level.
func big5Common(t *testing.T) []rune {
	t.Helper()
	var out []rune
	decoder := traditionalchinese.Big5.NewDecoder()
	for lead := 0xA4; lead <= 0xC6; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			if lead == 0xC6 && trail > 0x7E {
				break
			}
			s, err := decoder.String(string([]byte{byte(lead), byte(trail)}))
			if err != nil || strings.ContainsRune(s, '\uFFFD') {
				continue
			}
			out = append(out, []rune(s)...)
		}
	}
	if len(out) != 5401 {
		t.Fatalf("Big5's first level has %d characters, want 5,401", len(out))
	}
	return out
}

func TestEveryFaceCovers(t *testing.T) {
	table, err := os.ReadFile("testdata/tongyong.txt")
	if err != nil {
		t.Fatal(err)
	}
	general := []rune(strings.TrimSpace(string(table)))
	if len(general) != 8105 {
		t.Fatalf("the general table has %d characters, want 8,105", len(general))
	}
	sets := []struct {
		name  string
		runes []rune
	}{
		{"general table", general},
		{"GBK", gbk(t)}, // the regular face only
		{"Big5, first level", big5Common(t)},
		{"names", []rune("䶮𬭎𫖯𬘭")},
		{"ASCII", []rune("0123456789abcxyzABCXYZ!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~")},
		{"Latin-1", []rune("©®°±·×÷àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿß£¥§")},
		{"punctuation", []rune("“”‘’—–…⋯・·《》〈〉「」『』【】〔〕、。，；：？！～•※†‡‰′″")},
		{"signs", []rune("℃№①②⑩⑳→←↑↓■□▲△●○★☆◆◇√×€￥％＋")},
		{"kana", []rune("あいうえおアイウエオーぁァヴ")},
	}
	for _, f := range textFaces(t) {
		for _, set := range sets {
			if set.name == "GBK" && f.Weight > 400 {
				continue
			}
			var missing []rune
			for _, r := range set.runes {
				// No font has GBK's characters of the private use area, and
				// Noto Sans CJK itself does not have ≒.
				if r >= 0xE000 && r <= 0xF8FF || r == '≒' {
					continue
				}
				if !f.Has(r) {
					missing = append(missing, r)
				}
			}
			if len(missing) > 0 {
				t.Errorf("%s lacks %d of %s: %q", f.File(), len(missing), set.name, string(missing[:min(20, len(missing))]))
			}
		}
		if f.Has('𠮷') {
			t.Errorf("%s has U+20BB7: its character set is not what NOTICE.md says", f.File())
		}
	}
}

// TestCoverageIsLists checks that every coverage table of the faces is of format 1: go-text
// (its issue 278) loses lookups whose coverage has ranges of 63 glyphs or more.
func TestCoverageIsLists(t *testing.T) {
	for _, f := range textFaces(t) {
		for _, tag := range []string{"GSUB", "GPOS"} {
			table := rawTable(t, f, tag)
			seen := 0
			eachSubtable(table, tag, func(kind uint16, sub []byte) {
				coverage := binary.BigEndian.Uint16(sub[2:])
				seen++
				if format := binary.BigEndian.Uint16(sub[coverage:]); format != 1 {
					t.Errorf("%s %s: lookup type %d has coverage format %d", f.File(), tag, kind, format)
				}
			})
			if seen < 5 {
				t.Errorf("%s %s: only %d subtables seen", f.File(), tag, seen)
			}
		}
	}
}

// eachSubtable calls visit for the subtables of the lookup types whose coverage
// offset stands second, extensions unwrapped (OpenType, GSUB and GPOS).
func eachSubtable(table []byte, tag string, visit func(kind uint16, sub []byte)) {
	u16 := binary.BigEndian.Uint16
	extension, plain := uint16(7), uint16(4)
	if tag == "GPOS" {
		extension, plain = 9, 6
	}
	lookups := table[u16(table[8:]):]
	for i := range int(u16(lookups)) {
		lookup := lookups[u16(lookups[2+2*i:]):]
		for j := range int(u16(lookup[4:])) {
			kind, sub := u16(lookup), lookup[u16(lookup[6+2*j:]):]
			if kind == extension {
				kind, sub = u16(sub[2:]), sub[binary.BigEndian.Uint32(sub[4:]):]
			}
			if kind <= plain {
				visit(kind, sub)
			}
		}
	}
}

func rawTable(t *testing.T, f *Face, tag string) []byte {
	t.Helper()
	file, err := openFile(f.source.fsys, f.source.path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	loader, err := loaderAt(file, f.source.index)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := loader.RawTable(ot.MustNewTag(tag))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
