package photo

import (
	"encoding/binary"
	"math"
)

// Profile is an ICC profile of RGB with a matrix and curves, ready to be applied to
// samples of 8 bits. It is immutable and safe for concurrent use.
type Profile struct {
	linear [3][256]int // light of each sample, 0 to lightSteps
	matrix [3][3]int   // light of the profile's primaries to that of sRGB's, times matrixOne
}

// xyzToSRGB maps XYZ under D50, the connection space of profiles, to linear sRGB: the
// inverse of the primaries of IEC 61966-2-1, adapted by Bradford's method.
var xyzToSRGB = [3][3]float64{
	{3.1341359, -1.6173863, -0.4906619},
	{-0.9787955, 1.9162543, 0.0334429},
	{0.0719554, -0.2289769, 1.4053860},
}

// parseProfile reads a profile (ICC.1:2010 §7). It returns nil for what is not an RGB
// profile with matrix and curves, and for one whose colours are those of sRGB.
func parseProfile(data []byte) *Profile {
	const header = 128
	if len(data) < header+4 || string(data[16:20]) != "RGB " || string(data[20:24]) != "XYZ " || string(data[36:40]) != "acsp" {
		return nil
	}
	tags := tagTable(data, header)
	p := &Profile{}
	var primaries [3][3]float64 // by channel
	for i, names := range [3][2]string{{"rXYZ", "rTRC"}, {"gXYZ", "gTRC"}, {"bXYZ", "bTRC"}} {
		xyz := tags[names[0]]
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return nil
		}
		for k := range 3 {
			primaries[i][k] = fixed(xyz[8+4*k:])
		}
		curve := parseCurve(tags[names[1]])
		if curve == nil {
			return nil
		}
		for v := range p.linear[i] {
			light := curve(float64(v) / 255)
			if !(light >= 0) { // not a number either
				light = 0
			}
			p.linear[i][v] = int(math.Min(light, 1)*lightSteps + 0.5)
		}
	}
	for row := range 3 {
		for i := range 3 {
			sum := 0.0
			for k := range 3 {
				sum += xyzToSRGB[row][k] * primaries[i][k]
			}
			p.matrix[row][i] = int(math.Round(sum * matrixOne))
		}
	}
	if p.isSRGB() {
		return nil
	}
	return p
}

// maxTags bounds the tags that are looked at: profiles have ten or twenty.
const maxTags = 100

// tagTable lists the data of the tags (§7.3).
func tagTable(data []byte, at int) map[string][]byte {
	tags := map[string][]byte{}
	count := min(binary.BigEndian.Uint32(data[at:]), maxTags)
	for i := range int(count) {
		entry := at + 4 + 12*i
		if entry+12 > len(data) {
			break
		}
		from := uint64(binary.BigEndian.Uint32(data[entry+4:]))
		size := uint64(binary.BigEndian.Uint32(data[entry+8:]))
		if from+size <= uint64(len(data)) {
			tags[string(data[entry:entry+4])] = data[from : from+size]
		}
	}
	return tags
}

// fixed reads a number of type s15Fixed16Number.
func fixed(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parseCurve reads a curve from samples to light, both 0 to 1; nil for none (§10.5 and
// §10.15).
func parseCurve(b []byte) func(float64) float64 {
	if len(b) < 12 {
		return nil
	}
	switch string(b[:4]) {
	case "curv":
		n := uint64(binary.BigEndian.Uint32(b[8:]))
		table := b[12:]
		switch {
		case n == 0:
			return func(v float64) float64 { return v }
		case 2*n > uint64(len(table)):
			return nil
		case n == 1:
			gamma := float64(binary.BigEndian.Uint16(table)) / 256
			return func(v float64) float64 { return math.Pow(v, gamma) }
		}
		entry := func(i int) float64 { return float64(binary.BigEndian.Uint16(table[2*i:])) / 65535 }
		return func(v float64) float64 {
			at := v * float64(n-1)
			i := min(int(at), int(n)-2)
			return entry(i) + (at-float64(i))*(entry(i+1)-entry(i))
		}
	case "para":
		return parametric(int(binary.BigEndian.Uint16(b[8:])), b[12:])
	}
	return nil
}

// parametric is a curve of one of the five functions of §10.15, of which each has the
// parameters of the one before and more.
func parametric(kind int, b []byte) func(float64) float64 {
	counts := [...]int{1, 3, 4, 5, 7}
	if kind >= len(counts) || len(b) < 4*counts[kind] {
		return nil
	}
	var p [7]float64 // g a b c d e f
	p[1] = 1
	for i := range counts[kind] {
		p[i] = fixed(b[4*i:])
	}
	g, a, offset, c, d, e, f := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	power := func(v float64) float64 { return math.Pow(math.Max(a*v+offset, 0), g) }
	switch kind {
	case 0:
		return power
	case 1, 2:
		return func(v float64) float64 { // c is 0 in the first of both
			if a*v+offset >= 0 {
				return power(v) + c
			}
			return c
		}
	}
	return func(v float64) float64 { // e and f are 0 in the first of both
		if v >= d {
			return power(v) + e
		}
		return c*v + f
	}
}
