package batch

import (
	"encoding/json"
	"fmt"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
	"sharecard/render/encode"
)

// ManifestFile is the name of the manifest in the folder.
const ManifestFile = "manifest.ndjson"

// Entry is one line of the manifest. One with an Error has no file.
type Entry struct {
	Line     int             `json:"line"` // of the jobs, from 1
	Name     string          `json:"name,omitempty"`
	File     string          `json:"file,omitempty"`
	Template string          `json:"template,omitempty"`
	Width    int             `json:"width,omitempty"` // px
	Height   int             `json:"height,omitempty"`
	Bytes    int             `json:"bytes,omitempty"`
	SHA256   string          `json:"sha256,omitempty"` // of the file, hex
	MIME     string          `json:"mime,omitempty"`
	Alt      string          `json:"alt,omitempty"`
	Report   json.RawMessage `json:"report,omitempty"` // card.Codes
	// Input is a hash of all that the card was drawn from; empty for a card that
	// is to be drawn again.
	Input string `json:"input,omitempty"`
	Error *Error `json:"error,omitempty"`
}

// Error is why there is no card.
type Error struct {
	Code   string `json:"code"` // stable, as in the service's problems
	Detail string `json:"detail"`
}

// fill takes over what became of a card.
func (e *Entry) fill(r *card.Result) error {
	report, err := json.Marshal(r.Codes)
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	e.File, e.Template, e.Report = e.Name+"."+encode.FormatOfMIME(r.MIME).Ext(), r.Template, report
	e.Width, e.Height, e.Bytes = r.Width, r.Height, len(r.Bytes)
	e.SHA256, e.MIME, e.Alt = r.SHA256, r.MIME, r.Alt
	if r.Degraded {
		e.Input = ""
	}
	return nil
}

// encode writes the entry on one line.
func (e *Entry) encode() ([]byte, error) {
	line, err := strictjson.EncodeLine(e)
	if err != nil {
		return nil, fmt.Errorf("encoding an entry of the manifest: %w", err)
	}
	return line, nil
}

// summary is the entry in a few words: "a1.jpg 312 KB {"cut":1}".
func (e *Entry) summary() string {
	s := fmt.Sprintf("%s %d KB", e.File, (e.Bytes+999)/1000)
	if report := strings.TrimSpace(string(e.Report)); report != "{}" {
		s += " " + report
	}
	return s
}
