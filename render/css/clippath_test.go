package css

import (
	"fmt"
	"strings"
	"testing"
)

// path() is refused as a whole where its path data has a fault, is empty or is too long.
func TestClipPathOutline(t *testing.T) {
	for value, says := range map[string]string{
		`path("M0 0H9V9z")`:             "",
		`path(nonzero, 'm0,0 9 9 0 9')`: "",
		`path(evenodd,"M0 0h9v9z")`:     "",
		`path("")`:                      "is empty",
		`path("M0 0L")`:                 "not understood after 1 segments",
		`path("L0 0")`:                  "not understood after 0 segments",
		`path(M0 0)`:                    "clip-path",
		`path(evenodd "M0 0h9v9z")`:     "clip-path",
		`path("M0 0h9v9z", evenodd)`:    "clip-path",
		`path("M0 0` + strings.Repeat("h1", maxPathSegments-1) + `")`: "",
		`path("M0 0` + strings.Repeat("h1", maxPathSegments) + `")`:   fmt.Sprint("more than ", maxPathSegments),
	} {
		_, diags := Parse("a.css", "a { clip-path: "+value+" }", Options{})
		if got := fmt.Sprint(diags); says == "" && len(diags) > 0 || !strings.Contains(got, says) || says != "" && len(diags) == 0 {
			t.Errorf("%.60s: got %.200s; want %q", value, got, says)
		}
	}
}

// clip-path takes a shape and a box in any order, and rect() and xywh() with or without round corners.
func TestClipPathBoxes(t *testing.T) {
	for value, says := range map[string]string{
		"content-box":                          "",
		"circle(3px) stroke-box":               "",
		"border-box xywh(0 1% 2px 3px)":        "",
		"rect(auto 9px 5% auto round 2px 1px)": "",
		"margin-box":                           "clip-path",
		"content-box border-box":               "clip-path",
		"xywh(0 0 -1px 1px)":                   "a negative value",
		"rect(0 1px 2px)":                      "clip-path",
	} {
		_, diags := Parse("a.css", "a { clip-path: "+value+" }", Options{})
		if got := fmt.Sprint(diags); says == "" && len(diags) > 0 || !strings.Contains(got, says) || says != "" && len(diags) == 0 {
			t.Errorf("%s: got %.200s; want %q", value, got, says)
		}
	}
}

// shape-outside takes a shape and a box in any order, and says what it does not draw.
func TestShapeOutside(t *testing.T) {
	for value, says := range map[string]string{
		"none":                                 "",
		"content-box":                          "",
		"circle(50% at 0 0)":                   "",
		"border-box inset(1px round 2px)":      "",
		"polygon(0 0, 1px 0, 0 9%) margin-box": "",
		"margin-box border-box":                "shape-outside",
		"circle() ellipse()":                   "shape-outside",
		"url(a.png)":                           "not supported",
		`path("M0 0h9v9z")`:                    "path() is not supported here",
		"polygon(" + strings.Repeat("0 0,", maxShapePoints) + "0 0)": fmt.Sprint("more than ", maxShapePoints),
	} {
		_, diags := Parse("a.css", "a { shape-outside: "+value+" }", Options{})
		if got := fmt.Sprint(diags); says == "" && len(diags) > 0 || !strings.Contains(got, says) || says != "" && len(diags) == 0 {
			t.Errorf("%.60s: got %.200s; want %q", value, got, says)
		}
	}
}
