package templates

import (
	"html/template"
	"testing"
)

func TestLogoForTheGround(t *testing.T) {
	both := Brand{Name: "b", Logo: "logo.svg", LogoDark: "logo-dark.svg"}
	one := Brand{Name: "b", Logo: "logo.svg"}
	source := Source{Name: "江海日报", Logo: "logo", LogoWidth: 200, LogoHeight: 200}
	wide := Source{Name: "江海日报", Logo: "logo", LogoWidth: 400, LogoHeight: 200}
	for _, test := range []struct {
		name          string
		data          Data
		logo, strong  template.URL
		letteredWords bool
	}{
		{"light", Data{Brand: both, Source: source}, "logo.svg", "logo-dark.svg", true},
		{"dark", Data{Brand: both, Theme: "ink"}, "logo-dark.svg", "logo-dark.svg", true},
		{"one form", Data{Brand: one, Theme: "ink"}, "logo.svg", "logo.svg", true},
		{"of the source", Data{Source: source, Theme: "ink"}, "logo", "logo", false},
		{"a wide one of the source", Data{Source: wide}, "logo", "logo", true},
		{"none", Data{Source: Source{Name: "江海日报"}}, "", "", false},
	} {
		d := test.data
		if d.Logo() != test.logo || d.LogoOnStrong() != test.strong || d.Lettered() != test.letteredWords {
			t.Errorf("%s: %q, %q on a strong ground, lettered %v", test.name, d.Logo(), d.LogoOnStrong(), d.Lettered())
		}
	}
}

func TestQRHint(t *testing.T) {
	d := Data{Lang: "zh-CN"}
	if got := d.QRHint(); got != d.Words().QRHint {
		t.Errorf("without a name: %s", got)
	}
	d.Source.Name = "江海日报"
	if got := d.QRHint(); got != "长按识别，读江海日报全文" {
		t.Errorf("with a name: %s", got)
	}
	d.Source.Name = "江海经济技术开发区融媒体中心"
	if got := d.QRHint(); got != d.Words().QRHint {
		t.Errorf("with a long name: %s", got)
	}
	d.Brand.QRHint = "长按识别，读懂江城"
	if got := d.QRHint(); got != d.Brand.QRHint {
		t.Errorf("with a brand: %s", got)
	}
}

// A logo is never made as large as a card; a photograph is, however small.
func TestPictureOrEmblem(t *testing.T) {
	for _, test := range []struct {
		width, height int
		flat, emblem  bool
	}{
		{0, 0, false, false}, // not known
		{200, 200, false, true},
		{300, 400, false, false}, // a portrait
		{512, 512, true, true},
		{300, 200, true, true},
		{480, 270, true, false},
		{513, 513, true, false},
		{1600, 900, false, false},
	} {
		d := Data{Cover: "cover", CoverInfo: Cover{Width: test.width, Height: test.height, Tone: Tone{Flat: test.flat}}}
		if (d.Emblem() != "") != test.emblem || (d.Picture() != "") == test.emblem {
			t.Errorf("%d × %d: picture %q, emblem %q", test.width, test.height, d.Picture(), d.Emblem())
		}
	}
}

func TestDir(t *testing.T) {
	for lang, want := range map[string]string{"": "ltr", "zh-CN": "ltr", "en": "ltr", "ug": "rtl", "ug-CN": "rtl", "AR": "rtl"} {
		if got := (&Data{Lang: lang}).Dir(); got != want {
			t.Errorf("%q: %s", lang, got)
		}
	}
}
