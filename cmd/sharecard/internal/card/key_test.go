package card

import (
	"testing"

	"sharecard/render"
)

// TestKeysStay pins hashes as they stand in permanent addresses: renaming a
// field, or changing the order of two, would change every address.
func TestKeysStay(t *testing.T) {
	made := hashOf(&engineKey{Version: "1", Arch: "amd64", Fonts: "f0", Words: "w0", Keep: []string{"新质生产力"}})
	tests := []struct{ name, got, want string }{
		{"engine", made, "8b937ca6e634d67494a2f1bc53a47538cb13c68bfd7ce1fd8941838db3d301ad"},
		{"least", (&key{Engine: made, Files: "t0", Template: "poster", Article: "a0", Scale: 1, Format: render.PNG}).String(), "7613193b1468841ae0e54c26ad996fb929d5fcb07bb2ea40035b12baaa3e6bc0"},
		{"full", (&key{
			Engine: made, Files: "t0", Template: "og", Brand: "jiangcheng-evening", Article: "a1", Address: "https://n.example/s/1",
			Cover: "c0", Logo: "l0", Portrait: "p0", Theme: "ink", Accent: "#e0b070", Scale: 1.5, Format: render.JPEG, Small: true, Strict: true,
		}).String(), "ce00a235ed9de1377efba1993f9a464b5fa5582399fff90d82d73e4b5d4edc1b"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, test.got, test.want)
		}
	}
}
