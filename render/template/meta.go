package template

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sharecard/render/encode"
)

var sizeForm = regexp.MustCompile(`^(\d{1,4})x(?:(\d{1,4})|auto\((\d{1,4})-(\d{1,4})\)|auto)$`)

// setMeta reads the card:* metadata of a template.
func (t *Template) setMeta(s *source) {
	for _, m := range s.meta {
		switch m.name {
		case "card:size":
			t.setSize(s, m)
		case "card:scale":
			v, err := strconv.ParseFloat(m.content, 64)
			if err != nil || !(v >= 1 && v <= 3) {
				s.fault(m.at, "card:scale is %q; it must be a number from 1 to 3", m.content)
				continue
			}
			t.Scale = v
		case "card:format":
			format, err := encode.ParseFormat(m.content)
			if err != nil {
				s.fault(m.at, "card:format is %q; it must be %s", m.content, encode.FormatWords(""))
				continue
			}
			t.Format = format
		case "card:max-bytes":
			n, err := strconv.Atoi(m.content)
			if err != nil || n < 1000 {
				s.fault(m.at, "card:max-bytes is %q; it must be a number of bytes from 1000", m.content)
				continue
			}
			t.MaxBytes = n
		case "card:ratios":
			t.setRatios(s, m)
		case "card:needs":
			t.setNeeds(s, m)
		default:
			s.fault(m.at, "unknown metadata %q; known are card:size, card:ratios, card:needs, card:scale, card:format and card:max-bytes", m.name)
		}
	}
	if t.Width == 0 {
		s.fault(place{1, 1}, `no <meta name="card:size" content="WIDTHxHEIGHT">`)
	}
}

func (t *Template) setSize(s *source, m metaTag) {
	f := sizeForm.FindStringSubmatch(m.content)
	if f == nil {
		s.fault(m.at, `card:size is %q; it must be like "1080x1440", "1080xauto" or "1080xauto(1440-2400)"`, m.content)
		return
	}
	side := func(digits string) int {
		n, _ := strconv.Atoi(digits) // the pattern lets digits only through; none is 0
		return n
	}
	t.Width, t.Height, t.MinHeight, t.MaxHeight = side(f[1]), side(f[2]), side(f[3]), side(f[4])
	if f[2] == "" && f[4] == "" {
		t.MaxHeight = MaxSide
	}
	tallest := max(t.Height, t.MaxHeight)
	if t.Width < 1 || tallest < 1 || t.Width > MaxSide || tallest > MaxSide || t.MinHeight > tallest {
		s.fault(m.at, "card:size is %q; sides must be from 1 to %d px", m.content, MaxSide)
	}
}

var ratioForm = regexp.MustCompile(`^([1-9]\d?):([1-9]\d?)$`)

// maxRatios bounds the ratios of a template.
const maxRatios = 16

func (t *Template) setRatios(s *source, m metaTag) {
	t.Ratios = strings.Fields(m.content)
	if len(t.Ratios) > maxRatios {
		s.fault(m.at, "card:ratios names %d ratios; it may name %d", len(t.Ratios), maxRatios)
	}
	for _, ratio := range t.Ratios {
		if !ratioForm.MatchString(ratio) {
			s.fault(m.at, `card:ratios has %q; ratios are like "4:5", in whole numbers to 99`, ratio)
		}
	}
}

// Needs are what a card may say that it is nothing without: a cover, items, a
// quotation, that the news is new, or what this card alone shows.
var Needs = []string{"cover", "items", "quote", "news", "number", "alert", "debunk", "timeline", "daily"}

func (t *Template) setNeeds(s *source, m metaTag) {
	t.Needs = strings.Fields(m.content)
	for _, need := range t.Needs {
		if !slices.Contains(Needs, need) {
			s.fault(m.at, "card:needs has %q; known are %s", need, strings.Join(Needs, ", "))
		}
	}
}

// HeightAt returns the height in px that the card has at a ratio of Ratios, 0 at any
// other.
func (t *Template) HeightAt(ratio string) int {
	if !slices.Contains(t.Ratios, ratio) {
		return 0
	}
	sides := ratioForm.FindStringSubmatch(ratio)
	if sides == nil {
		return 0 // the template was refused for it
	}
	across, _ := strconv.Atoi(sides[1]) // the pattern lets digits only through
	down, _ := strconv.Atoi(sides[2])
	return int(math.Round(float64(t.Width) * float64(down) / float64(across)))
}

// MaxScale is the largest scale at which a card of the given height, in the
// template's own px, stays within 4096 px a side and 12 million pixels.
func (t *Template) MaxScale(height int) float64 {
	base := t.Scale
	if base == 0 {
		base = 1
	}
	w, h := float64(t.Width)*base, float64(height)*base
	if w <= 0 || h <= 0 {
		return math.Inf(1)
	}
	return min(MaxSide/w, MaxSide/h, math.Sqrt(MaxPixels/(w*h)))
}
