package card

import (
	"testing"

	"sharecard/render"
)

// TestKeysStay pins hashes as they stand in permanent addresses: renaming a
// field, or changing the order of two, would change every address.
func TestKeysStay(t *testing.T) {
	made := hashOf(&engineKey{Version: "1", Arch: "amd64", Fonts: "f0", Keep: []string{"新质生产力"}})
	tests := []struct{ name, got, want string }{
		{"engine", made, "9842eaef000a5f299e9608f4ae9b78deb581a8382fc334dd06a68d44e1641188"},
		{"least", (&key{Engine: made, Templates: "t0", Template: "poster", Article: "a0", Scale: 1, Format: render.PNG}).String(), "924451220950b643d1b7d6ea542daab92fd4cef003fd43c599393ec80498785c"},
		{"full", (&key{
			Engine: made, Templates: "t0", Template: "og", Brand: "jiangcheng-evening", Article: "a1", Address: "https://n.example/s/1",
			Cover: "c0", Logo: "l0", Portrait: "p0", Theme: "ink", Accent: "#e0b070", Scale: 1.5, Format: render.JPEG, Small: true, Strict: true,
		}).String(), "090856fbce161366b223823bd6454e09e369c38ee492b5c04ac9df2b7a985928"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, test.got, test.want)
		}
	}
}
