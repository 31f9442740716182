package photo

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"
)

// Colorants of common profiles, adapted to D50.
var (
	srgbColorants = [3][3]float64{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}
	p3Colorants   = [3][3]float64{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}
	adobe         = [3][3]float64{{0.60974, 0.31111, 0.01947}, {0.20528, 0.62567, 0.06087}, {0.14919, 0.06322, 0.74457}}
)

func s15(v float64) []byte {
	return binary.BigEndian.AppendUint32(nil, uint32(int32(math.Round(v*65536))))
}

// srgbCurve is a parametric curve of the third kind.
func srgbCurve() []byte {
	b := []byte("para\x00\x00\x00\x00\x00\x03\x00\x00")
	for _, v := range []float64{2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045} {
		b = append(b, s15(v)...)
	}
	return b
}

// gammaCurve is a curve of one number, 563/256.
func gammaCurve() []byte { return []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00") }

// makeProfile writes a profile with one curve for all channels.
func makeProfile(colorants [3][3]float64, curve []byte) []byte {
	out := make([]byte, 128)
	copy(out[12:], "mntrRGB XYZ ")
	copy(out[36:], "acsp")
	names := []string{"rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"}
	at := 128 + 4 + 12*len(names)
	out = binary.BigEndian.AppendUint32(out, uint32(len(names)))
	var body []byte
	for i, name := range names {
		tag := curve
		if i < 3 {
			tag = []byte("XYZ \x00\x00\x00\x00")
			for _, v := range colorants[i] {
				tag = append(tag, s15(v)...)
			}
		}
		out = append(out, name...)
		out = binary.BigEndian.AppendUint32(out, uint32(at+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tag)))
		body = append(body, tag...)
	}
	return append(out, body...)
}

// Colours of other spaces become those of sRGB; the values are those of littleCMS.
func TestProfileConvertsColours(t *testing.T) {
	for _, tt := range []struct {
		name     string
		profile  []byte
		from, to color.NRGBA
	}{
		{"grey stays", makeProfile(p3Colorants, srgbCurve()), color.NRGBA{128, 128, 128, 255}, color.NRGBA{128, 128, 128, 255}},
		{"beyond sRGB", makeProfile(p3Colorants, srgbCurve()), color.NRGBA{255, 0, 0, 255}, color.NRGBA{255, 0, 0, 255}},
		{"P3", makeProfile(p3Colorants, srgbCurve()), color.NRGBA{200, 100, 50, 255}, color.NRGBA{214, 92, 30, 255}},
		{"Adobe RGB", makeProfile(adobe, gammaCurve()), color.NRGBA{100, 150, 200, 255}, color.NRGBA{65, 151, 203, 255}},
		{"Adobe RGB, alpha kept", makeProfile(adobe, gammaCurve()), color.NRGBA{128, 128, 128, 9}, color.NRGBA{129, 129, 129, 9}},
	} {
		p := parseProfile(tt.profile)
		if p == nil {
			t.Errorf("%s: not read", tt.name)
			continue
		}
		m := image.NewNRGBA(image.Rect(0, 0, 1, 1))
		m.SetNRGBA(0, 0, tt.from)
		got := Notes{Profile: p}.Apply(m).(*image.NRGBA).NRGBAAt(0, 0)
		for i, d := range []int{int(got.R) - int(tt.to.R), int(got.G) - int(tt.to.G), int(got.B) - int(tt.to.B), int(got.A) - int(tt.to.A)} {
			if d > 1 || d < -1 {
				t.Errorf("%s: channel %d of %v, want %v", tt.name, i, got, tt.to)
			}
		}
	}
	if parseProfile(makeProfile(srgbColorants, srgbCurve())) != nil {
		t.Error("a profile of sRGB is applied")
	}
}

// A profile may stand in several segments of a JPEG, and compressed in a PNG.
func TestContainers(t *testing.T) {
	icc := makeProfile(adobe, gammaCurve())
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
	segment := func(marker byte, body string) string {
		return string([]byte{0xFF, marker, byte((len(body) + 2) >> 8), byte(len(body) + 2)}) + body
	}
	half := len(icc) / 2
	second := segment(0xE2, "ICC_PROFILE\x00\x02\x02"+string(icc[half:]))
	jpeg := "\xFF\xD8" + segment(0xE1, exif) + second + segment(0xE2, "ICC_PROFILE\x00\x01\x02"+string(icc[:half])) + "\xFF\xDA\x00\x02"

	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	w.Write(icc)
	w.Close()
	chunk := func(name, body string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + name + body + "\x00\x00\x00\x00"
	}
	png := "\x89PNG\r\n\x1a\n" + chunk("eXIf", exif[6:]) + chunk("iCCP", "Adobe RGB\x00\x00"+packed.String()) + chunk("IDAT", "")
	little := func(name, body string) string {
		return name + string(binary.LittleEndian.AppendUint32(nil, uint32(len(body)))) + body + string(make([]byte, len(body)%2))
	}
	webp := "RIFF\x00\x00\x00\x00WEBP" + little("ICCP", string(icc)) + little("EXIF", exif[6:])
	for name, data := range map[string]string{"JPEG": jpeg, "PNG": png, "WebP": webp} {
		if n := Inspect([]byte(data)); n.Profile == nil || n.Orientation != 6 {
			t.Errorf("%s: %+v", name, n)
		}
	}
	if n := Inspect([]byte("\xFF\xD8" + second + "\xFF\xDA")); n.Profile != nil {
		t.Error("half a profile is applied")
	}
}

// What is malformed or too large asks for nothing.
func TestMalformedNotesAreIgnored(t *testing.T) {
	icc := makeProfile(adobe, gammaCurve())
	for n := range icc {
		parseProfile(icc[:n]) // must not panic
	}
	for at := 128; at < len(icc); at++ {
		broken := bytes.Clone(icc)
		broken[at] = 0xFF
		if p := parseProfile(broken); p != nil {
			m := image.NewNRGBA(image.Rect(0, 0, 1, 1))
			p.toSRGB(m)
		}
	}
	var bomb bytes.Buffer
	w := zlib.NewWriter(&bomb)
	w.Write(make([]byte, 4*maxProfile))
	w.Close()
	if inflate(bomb.Bytes()) != nil {
		t.Error("a profile over the bound is read")
	}
	for _, data := range []string{
		"", "\xFF\xD8", "\xFF\xD8\xFF\xE2\xFF\xFF", "\x89PNG\r\n\x1a\n\xFF\xFF\xFF\xFFiCCP", "RIFF\x00\x00\x00\x00WEBPICCP\xFF\xFF\xFF\xFF",
	} {
		if n := Inspect([]byte(data)); n.Profile != nil || n.Orientation > 1 {
			t.Errorf("%q: %+v", data, n)
		}
	}
}

func BenchmarkToSRGB(b *testing.B) {
	p := parseProfile(makeProfile(p3Colorants, srgbCurve()))
	m := image.NewYCbCr(image.Rect(0, 0, 1000, 1000), image.YCbCrSubsampleRatio420)
	b.ReportAllocs()
	for b.Loop() {
		p.toSRGB(m)
	}
}
