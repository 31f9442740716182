package preflight

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Level is how much a finding matters.
type Level string

// The levels, the worst first.
const (
	Error   Level = "error"   // the picture does not show
	Warning Level = "warning" // it may not show, or not well
	Note    Level = "note"    // worth knowing
)

// Finding is one thing that was found.
type Finding struct {
	Code  string `json:"code"` // stable: clients may compare it
	Level Level  `json:"level"`
	// Platforms are the names of those that it concerns; none: all of them.
	Platforms []string `json:"platforms,omitempty"`
	// Detail is what was found, in numbers and names: "812,000 bytes, at most 300,000".
	Detail string `json:"detail,omitempty"`
	Says   string `json:"says"` // what is wrong
	Do     string `json:"do"`   // what to do
}

// advice is what is said of a code, by language.
type advice struct {
	Level Level     `json:"level"`
	En    [2]string `json:"en"` // what is wrong, and what to do
	Zh    [2]string `json:"zh"`
}

//go:embed findings.json
var adviceText []byte

var advices = func() map[string]advice {
	var all map[string]advice
	if err := json.Unmarshal(adviceText, &all); err != nil {
		panic(fmt.Sprintf("findings.json: %v", err)) // it is embedded
	}
	return all
}()

// Codes returns the codes of all findings, sorted.
func Codes() []string {
	var codes []string
	for code := range advices {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes
}

// Picture is the picture that a page names, as far as it could be had.
type Picture struct {
	Address string `json:"address,omitempty"` // after redirects
	Format  string `json:"format,omitempty"`  // "jpg", "png", "webp", "gif", "svg", "avif"; "" for none of them
	Width   int    `json:"width,omitempty"`   // px
	Height  int    `json:"height,omitempty"`
	Bytes   int    `json:"bytes,omitempty"`
}

// Report is what was found of a page, of a picture, or of the service.
type Report struct {
	Address  string    `json:"address,omitempty"` // of the page, after redirects
	Title    string    `json:"title,omitempty"`
	Summary  string    `json:"summary,omitempty"`
	Picture  *Picture  `json:"picture,omitempty"`
	Findings []Finding `json:"findings"` // the worst first
}

// add adds a finding in English; [Report.In] has it in another language.
func (r *Report) add(code, detail string, platforms ...string) {
	a, known := advices[code]
	if !known {
		panic("findings.json has no " + code)
	}
	const most = 200
	if len(detail) > most {
		detail = strings.ToValidUTF8(detail[:most], "") + "…"
	}
	r.Findings = append(r.Findings, Finding{Code: code, Level: a.Level, Platforms: platforms, Detail: detail, Says: a.En[0], Do: a.En[1]})
}

var order = []Level{Error, Warning, Note}

func (r *Report) sort() {
	if r.Findings == nil {
		r.Findings = []Finding{} // a list in JSON
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return slices.Index(order, a.Level) - slices.Index(order, b.Level) })
}

// Failed reports whether something keeps the picture from showing on every platform.
func (r *Report) Failed() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Level == Error && len(f.Platforms) == 0 })
}

// For returns what the report says of some platforms.
func (r *Report) For(names []string) *Report {
	of := *r
	of.Findings = []Finding{}
	for _, f := range r.Findings {
		if len(f.Platforms) > 0 {
			f.Platforms = slices.DeleteFunc(slices.Clone(f.Platforms), func(name string) bool { return !slices.Contains(names, name) })
			switch len(f.Platforms) {
			case 0:
				continue
			case len(names):
				f.Platforms = nil
			}
		}
		of.Findings = append(of.Findings, f)
	}
	return &of
}

// In returns the report in a language, "zh" or "en".
func (r *Report) In(lang string) *Report {
	said := *r
	said.Findings = slices.Clone(r.Findings)
	for i := range said.Findings {
		f := &said.Findings[i]
		if lang == "zh" {
			f.Says, f.Do = advices[f.Code].Zh[0], advices[f.Code].Zh[1]
		}
	}
	return &said
}
