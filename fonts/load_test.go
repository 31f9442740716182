package fonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	ot "github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
)

func TestLoadFolder(t *testing.T) {
	broken := append([]byte(nil), goregular.TTF[:200]...)
	fsys := fstest.MapFS{
		"a/regular.TTF": {Data: goregular.TTF},
		"b/pair.ttc":    {Data: makeTTC(goregular.TTF, gobold.TTF)},
		"c/web.woff2":   {Data: []byte("wOF2........")},
		"d/broken.otf":  {Data: broken},
		"d/empty.otf":   {Data: nil},
		"e/readme.txt":  {Data: []byte("not a font")},
	}
	faces, problems, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range faces {
		if f.Err() != nil {
			t.Errorf("%s: %v", f.File(), f.Err())
		}
		got = append(got, f.File()+" "+f.Family)
	}
	if want := "a/regular.TTF Go, b/pair.ttc Go, b/pair.ttc Go"; strings.Join(got, ", ") != want {
		t.Errorf("faces %q, want %q", got, want)
	}
	if faces[1].Weight == faces[2].Weight {
		t.Error("the faces of the collection have one weight")
	}
	var files []string
	for _, p := range problems {
		files = append(files, p.File)
		if p.Err == nil {
			t.Errorf("%s: no cause", p.File)
		}
		if strings.HasSuffix(p.File, "woff2") && !errors.Is(p.Err, ErrFormat) {
			t.Errorf("%v is not ErrFormat", p)
		}
	}
	if got := strings.Join(files, " "); got != "c/web.woff2 d/broken.otf d/empty.otf" {
		t.Errorf("problems with %s", got)
	}
	if _, _, err := Load(failing{}); err == nil {
		t.Error("a folder that cannot be read gives no error")
	}
}

type failing struct{}

func (failing) Open(string) (fs.File, error) { return nil, fs.ErrPermission }

func TestUnreadableFaceIsPassedOver(t *testing.T) {
	data := append([]byte(nil), goregular.TTF...)
	at, err := findTable(bytes.NewReader(data), 0, ot.MustNewTag("cmap"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 200 {
		data[int(at.offset)+i] = 0xFF
	}
	faces, err := Open(fstest.MapFS{"x.ttf": {Data: data}}, "x.ttf")
	if err != nil {
		t.Fatal(err)
	}
	if faces[0].Err() == nil {
		t.Error("a face without a cmap has no error")
	}
	m := Builtin().With(faces[0].As(Rule{Family: "Brand"})).Chain(Query{Families: []string{"Brand"}}).Primary()
	if m.Face.Family != "Noto Sans SC" {
		t.Errorf("%s is handed out", m.Face.Family)
	}
}

// FuzzOpen feeds files to all that reads them: nothing may panic.
func FuzzOpen(f *testing.F) {
	f.Add(goregular.TTF)
	f.Add(makeTTC(goregular.TTF))
	f.Add([]byte("ttcf\x00\x01\x00\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		faces, err := Open(fstest.MapFS{"x.ttf": {Data: data}}, "x.ttf")
		if err != nil {
			return
		}
		for _, face := range faces[:min(len(faces), 4)] {
			g, _ := face.Glyph('a')
			face.Metrics()
			face.AppendOutline(nil, g)
			face.Bitmap(g, 20)
		}
	})
}

// makeTTC joins fonts in a collection.
func makeTTC(fonts ...[]byte) []byte {
	out := binary.BigEndian.AppendUint32([]byte("ttcf\x00\x01\x00\x00"), uint32(len(fonts)))
	at := len(out) + 4*len(fonts)
	for _, f := range fonts {
		out = binary.BigEndian.AppendUint32(out, uint32(at))
		at += len(f)
	}
	for _, f := range fonts {
		start := len(out)
		out = append(out, f...)
		for i := range int(binary.BigEndian.Uint16(f[4:])) {
			field := out[start+12+16*i+8:]
			binary.BigEndian.PutUint32(field, binary.BigEndian.Uint32(field)+uint32(start))
		}
	}
	return out
}
