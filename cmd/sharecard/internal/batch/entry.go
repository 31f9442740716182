package batch

import (
	"encoding/json"
	"fmt"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/strictjson"
)

// ManifestFile is the name of the manifest in the folder.
const ManifestFile = "manifest.ndjson"

// Entry is one line of the manifest.
type Entry struct {
	Line      int    `json:"line"`                 // of the jobs, from 1
	ArticleID string `json:"article_id,omitempty"` // as the job has it
	Platform  string `json:"platform,omitempty"`   // which of those of the line
	card.Entry
	// Input is a hash of all that the card was drawn from; empty for a card that
	// is to be drawn again.
	Input string `json:"input,omitempty"`
}

// fill takes over what became of a card.
func (e *Entry) fill(r *card.Result) {
	name := e.Name
	e.Entry = r.Entry()
	e.Name, e.File = name, name+"."+r.Ext()
	if r.Degraded {
		e.Input = ""
	}
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
	if len(e.Report) > 0 {
		report, err := json.Marshal(e.Report)
		if err != nil {
			panic(err) // strings and numbers
		}
		s += " " + string(report)
	}
	return s
}
