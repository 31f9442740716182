package render

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math"
	"slices"
	"strings"
	"testing"

	"sharecard/render/layout"
	"sharecard/templates"
)

const (
	// maxCodeShare is how much of a card its code and plate may take.
	maxCodeShare = .06
	// usualAddress is the longest address that limit holds for, in bytes.
	usualAddress = 80
	// minPictureShare is how much of a picture card its picture takes, without what
	// words stand on.
	minPictureShare = .45
)

// pictureCards are those whose picture is what they show.
var pictureCards = []string{"cover", "poster", "photo", "xhs", "square", "miniprogram", "mp-cover", "og"}

// forEachTheme lays a card out in every theme that suits it, at its own size.
func forEachTheme(t *testing.T, r *Renderer, card string, c templates.Case, check func(where string, p *state)) {
	t.Helper()
	for _, theme := range themesOf(t, card) {
		inTheme(t, r, loadLayout(t, card, theme), c, theme, "", check)
	}
}

// inTheme lays a card out in a theme, at a ratio.
func inTheme(t *testing.T, r *Renderer, tmpl *Template, c templates.Case, theme, ratio string, check func(where string, p *state)) {
	t.Helper()
	c.Data.Theme = theme
	p := laidOut(t, r, Job{Template: tmpl, Data: &c.Data, Dark: theme == "ink", Ratio: ratio, Images: caseImages(&c)})
	p.release()
	check(fmt.Sprintf("%s %s, %s, %s", tmpl.Name, ratio, theme, c.Name), p)
}

// rectOf is where the first element of that description stands, in px of the
// template, cut to the card; empty where there is none.
func rectOf(p *state, element string) image.Rectangle {
	card := image.Rect(0, 0, int(float64(p.width)/p.scale), int(float64(p.height)/p.scale))
	var found image.Rectangle
	walkBoxes(p.root, func(b *layout.Box) {
		if b.Node != nil && b.Node.Elem != nil && found.Empty() && describe(b.Node.Elem) == element {
			e := b.Exact
			found = image.Rect(int(math.Round(e.X)), int(math.Round(e.Y)), int(math.Round(e.X+e.W)), int(math.Round(e.Y+e.H))).Intersect(card)
		}
	})
	return found
}

func area(r image.Rectangle) float64 { return float64(r.Dx()) * float64(r.Dy()) }

// leastMargin is how far from the foot of a card text stays, as a part of its width:
// text that is nearer has not found room.
const leastMargin = .01

// TestNothingStandsOutside lays every card out in every theme and at every ratio with
// the hardest contents: no text or picture is cut off by the card's edge, and no text
// touches its foot.
func TestNothingStandsOutside(t *testing.T) {
	skipInShort(t)
	r := newTestRenderer()
	cases := append(templates.StressCases(), slogans()...)
	for _, name := range allCards() {
		for _, theme := range themesOf(t, name) {
			t.Run(name+"/"+theme, func(t *testing.T) {
				tmpl := loadLayout(t, name, theme)
				for _, c := range cases {
					if c.Data.Cover == "" && c.Data.Kicker == breakingKicker && !slices.Contains(allThemes, theme) {
						continue // held by the four themes that suit every card
					}
					for _, ratio := range append([]string{""}, tmpl.Ratios...) {
						inTheme(t, r, tmpl, c, theme, ratio, func(where string, p *state) {
							if len(p.report.Outside) > 0 {
								t.Errorf("%s: outside stand %v", where, p.report.Outside)
							}
							for _, run := range glyphRuns(p) {
								if inked(run).Max.Y > p.height-int(leastMargin*float64(p.width)) && name != "thumb" {
									t.Errorf("%s: %s %q ends at %d of %d px", where, run.element, run.Text, inked(run).Max.Y, p.height)
									break
								}
							}
							if want := tmpl.HeightAt(ratio); want > 0 && float64(p.height) != math.Round(float64(want)*p.scale) {
								t.Errorf("%s: is %d px high, want %d", where, p.height, want)
							}
						})
					}
				}
			})
		}
	}
}

const breakingKicker = "突发"

// slogans are articles of which everything is known, with a picture and without, and with
// headlines of all lengths: the size of the headline changes in steps, and each has to
// leave room for the rest. The label of breaking news is the highest.
func slogans() []templates.Case {
	full := templates.StressCases()
	full = slices.DeleteFunc(full, func(c templates.Case) bool { return c.Name != "five-credits" && c.Name != "five-credits-bare" })
	title := []rune("跨海通道今日贯通两岸居民通勤时间缩短至四十分钟沿线四座小镇同时开通公交")
	var cases []templates.Case
	for _, c := range full {
		for n := 3; n <= len(title); n += 2 {
			for _, kicker := range []string{"能源", breakingKicker} {
				c := c
				c.Name = fmt.Sprintf("%s, %s, %d characters", c.Name, kicker, n)
				c.Data.Title, c.Data.Kicker = string(title[:n]), kicker
				if kicker != breakingKicker && n%4 == 1 {
					if c.Data.Cover == "" {
						continue
					}
					// An upright picture, over which the masthead takes a band of its own, and
					// both headlines.
					c.Name += ", upright"
					c.Data.CoverInfo.Width, c.Data.CoverInfo.Height, c.Data.CoverInfo.Tone.Top = 1200, 1800, "top-busy"
					c.Data.Title, c.Data.ShortTitle = string(title[:26]), string(title[:min(n, 13)])
				}
				cases = append(cases, c)
			}
		}
	}
	return cases
}

