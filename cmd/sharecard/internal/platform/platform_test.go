package platform_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/render"
	"sharecard/templates"
)

// Whatever is said of a platform has one source, and each source is of something said.
func TestEachLimitHasItsFact(t *testing.T) {
	for _, p := range platform.All() {
		text, err := json.Marshal(p.Limits)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]any{}
		if err := json.Unmarshal(text, &said); err != nil {
			t.Fatal(err)
		}
		if p.Crawler != "" {
			said["crawler"] = p.Crawler
		}
		if len(p.Crops) > 0 {
			said["crops"] = p.Crops
		}
		for _, f := range p.Facts {
			if f.Source == "" || len(f.Date) < 4 {
				t.Errorf("%s: a fact about %v has no source or no date", p.Name, f.About)
			}
			for _, about := range f.About {
				if said[about] == nil {
					t.Errorf("%s: a fact about %s, of which nothing or too much is said", p.Name, about)
				}
				delete(said, about)
			}
		}
		if len(said) > 0 {
			t.Errorf("%s: no fact about %v", p.Name, said)
		}
	}
}

// The card of each platform is there, has the ratio, and keeps the limits.
func TestCardsSuit(t *testing.T) {
	for _, p := range platform.All() {
		loaded, _, err := (&render.Loader{Data: reflect.TypeFor[*templates.Data]()}).Load(templates.FS, p.Card.Template)
		if err != nil {
			t.Fatal(err)
		}
		width, least, most := float64(loaded.Width), loaded.Height, loaded.Height
		if most == 0 {
			least, most = loaded.MinHeight, loaded.MaxHeight
		}
		if p.Card.Ratio != "" {
			least, most = loaded.HeightAt(p.Card.Ratio), loaded.HeightAt(p.Card.Ratio)
			if most == 0 {
				t.Errorf("%s: %s has no ratio %s", p.Name, p.Card.Template, p.Card.Ratio)
				continue
			}
		}
		scale := max(1, loaded.Scale) * max(1, p.Card.Scale)
		w, low, high := math.Round(width*scale), math.Round(float64(least)*scale), math.Round(float64(most)*scale)
		l := p.Limits
		for _, c := range []struct {
			wrong bool
			what  string
		}{
			{l.MaxWidth > 0 && w > float64(l.MaxWidth), "too wide"},
			{l.MaxHeight > 0 && high > float64(l.MaxHeight), "too tall"},
			{l.MinWidth > 0 && w < float64(l.MinWidth), "too narrow"},
			{l.MinHeight > 0 && low < float64(l.MinHeight), "too low"},
			{l.MaxSum > 0 && w+high > float64(l.MaxSum), "too large"},
			{l.Width > 0 && p.Name == "wecom" && (int(w) != l.Width || int(high) != l.Height), "not of the size"},
			{len(l.Formats) > 0 && !slices.Contains(l.Formats, formatOf(p, loaded)), "in another format"},
			{l.Ratio != "" && math.Abs(w/high/ratio(t, l.Ratio)-1) > 0.08, "of another shape"},
		} {
			if c.wrong {
				t.Errorf("%s: its card is %s: %g × %g to %g px", p.Name, c.what, w, low, high)
			}
		}
	}
}

func formatOf(p *platform.Platform, t *render.Template) string {
	if p.Card.Format != "" {
		return p.Card.Format
	}
	return t.Format.Ext()
}

func ratio(t *testing.T, text string) float64 {
	t.Helper()
	a, b, _ := strings.Cut(text, ":")
	across, err := strconv.ParseFloat(a, 64)
	down, err2 := strconv.ParseFloat(b, 64)
	if errors.Join(err, err2) != nil {
		t.Fatalf("ratio %q", text)
	}
	return across / down
}

// The square that an official account crops of its cover is the middle one.
func TestCropOfOfficialAccount(t *testing.T) {
	p, err := platform.Find("mp")
	if err != nil {
		t.Fatal(err)
	}
	left := (900.0 - 383) / 2 / 900
	if want := fmt.Sprintf("%.6f_0_%.6f_1", left, 1-left); p.Crops["pic_crop_1_1"] != want {
		t.Errorf("pic_crop_1_1 is %s, the middle square is %s", p.Crops["pic_crop_1_1"], want)
	}
}

func TestApply(t *testing.T) {
	p, err := platform.Find("whatsapp")
	if err != nil {
		t.Fatal(err)
	}
	r := card.Request{Theme: "ink"}
	if err := p.Apply(&r); err != nil || r.Template != "square" || r.MaxBytes != 300_000 || r.Theme != "ink" {
		t.Errorf("%+v %v", r, err)
	}
	for _, r := range []card.Request{{Template: "og"}, {Ratio: "4:5"}, {Format: render.PNG}} {
		var field *card.FieldError
		if err := p.Apply(&r); !errors.As(err, &field) || field.Field != "platform" {
			t.Errorf("%+v: %v", r, err)
		}
	}
}

func TestFind(t *testing.T) {
	if _, err := platform.Find("wiebo"); err == nil || !strings.Contains(err.Error(), "weibo, xhs") {
		t.Errorf("%v", err)
	}
	if _, err := platform.FindAll([]string{"x", "weibo", "x"}); err == nil || err.Error() != "platforms names x twice" {
		t.Errorf("%v", err)
	}
	found, err := platform.FindAll([]string{"xhs", "x"})
	if err != nil || len(found) != 2 || found[0].Name != "xhs" {
		t.Errorf("%v %v", found, err)
	}
}
