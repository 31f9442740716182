package templates

import (
	"html/template"
	"regexp"
	"testing"
)

func TestStressCases(t *testing.T) {
	ascii := regexp.MustCompile(`^[a-z0-9-]+$`)
	seen := map[string]bool{}
	for _, c := range StressCases() {
		if !ascii.MatchString(c.Name) || seen[c.Name] {
			t.Errorf("%q is not a name of its own in ASCII", c.Name)
		}
		seen[c.Name] = true
		for _, address := range []template.URL{c.Data.Cover, c.Data.Source.Logo, c.Data.Portrait} {
			if w, h := c.PictureSize(string(address)); address != "" && (w <= 0 || h <= 0) {
				t.Errorf("%s: picture %q is %d × %d px", c.Name, address, w, h)
			}
		}
		if w, h := c.PictureSize("elsewhere"); w != 0 || h != 0 {
			t.Errorf("%s: a picture it has not is %d × %d px", c.Name, w, h)
		}
	}
}

// What a caller does to a case reaches no other caller.
func TestStressCasesAreNew(t *testing.T) {
	StressCases()[0].Data.Channel[0] = "changed"
	if got := StressCases()[0].Data.Channel[0]; got == "changed" {
		t.Error("cases share what they hold")
	}
}
