package card

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sharecard/render"
	"sharecard/render/css"
	"sharecard/templates"
)

// Code is one member of the Sharecard-Report dictionary: a name, and as its value a
// token, an integer, or a list of tokens in parentheses; a bare name, which means
// true, where Value is empty.
type Code struct{ Name, Value string }

// Codes say in short what a card became. The names are
//
//	degraded     it lacks something it asked for
//	cover=WHY    the cover is missing: a fault of package fetch or picture, such
//	             as timeout, blocked or decode; or unavailable
//	logo=WHY     the source's logo is missing, likewise
//	portrait=WHY so is the portrait
//	day=missing       a leaf of a day has no day: neither its own nor that of publication
//	brand=unknown     the article names a brand that is not there
//	dropped=FIELD     a field of the article held nothing that could be read and was
//	             left out; (FIELD FIELD …) where there are several. The card is degraded
//	             if it would have shown one of them
//	accent=adjusted   another lightness of the accent was taken, for its contrast
//	images=N     N pictures of the template could not be drawn
//	cut=N        N texts were cut
//	label=covers      the label that something was made by machine covers text
//	outside=N    N texts or pictures stand out of the card
//	missing=N    N code points have no glyph
//	css=N        N times CSS of this card was not understood: in a style
//	             attribute, or where a custom property holds what does not fit
//	qr=omitted   the article's address is one that no reader could open: loopback,
//	             private, not http, or longer than a code of use holds
//	quality=N    the template's limit on bytes took quality down to N, of a JPEG from 90, of a WebP from 85
//	colours=reduced   it took colours: a PNG has 256
//	resolution=N      it took resolution of the pictures, down to N percent
//	over_limit   the file is larger than the template allows
type Codes []Code

// String formats c as a Dictionary of RFC 9651, section 3.2:
// "degraded, cover=timeout". It is empty where there is nothing to say.
func (c Codes) String() string {
	var b strings.Builder
	for i, code := range c {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(code.Name)
		if code.Value != "" {
			b.WriteByte('=')
			b.WriteString(code.Value)
		}
	}
	return b.String()
}

// MarshalJSON writes c as an object:
// {"degraded":true,"cover":"timeout","dropped":["url"],"cut":2}.
func (c Codes) MarshalJSON() ([]byte, error) {
	members := make(map[string]any, len(c))
	for _, code := range c {
		n, err := strconv.Atoi(code.Value)
		switch {
		case code.Name == droppedName:
			members[code.Name] = strings.Fields(strings.Trim(code.Value, "()"))
		case code.Value == "":
			members[code.Name] = true
		case err == nil:
			members[code.Name] = n
		default:
			members[code.Name] = code.Value
		}
	}
	return json.Marshal(members)
}

// codeNames are the names in the order in which they are told.
var codeNames = []string{
	"degraded", "cover", "logo", "portrait", "day", "brand", droppedName,
	"images", "cut", "label", "outside", "missing", "css", "accent", "qr",
	"quality", "colours", "resolution", "over_limit",
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (c *Codes) UnmarshalJSON(text []byte) error {
	var members map[string]any
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	*c = Codes{}
	for name, value := range members {
		code := Code{Name: name}
		switch v := value.(type) {
		case bool:
		case float64:
			code.Value = strconv.FormatFloat(v, 'f', -1, 64)
		case string:
			code.Value = v
		case []any:
			if name != droppedName {
				return fmt.Errorf("the code %s of a report is a list", name)
			}
			fields := make([]string, len(v))
			for i := range v {
				fields[i] = fmt.Sprint(v[i])
			}
			code = droppedCode(fields)
		default:
			return fmt.Errorf("the code %s of a report is a %T", name, value)
		}
		*c = append(*c, code)
	}
	slices.SortFunc(*c, func(a, b Code) int {
		return cmp.Or(slices.Index(codeNames, a.Name)-slices.Index(codeNames, b.Name), strings.Compare(a.Name, b.Name))
	})
	return nil
}

// Degraded reports whether the card lacks something it asked for.
func (c Codes) Degraded() bool {
	return slices.ContainsFunc(c, func(code Code) bool { return code.Name == "degraded" })
}

// Blocked reports whether a picture is missing because its address may not be asked.
func (c Codes) Blocked() bool {
	return slices.ContainsFunc(c, func(code Code) bool { return code.Value == "blocked" })
}

// summarise makes the codes of a card from its report and from what its plan
// became, and tells whether the card lacks something it asked for.
func (p *Plan) summarise(d *templates.Data, report *render.Report) (codes Codes, degraded bool) {
	missing, images := len(report.Missing()), len(report.Images)
	lacks := Codes{
		{"cover", p.pictures.cover.fault},
		{"logo", p.pictures.logo.fault},
		{"portrait", p.pictures.portrait.fault},
	}
	if slices.Contains(p.template.Template.Needs, needDaily) && d.Leaf().Day == "" {
		lacks = append(lacks, Code{"day", "missing"})
	}
	if p.lostBrand {
		lacks = append(lacks, Code{"brand", "unknown"})
	}
	lacks = slices.DeleteFunc(lacks, func(c Code) bool { return c.Value == "" })
	if degraded = len(lacks)+len(p.Lacks())+images+missing > 0; degraded {
		codes = append(Codes{{Name: "degraded"}}, lacks...)
	}
	if dropped := droppedNames(p.record.Article.Dropped); len(dropped) > 0 {
		codes = append(codes, droppedCode(dropped))
	}
	count := func(name string, n int) {
		if n > 0 {
			codes = append(codes, Code{name, strconv.Itoa(n)})
		}
	}
	count("images", images)
	cut := 0
	for _, text := range report.Texts {
		if text.Cut {
			cut++
		}
	}
	count("cut", cut)
	if report.LabelCovers {
		codes = append(codes, Code{"label", "covers"})
	}
	count("outside", len(report.Outside))
	count("missing", missing)
	faults := 0
	for _, d := range report.Diagnostics {
		if d.Severity == css.Error {
			faults++
		}
	}
	count("css", faults)
	if d.Accent != p.request.Accent && p.request.Accent != autoAccent {
		codes = append(codes, Code{"accent", "adjusted"})
	}
	if p.template.Template.QR && d.URL != "" && !p.showsQR(d) {
		codes = append(codes, Code{"qr", "omitted"})
	}
	return append(codes, encodingCodes(&report.Encoding)...), degraded
}

// encodingCodes tell what a limit on bytes took.
func encodingCodes(e *render.EncodingReport) (codes Codes) {
	if e.Lowered {
		codes = append(codes, Code{"quality", strconv.Itoa(e.Quality)})
	}
	if e.Reduced {
		codes = append(codes, Code{"colours", "reduced"})
	}
	if e.PictureScale > 0 {
		codes = append(codes, Code{"resolution", strconv.Itoa(int(math.Round(100 * e.PictureScale)))})
	}
	if e.OverLimit {
		codes = append(codes, Code{Name: "over_limit"})
	}
	return codes
}