// TestTextsKeepApart: no text of a card lies over another, whatever the content.
func TestTextsKeepApart(t *testing.T) {
	const (
		most = 6 // px of 1080: what ascents and descents of lines set tight may share
	)
	// A sign at the top of a tall line, and a large figure that words stand on.
	signs := []string{"p.mark", "bdi.numeral"}
	r := newTestRenderer()
	for _, name := range allCards() {
		for _, theme := range themesOf(t, name) {
			if theme == "clean" || theme == "red" {
				continue // their texts stand as those of the other two
			}
			tmpl := loadLayout(t, name, theme)
			for _, c := range templates.StressCases() {
				for _, ratio := range append([]string{""}, tmpl.Ratios...) {
					inTheme(t, r, tmpl, c, theme, ratio, func(where string, p *state) {
						runs := glyphRuns(p)
						for i, a := range runs {
							for _, b := range runs[:i] {
								if a.element == b.element || slices.Contains(signs, a.element) || slices.Contains(signs, b.element) {
									continue
								}
								if common := inked(a).Intersect(inked(b)); common.Dx() > most && common.Dy() > most {
									t.Errorf("%s: %s %q lies over %s %q", where, a.element, a.Text, b.element, b.Text)
									return
								}
							}
						}
					})
				}
			}
		}
	}
}

// inked is about where the characters of a run stand: without the leading of its
// line.
func inked(run placedRun) image.Rectangle {
	r := run.rect
	r.Min.Y += r.Dy() / 6
	r.Max.Y -= r.Dy() / 6
	return r
}

// TestCodeIsSmall: the code is never what is seen first.
func TestCodeIsSmall(t *testing.T) {
	r := newTestRenderer()
	for _, name := range allCards() {
		if !loadCard(t, name).QR {
			continue
		}
		c := templates.StressCases()[1] // with a cover
		c.Data.URL = "https://news.example.com/" + strings.Repeat("a", usualAddress-len("https://news.example.com/"))
		forEachTheme(t, r, name, c, func(where string, p *state) {
			plate, code := rectOf(p, "div.plate"), rectOf(p, "img.code")
			if code.Empty() || !code.In(plate) {
				t.Fatalf("%s: the code stands at %v, its plate at %v", where, code, plate)
			}
			if share := area(plate) * p.scale * p.scale / float64(p.width*p.height); share > maxCodeShare {
				t.Errorf("%s: the code takes %.1f %% of the card, want %.0f", where, 100*share, 100*maxCodeShare)
			}
		})
	}
}

// typeFirst are the themes whose words, not the picture, are what is seen first.
var typeFirst = []string{"extra", "swiss", "letter", "sticker"}

// TestPictureIsLarge: a card that shows a picture is a picture first, whatever the
// proportions.
func TestPictureIsLarge(t *testing.T) {
	r := newTestRenderer()
	for _, name := range pictureCards {
		for _, c := range templates.StressCases() {
			if !slices.Contains([]string{"cover", "four-characters-cover", "tall-cover"}, c.Name) {
				continue
			}
			forEachTheme(t, r, name, c, func(where string, p *state) {
				if slices.ContainsFunc(typeFirst, func(theme string) bool { return strings.Contains(where, ", "+theme+",") }) {
					return
				}
				picture := rectOf(p, "img.picture")
				seen := area(picture)
				for _, over := range []string{"main.panel", "main.middle", "div.words"} {
					seen -= area(rectOf(p, over).Intersect(picture))
				}
				if share := seen * p.scale * p.scale / float64(p.width*p.height); share < minPictureShare {
					t.Errorf("%s: the picture takes %.1f %% of the card, want %.0f", where, 100*share, 100*minPictureShare)
				}
			})
		}
	}
}

