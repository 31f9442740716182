package render

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"sharecard/render/glyph"
	ownjpeg "sharecard/render/jpeg"
	"sharecard/render/photo"
	"sharecard/render/png"
)

// peerScene is a card that other tools are measured with too: rectangles, some
// with a gradient, lines of text and pictures at given places, in px. They are
// read from the folder that SHARECARD_BENCH names.
type peerScene struct {
	W, H int
	Els  []struct {
		K, File            string
		X, Y, W, H, R, Gap int
		Fill               any // a colour, or the two of a gradient from left to right
		Items              []peerText
	}
}

type peerText struct {
	S, Fill       string
	Size, Lh, Max int
	Bold          bool
}

// peerScenes reads the scenes by name, "og-text" among them, and their pictures.
func peerScenes(b *testing.B) (scenes map[string]peerScene, pictures map[string][]byte) {
	folder := os.Getenv("SHARECARD_BENCH")
	if folder == "" {
		b.Skip("SHARECARD_BENCH names no folder with scenes.json, the card that other tools are measured with")
	}
	pictures = map[string][]byte{}
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			b.Fatal(err)
		}
		return data
	}
	if err := json.Unmarshal(read("scenes.json"), &scenes); err != nil {
		b.Fatal(err)
	}
	for _, scene := range scenes {
		for _, e := range scene.Els {
			if e.File != "" {
				pictures[e.File] = read(e.File)
			}
		}
	}
	return scenes, pictures
}

// template makes a template of a scene. Its texts are data, so that new ones can
// be drawn.
func (s peerScene) template(b *testing.B) (*Template, []string) {
	var page strings.Builder
	var texts []string
	fmt.Fprintf(&page, `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>Peers</title>
<meta name="card:size" content="%dx%d"><style>
body { margin: 0; position: relative; font-family: "Noto Sans SC"; }
div, img { position: absolute; }
div div { position: static; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; }
</style></head><body style="width:%dpx;height:%[2]dpx">`, s.W, s.H, s.W, s.H)
	for _, e := range s.Els {
		place := fmt.Sprintf("left:%dpx;top:%dpx;width:%dpx", e.X, e.Y, e.W)
		switch e.K {
		case "rect":
			fill := fmt.Sprint(e.Fill)
			if two, ok := e.Fill.([]any); ok {
				fill = fmt.Sprintf("linear-gradient(90deg,%v,%v)", two[0], two[1])
			}
			fmt.Fprintf(&page, "<div style=\"%s;height:%dpx;border-radius:%dpx;background:%s\"></div>\n", place, e.H, e.R, fill)
		case "img":
			fmt.Fprintf(&page, "<img src=\"https://peers.example/%s\" style=\"%s;height:%dpx;border-radius:%dpx;object-fit:cover\">\n",
				html.EscapeString(e.File), place, e.H, e.R)
		case "stack":
			fmt.Fprintf(&page, "<div style=\"%s\">", place)
			for i, t := range e.Items {
				gap, weight := 0, 400
				if i > 0 {
					gap = e.Gap
				}
				if t.Bold {
					weight = 700
				}
				fmt.Fprintf(&page, "<div style=\"margin-top:%dpx;font-size:%dpx;line-height:%dpx;-webkit-line-clamp:%d;"+
					"color:%s;font-weight:%d\">{{index . %d}}</div>",
					gap, t.Size, t.Lh, t.Max, t.Fill, weight, len(texts))
				texts = append(texts, t.S)
			}
			page.WriteString("</div>\n")
		}
	}
	page.WriteString("</body></html>")
	t, diags, err := Load(fstest.MapFS{"peers.html": {Data: []byte(page.String())}}, "peers")
	if err != nil || len(diags) > 0 {
		b.Fatal(err, diags)
	}
	return t, texts
}

// decodePeer decodes by the decoders that the service has.
func decodePeer(data []byte) (image.Image, error) {
	if m, ok := ownjpeg.Decode(data); ok {
		return m, nil
	}
	return png.Decode(context.Background(), data, 1)
}

// keptPeers hands in the pictures, decoded once.
func keptPeers(b *testing.B, files map[string][]byte) func(context.Context, string) (image.Image, error) {
	decoded := map[string]image.Image{}
	for name, data := range files {
		m, err := decodePeer(data)
		if err != nil {
			b.Fatal(name, err)
		}
		decoded["https://peers.example/"+name] = m
	}
	return func(_ context.Context, src string) (image.Image, error) { return decoded[src], nil }
}

// openPeer opens a photograph as the service does: for the place that the last one had.
func openPeer(data []byte, place *image.Point) (image.Image, error) {
	config, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return decodePeer(data)
	}
	j, ok := photo.OpenJPEG(data, image.Pt(config.Width, config.Height), photo.Inspect(data), place.X, place.Y)
	if !ok {
		return decodePeer(data)
	}
	return placed{j, place}, nil
}

// placed notes where a photograph is shown.
type placed struct {
	*photo.JPEG
	place *image.Point
}

func (p placed) For(w, h int) image.Image {
	*p.place = image.Pt(w, h)
	return p.JPEG.For(w, h)
}

// benchmarkPeers draws the scenes. warm: the pictures are kept, decoded and
// scaled. fresh: they are decoded and scaled for every card. words: they are
// kept, and every card has new characters. masks: the same, and no mask of a
// glyph is kept. rgb: as warm, but the text is written in true colour.
func benchmarkPeers(b *testing.B) {
	scenes, files := peerScenes(b)
	kept := keptPeers(b, files)
	place := image.Point{} // of the photograph on the last card
	anew := func(_ context.Context, src string) (image.Image, error) {
		return openPeer(files[filepath.Base(src)], &place)
	}
	for _, card := range []string{"og", "poster"} {
		for _, content := range []string{"text", "photo"} {
			for _, format := range []Format{PNG, JPEG} {
				for _, way := range []string{"warm", "fresh", "words", "masks", "rgb"} {
					if way == "rgb" && (format != PNG || content != "text") {
						continue
					}
					b.Run(card+"/"+content+"/"+string(format)+"/"+way, func(b *testing.B) {
						r := newTestRenderer()
						tmpl, texts := scenes[card+"-"+content].template(b)
						job := Job{Template: tmpl, Data: texts, Images: kept, Format: format}
						draw := func() []byte { return mustRender(b, r, job) }
						random := rand.New(rand.NewPCG(1, 2))
						drawNew := func() []byte {
							job.Data = newCharacters(texts, random)
							return mustRender(b, r, job)
						}
						switch way {
						case "fresh":
							job.Images = anew
						case "words":
							draw = drawNew
						case "masks":
							r.typesetterOf(tmpl).masks = glyph.NewCache(0)
							draw = drawNew
						case "rgb":
							var e png.Encoder
							draw = func() []byte {
								s := laidOut(b, r, job)
								defer s.release()
								return e.Encode(painted(b, s), png.Options{}) // no colour shares an entry, so there are too many
							}
						}
						measure(b, draw)
					})
				}
			}
		}
	}
}
