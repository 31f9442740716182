package preflight

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // formats that DecodeConfig knows
	_ "image/jpeg"
	_ "image/png"
	"math"
	"slices"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // likewise

	"sharecard/cmd/sharecard/internal/platform"
)

// format is one of pictures.
type format struct {
	ext, mime string
	is        func(file []byte) bool
}

// formats are those that are told by their first bytes, with their media types.
var formats = []format{
	{"jpg", "image/jpeg", func(f []byte) bool { return bytes.HasPrefix(f, []byte("\xFF\xD8\xFF")) }},
	{"png", "image/png", func(f []byte) bool { return bytes.HasPrefix(f, []byte("\x89PNG\r\n\x1a\n")) }},
	{"gif", "image/gif", func(f []byte) bool { return bytes.HasPrefix(f, []byte("GIF8")) }},
	{"webp", "image/webp", func(f []byte) bool { return len(f) > 12 && string(f[:4]) == "RIFF" && string(f[8:12]) == "WEBP" }},
	{"avif", "image/avif", func(f []byte) bool {
		return len(f) > 12 && string(f[4:8]) == "ftyp" && bytes.HasPrefix(f[8:], []byte("avi"))
	}},
	{"svg", "image/svg+xml", func(f []byte) bool {
		return bytes.Contains(f[:min(len(f), 1024)], []byte("<svg")) && !bytes.Contains(f[:min(len(f), 1024)], []byte("<html"))
	}},
}

// checkPicture looks at the bytes of a picture, against the platforms that would show it.
// mime is the Content-Type it came with, "" for a file. cut tells that there is more of it.
func (r *Report) checkPicture(file []byte, mime string, cut bool, platforms []*platform.Platform) {
	p := r.Picture
	p.Bytes = len(file)
	right := ""
	for _, f := range formats {
		if f.is(file) {
			p.Format, right = f.ext, f.mime
			break
		}
	}
	said := strings.ToLower(strings.TrimSpace(strings.Split(mime, ";")[0]))
	switch {
	case p.Format == "":
		r.add("picture_none", mime)
		return
	case mime != "" && said != right && said != "image/jpg":
		r.add("picture_type", mime+" ≠ "+right)
	}
	if p.Format == "svg" || p.Format == "avif" {
		r.add("picture_format", p.Format)
		return
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		r.add("picture_broken", p.Format)
		return
	}
	p.Width, p.Height = config.Width, config.Height
	r.checkLimits(cut, platforms)
}

// checkLimits compares the picture with what each platform takes. Platforms for which the
// same is found share a finding.
func (r *Report) checkLimits(cut bool, platforms []*platform.Platform) {
	type found struct{ code, detail string }
	var order []found
	names := map[found][]string{}
	p := r.Picture
	for _, of := range platforms {
		tell := func(code, format string, args ...any) {
			f := found{code, fmt.Sprintf(format, args...)}
			if names[f] == nil {
				order = append(order, f)
			}
			names[f] = append(names[f], of.Name)
		}
		l := &of.Limits
		size := fmt.Sprintf("%d × %d px", p.Width, p.Height)
		if l.MaxBytes > 0 && (p.Bytes > l.MaxBytes || cut) {
			tell("picture_heavy", "%d bytes > %d", p.Bytes, l.MaxBytes)
		}
		if l.MinWidth > p.Width || l.MinHeight > p.Height {
			tell("picture_small", "%s < %d × %d px", size, l.MinWidth, l.MinHeight)
		}
		if l.MaxWidth > 0 && p.Width > l.MaxWidth || l.MaxHeight > 0 && p.Height > l.MaxHeight || l.MaxSum > 0 && p.Width+p.Height > l.MaxSum {
			tell("picture_large", "%s", size)
		}
		if len(l.Formats) > 0 && !slices.Contains(l.Formats, p.Format) {
			tell("picture_refused", "%s ≠ %s", p.Format, strings.Join(l.Formats, ", "))
		}
		shape := float64(p.Width) / float64(max(p.Height, 1))
		if l.MaxRatio > 0 && max(shape, 1/shape) > l.MaxRatio {
			tell("picture_thin", "%s", size)
		}
		if want := shapeOf(of); want > 0 && math.Abs(math.Log(shape/want)) > shapeSlack {
			tell("picture_shape", "%s, %s", size, ratioText(of))
		}
	}
	for _, f := range order {
		r.add(f.code, f.detail, names[f]...)
	}
}

// shapeSlack is how far a picture's shape may be from the one shown, as the logarithm of
// their quotient: a fifth of the picture may be cut off.
const shapeSlack = 0.22

// shapeOf is the width by the height of what a platform shows; 0 where it is not known.
func shapeOf(p *platform.Platform) float64 {
	if across, down, found := strings.Cut(p.Limits.Ratio, ":"); found {
		a, err := strconv.ParseFloat(across, 64)
		b, err2 := strconv.ParseFloat(down, 64)
		if err == nil && err2 == nil && b > 0 {
			return a / b
		}
	}
	if p.Limits.Height > 0 {
		return float64(p.Limits.Width) / float64(p.Limits.Height)
	}
	return 0
}

func ratioText(p *platform.Platform) string {
	if p.Limits.Ratio != "" {
		return p.Limits.Ratio
	}
	return fmt.Sprintf("%d × %d px", p.Limits.Width, p.Limits.Height)
}
