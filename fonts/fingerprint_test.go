package fonts_test

import (
	"testing"

	"sharecard/fonts"
)

// A picture kept under a fingerprint must not be found again under other faces.
func TestFingerprint(t *testing.T) {
	fingerprint := func(c *fonts.Collection) string {
		t.Helper()
		s, err := c.Fingerprint()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	builtin := fingerprint(fonts.Builtin())
	if again := fingerprint(fonts.Builtin()); again != builtin {
		t.Errorf("the same faces gave %s and %s", builtin, again)
	}
	faces := fonts.Builtin().Faces()
	if more := fingerprint(fonts.Builtin().WithFallback(faces[0].As(fonts.Rule{Family: "Other"}))); more == builtin {
		t.Error("a collection with another face has the same fingerprint")
	}
}
