package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"sharecard/cmd/sharecard/internal/card"
	"sharecard/cmd/sharecard/internal/kit"
	"sharecard/cmd/sharecard/internal/platform"
	"sharecard/cmd/sharecard/internal/progress"
	"sharecard/cmd/sharecard/internal/wholefile"
	"sharecard/render"
	"sharecard/render/encode"
)

// kitCommand draws every card of one article.
type kitCommand struct {
	oneArticle
	Output string   `short:"o" required:"" help:"Folder for the cards and their manifest.json; or a file that ends in .zip, for all of it in one." placeholder:"DIR"`
	For    []string `help:"Draw a card for each of these platforms, named after it; see /v1/platforms of a server." placeholder:"PLATFORM,…"`
	Card   []string `help:"Draw this card, whether it fits the article or not; may be repeated. Without it: every card that fits." placeholder:"NAME"`
	Sheet  string   `help:"Also draw all the cards on one picture, 1440 px wide and at most 400 KB: a file that ends in .jpg, in .webp, or in .png, which shows photographs in fewer colours." placeholder:"FILE"`
}

// Help is what kit --help tells besides its flags.
func (*kitCommand) Help() string {
	return `manifest.json lists each card: name, file, width, height, bytes, sha256, mime, alt (a text for readers who cannot see it) ` +
		`and report (what was cut, what is missing). A card that does not fit the article, such as a digest of one without items, is listed ` +
		`with the reason under omitted; --card draws it all the same. A card that cannot be drawn is listed with its error, the others come ` +
		`all the same, and the exit status is 1.`
}

// Run draws the cards and writes them down.
func (c *kitCommand) Run(ctx context.Context, m *Main) error {
	sheetFormat, err := pictureFormat("--sheet", c.Sheet)
	if err != nil {
		return err
	}
	return c.draw(m, func(service *card.Service, r card.Request) error {
		return c.drawKit(ctx, m, service, r, sheetFormat)
	})
}

func (c *kitCommand) drawKit(ctx context.Context, m *Main, service *card.Service, r card.Request, sheetFormat render.Format) error {
	cards, err := c.cards(service, r)
	if err != nil {
		return err
	}
	out, err := openKitOutput(c.Output)
	if err != nil {
		return err
	}

	bar := progress.New(m.Stderr, len(cards))
	pictures := map[string][]byte{}
	manifest, err := kit.Draw(ctx, service, cards, runtime.GOMAXPROCS(0), func(entry card.Entry, picture []byte) error {
		switch {
		case entry.Omitted != nil:
			bar.Step(entry.Name + " left out: " + entry.Omitted.Detail)
			return nil
		case entry.Error != nil:
			bar.Fail(entry.Name + ": " + entry.Error.Detail)
			return nil
		}
		pictures[entry.File] = picture
		bar.Step(summaryOf(entry))
		return out.card(entry.File, picture)
	})
	bar.Close()
	if err != nil {
		return misused(err)
	}
	if err := out.finish(manifest, pictures); err != nil {
		return err
	}
	if c.Sheet != "" {
		if err := c.drawSheet(ctx, m, manifest, pictures, sheetFormat); err != nil {
			return err
		}
	}
	if n := manifest.Failed(); n > 0 {
		return fmt.Errorf("%d of %d cards could not be drawn; %s says why", n, len(manifest.Cards), kit.ManifestFile)
	}
	return nil
}

// cards are those that the flags ask for.
func (c *kitCommand) cards(service *card.Service, r card.Request) ([]kit.Card, error) {
	switch {
	case len(c.For) > 0 && len(c.Card) > 0:
		return nil, usageError{errors.New("--for and --card: one of them says what to draw")}
	case len(c.For) > 0:
		platforms, err := platform.FindAll(c.For)
		if err != nil {
			return nil, misused(err)
		}
		cards, err := kit.ForPlatforms(r, platforms)
		return cards, misused(err)
	case len(c.Card) > 0:
		return kit.OfTemplates(r, unique(c.Card)), nil
	}
	r.Fitting = true
	return kit.OfTemplates(r, kit.Names(service.Templates().All())), nil
}

func (c *kitCommand) drawSheet(
	ctx context.Context, m *Main, manifest *kit.Manifest, pictures map[string][]byte, format render.Format,
) error {
	faces, err := openFonts(c.FontDir, m.log())
	if err != nil {
		return err
	}
	sheet, err := kit.Sheet(ctx, render.New(faces), manifest, pictures, format)
	if err != nil {
		return err
	}
	if err := wholefile.Write(c.Sheet, sheet.Bytes); err != nil {
		return fmt.Errorf("--sheet: %w", err)
	}
	return nil
}

// summaryOf is a card in a few words: "photo.jpg 312 KB degraded, cover=timeout".
func summaryOf(c card.Entry) string {
	line := fmt.Sprintf("%s %d KB", c.File, (c.Bytes+999)/1000)
	if codes := c.Report.String(); codes != "" {
		line += " " + codes
	}
	return line
}

// kitOutput is where the cards of a kit go: a folder, as they are finished, or
// an archive at the end.
type kitOutput struct {
	dir, archive string // one of them
}

func openKitOutput(path string) (*kitOutput, error) {
	if strings.EqualFold(filepath.Ext(path), ".zip") {
		return &kitOutput{archive: path}, nil
	}
	if err := os.MkdirAll(path, 0o755); err != nil {
		return nil, fmt.Errorf("-o: %w", err)
	}
	return &kitOutput{dir: path}, nil
}

func (o *kitOutput) card(file string, picture []byte) error {
	if o.dir == "" {
		return nil
	}
	return wholefile.Write(filepath.Join(o.dir, file), picture)
}

// finish writes the manifest last, so that what it lists is there. Of the cards
// of an earlier kit those go that this one has not.
func (o *kitOutput) finish(m *kit.Manifest, pictures map[string][]byte) error {
	var b bytes.Buffer
	if o.dir == "" {
		if err := kit.WriteZip(&b, m, pictures); err != nil {
			return err
		}
		return wholefile.Write(o.archive, b.Bytes())
	}
	for _, c := range m.Cards {
		if c.File != "" {
			continue
		}
		for _, format := range encode.Formats() {
			if err := os.Remove(filepath.Join(o.dir, c.Name+"."+format.Ext())); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	if err := m.Encode(&b); err != nil {
		return err
	}
	return wholefile.Write(filepath.Join(o.dir, kit.ManifestFile), b.Bytes())
}

// unique drops repeated names and keeps the order.
func unique(names []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		again := seen[name]
		seen[name] = true
		return again
	})
}
