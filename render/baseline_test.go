//go:build unix

package render

import (
	"context"
	"image"
	"image/color"
	"os"
	"testing"

	"github.com/fogleman/gg"
	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"rsc.io/qr"
)

// BenchmarkBaseline draws the card to measure the way it is written by hand
// today: gg for everything, faces of golang.org/x/image/font/opentype opened
// once, lines broken between any two characters, the picture scaled by
// CatmullRom, the encoders of the standard library.
func BenchmarkBaseline(b *testing.B) {
	for _, c := range benchCards() {
		for _, format := range []Format{PNG, JPEG} {
			b.Run(c.String()+"/"+string(format), func(b *testing.B) {
				h := newByHand(b, c)
				measure(b, func() []byte { return encodeStandard(b, h.draw(b), format) })
			})
		}
	}
}

// byHand is such a program: where things stand is written out for each card.
type byHand struct {
	card                                  benchCard
	w, h, margin, band                    float64
	photo                                 image.Rectangle
	width                                 float64 // of the text
	section, title, source, summary, hint font.Face
	sectionLine, titleLine, sourceLine    float64
	summaryLine                           float64
	gaps                                  [4]float64
	bottom, panel, code                   float64 // heights
}

func newByHand(b *testing.B, c benchCard) *byHand {
	parsed := map[string]*opentype.Font{}
	face := func(name string, size float64) font.Face {
		if parsed[name] == nil {
			raw, err := os.ReadFile("../fonts/NotoSansSC-" + name + ".otf")
			if err != nil {
				b.Fatal(err)
			}
			if parsed[name], err = opentype.Parse(raw); err != nil {
				b.Fatal(err)
			}
		}
		f, err := opentype.NewFace(parsed[name], &opentype.FaceOptions{Size: size, DPI: 72})
		if err != nil {
			b.Fatal(err)
		}
		return f
	}
	h := &byHand{
		card: c, w: 1080, h: 1440, margin: 72, band: 24, photo: image.Rect(0, 24, 1080, 632), width: 936,
		section: face("Bold", 32), title: face("Bold", 76), source: face("Regular", 28), summary: face("Regular", 36), hint: face("Regular", 28),
		sectionLine: 44, titleLine: 99, sourceLine: 40, summaryLine: 58,
		gaps: [4]float64{40, 20, 24, 28}, bottom: 72, panel: 294, code: 246,
	}
	if c.name == "poster" && c.photo() {
		h.title, h.summary = face("Bold", 54), face("Regular", 28)
		h.titleLine, h.summaryLine, h.gaps = 70, 43, [4]float64{24, 12, 12, 14}
		h.panel, h.code, h.bottom = 139, 123, 60
	}
	if c.name == "og" {
		*h = byHand{
			card: c, w: 1200, h: 630, margin: 56, band: 16, photo: image.Rect(720, 16, 1200, 630), width: 1088,
			section: face("Bold", 24), title: face("Bold", 52), source: face("Regular", 22), summary: face("Regular", 28), hint: face("Regular", 22),
			sectionLine: 32, titleLine: 68, sourceLine: 30, summaryLine: 40,
			gaps: [4]float64{20, 8, 8, 10}, bottom: 32, panel: 131, code: 123,
		}
		if c.photo() {
			h.width, h.titleLine, h.summaryLine = 624, 55, 35
			h.title, h.summary = face("Bold", 42), face("Regular", 24)
		}
	}
	return h
}

func (h *byHand) draw(b *testing.B) image.Image {
	data := h.card.data()
	dc := gg.NewContext(int(h.w), int(h.h))
	dc.SetColor(color.White)
	dc.Clear()
	band := gg.NewLinearGradient(0, 0, h.w, 0)
	band.AddColorStop(0, color.RGBA{0xC8, 0x10, 0x2E, 255})
	band.AddColorStop(1, color.RGBA{0x8E, 0x0B, 0x20, 255})
	dc.SetFillStyle(band)
	dc.DrawRectangle(0, 0, h.w, h.band)
	dc.Fill()
	y := h.band
	if h.card.photo() {
		photo, err := decodesPhotoPlainly(context.Background(), "")
		if err != nil {
			b.Fatal(err)
		}
		scaled := image.NewRGBA(image.Rectangle{Max: h.photo.Size()})
		draw.CatmullRom.Scale(scaled, scaled.Rect, photo, cropped(photo.Bounds(), h.photo.Size()), draw.Src, nil)
		dc.DrawImage(scaled, h.photo.Min.X, h.photo.Min.Y)
		if h.card.name == "poster" {
			y = float64(h.photo.Max.Y)
		}
	}
	write := func(face font.Face, colour, text string, line float64, most int) {
		dc.SetFontFace(face)
		dc.SetHexColor(colour)
		for i, l := range wrapped(dc, text, h.width) {
			if i < most {
				dc.DrawString(l, h.margin, y+line*0.78)
				y += line
			}
		}
	}
	y += h.gaps[0]
	write(h.section, "#C8102E", data.Section(), h.sectionLine, 1)
	y += h.gaps[1]
	write(h.title, "#15171A", data.Title, h.titleLine, 3)
	y += h.gaps[2]
	write(h.source, "#686D76", data.Source.Name+" · "+data.Date()+" "+data.Clock(), h.sourceLine, 1)
	y += h.gaps[3]
	write(h.summary, "#43484F", data.Summary, h.summaryLine, 5)

	top := h.h - h.bottom - h.panel
	dc.SetHexColor("#F6F7F8")
	dc.DrawRoundedRectangle(h.margin, top, h.width, h.panel, 20)
	dc.Fill()
	dc.SetFontFace(h.hint)
	dc.SetHexColor("#686D76")
	dc.DrawString(data.Words().QRHint, h.margin+32, top+h.panel/2+10)
	h.drawCode(b, dc, data.URL, h.margin+h.width-24-h.code, top+(h.panel-h.code)/2)
	return dc.Image()
}

func (h *byHand) drawCode(b *testing.B, dc *gg.Context, address string, x, y float64) {
	code, err := qr.Encode(address, qr.M)
	if err != nil {
		b.Fatal(err)
	}
	dc.SetColor(color.White)
	dc.DrawRectangle(x, y, h.code, h.code)
	dc.Fill()
	dc.SetColor(color.Black)
	const quietModules = 4 // of light margin on each side
	module := h.code / float64(code.Size+2*quietModules)
	for v := range code.Size {
		for u := range code.Size {
			if code.Black(u, v) {
				dc.DrawRectangle(x+float64(u+quietModules)*module, y+float64(v+quietModules)*module, module, module)
			}
		}
	}
	dc.Fill()
}

// wrapped breaks a text wherever the next character would pass the width.
func wrapped(dc *gg.Context, text string, width float64) []string {
	var lines []string
	line := ""
	for _, c := range text {
		if w, _ := dc.MeasureString(line + string(c)); w > width {
			lines = append(lines, line)
			line = ""
		}
		line += string(c)
	}
	return append(lines, line)
}

// cropped is the middle part of r in the proportions of size.
func cropped(r image.Rectangle, size image.Point) image.Rectangle {
	w, h := r.Dx(), r.Dy()
	if w*size.Y > h*size.X {
		w = h * size.X / size.Y
	} else {
		h = w * size.Y / size.X
	}
	at := r.Min.Add(image.Pt((r.Dx()-w)/2, (r.Dy()-h)/2))
	return image.Rectangle{Min: at, Max: at.Add(image.Pt(w, h))}
}