// TestMiddleSquareIsPicture: chats crop the cover of an official account to its middle
// square, where half a word would be seen.
func TestMiddleSquareIsPicture(t *testing.T) {
	r := newTestRenderer()
	tmpl := loadCard(t, "mp-cover")
	square := image.Rect((tmpl.Width-tmpl.Height)/2, 0, (tmpl.Width+tmpl.Height)/2, tmpl.Height)
	for _, c := range append(templates.StressCases(), slogans()...) {
		if c.Data.Picture() == "" {
			continue
		}
		for _, focus := range []float64{10, 90} { // the words stand on the other side
			c.Data.CoverInfo.FocusX = focus
			inTheme(t, r, tmpl, c, "paper", "", func(where string, p *state) {
				for _, run := range glyphRuns(p) {
					if run.rect.Overlaps(square) {
						t.Errorf("%s, focus %g: %q stands at %v", where, focus, run.Text, run.rect)
					}
				}
			})
		}
	}
}

// TestSubjectIsInMiddleSquare: the picture reaches to the edge that its subject is away
// from, whichever way the text runs, so that the middle square holds the subject.
func TestSubjectIsInMiddleSquare(t *testing.T) {
	r := newTestRenderer()
	tmpl := loadCard(t, "mp-cover")
	for _, lang := range []string{"zh-CN", "ar"} {
		for _, focus := range []float64{10, 90} {
			c := templates.StressCases()[1]
			c.Data.Lang, c.Data.CoverInfo.FocusX = lang, focus
			inTheme(t, r, tmpl, c, "paper", "", func(where string, p *state) {
				if picture := rectOf(p, "img.picture"); (picture.Min.X == 0) != (focus == 90) {
					t.Errorf("%s, %s, focus %g: the picture stands at %v", where, lang, focus, picture)
				}
			})
		}
	}
}

// TestNothingIsSaidTwice: no two texts of a card are the same, and no label or
// name stands in two of them. What invites to scan may say whose article it is.
func TestNothingIsSaidTwice(t *testing.T) {
	r := newTestRenderer()
	c := templates.StressCases()[1]
	d := &c.Data
	d.Title, d.Kicker, d.Channel = "江海早报", "早报", []string{"早报"}
	d.Authors, d.Editor, d.CoverInfo.Credit = []string{"宋清和"}, "沈墨", "林知远 摄"
	d.Credits = []templates.Credit{{Role: "摄影", Name: "林知远"}, {Role: "文案", Name: "宋清和"}, {Role: "编辑", Name: "沈墨"}}
	d.Quote, d.QuoteBy = "灯亮着，船就知道家在哪个方向。", "守塔人 程海生"
	names := []string{"早报", "宋清和", "沈墨", "林知远", "江海日报", "程海生", "2026年9月18日", "07:45"}
	for _, all := range []bool{false, true} {
		d.AllCredits = all
		for _, name := range allCards() {
			forEachTheme(t, r, name, c, func(where string, p *state) {
				said := map[string]string{}
				times := map[string]int{}
				walkBoxes(p.root, func(b *layout.Box) {
					if b.Inline == nil || b.Node == nil || b.Node.Elem == nil {
						return
					}
					text := strings.TrimSpace(textOf(b))
					element := describe(b.Node.Elem)
					if text == "" || element == "p.invite" {
						return
					}
					if before, twice := said[text]; twice {
						t.Errorf("%s: %s and %s both say %q", where, before, element, text)
					}
					said[text] = element
					for _, n := range names {
						times[n] += strings.Count(text, n)
					}
				})
				for n, count := range times {
					if count > 1 {
						t.Errorf("%s: %q stands %d times", where, n, count)
					}
				}
			})
		}
	}
}

// TestPictureIsCredited: whoever made a picture is named on every card that shows it
// large, in the themes that suit all of them.
func TestPictureIsCredited(t *testing.T) {
	r := newTestRenderer()
	c := templates.StressCases()[1]
	c.Data.Authors, c.Data.CoverInfo.Credit = []string{"宋清和"}, "林知远 摄"
	for _, name := range append([]string{"quote", "digest"}, pictureCards...) {
		tmpl := loadCard(t, name)
		for _, theme := range allThemes {
			inTheme(t, r, tmpl, c, theme, "", func(where string, p *state) {
				named := false
				walkBoxes(p.root, func(b *layout.Box) { named = named || b.Inline != nil && strings.Contains(textOf(b), "林知远") })
				if rectOf(p, "img.picture").Empty() || !named {
					t.Errorf("%s: the picture is at %v, its maker is named: %v", where, rectOf(p, "img.picture"), named)
				}
			})
		}
	}
}

// textOf is what the glyph runs of a box say.
func textOf(b *layout.Box) string {
	var out strings.Builder
	for _, run := range runsOf(b) {
		out.WriteString(run.Text)
	}
	return out.String()
}

func TestUnknownRatio(t *testing.T) {
	data := fixtures()[0].data
	_, err := newTestRenderer().Render(context.Background(), Job{Template: loadCard(t, "cover"), Data: &data, Ratio: "7:1", Images: fixtureImages()})
	if !errors.Is(err, ErrRatio) || !strings.Contains(err.Error(), "4:5") {
		t.Errorf("got %v, want the ratios that there are", err)
	}
}
