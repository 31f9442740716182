package strictjson

import (
	"bytes"
	"encoding/json"
)

// EncodeLine writes v as JSON on one line, which a line feed ends. Text stays
// readable: <, > and & are not escaped as HTML would need it.
func EncodeLine(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
