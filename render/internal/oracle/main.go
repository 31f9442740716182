// Command oracle asks Chromium what the fixtures look like.
//
//	go run ./render/internal/oracle render/testdata/oracle          writes the expectations
//	go run ./render/internal/oracle -check render/testdata/oracle   compares them instead
//	go run ./render/internal/oracle -places render/testdata/gallery writes where the elements of many cards stand
//	go run ./render/internal/oracle -lines CORPUS.jsonl OUT.json.gz writes where its lines break
//	go run ./render/internal/oracle -headlines .readme/headlines.png         draws six headlines in both engines
//
// A fixture is an HTML file with a card:size. Beside NAME.html it writes
// NAME.json, where every element and line of text stands, and NAME.png, the
// pixels. version.txt holds Chromium's version. With -check nothing is written:
// a difference is printed, and it fails where the version is the same.
//
// With -places it writes the places of all fixtures to one file, places.json.gz,
// and no pixels: those of large cards would be too many bytes to keep. The tests
// of this command compare their pixels with a Chromium that runs.
//
// With -lines it asks for the lines of every headline and summary of a corpus of
// JSON lines in five measures, and writes how many characters each has, not the
// text. OUT is kept in render/text/testdata.
//
// The fixtures are served on a loopback port with the embedded faces as
// @font-face rules, so that both sides set text in the same fonts. Chromium is
// found as CHROMIUM in the environment or on the path.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
)

func main() {
	check := flag.Bool("check", false, "compare with the expectations and write nothing")
	headlines := flag.Bool("headlines", false, "draw the headlines of the README in both engines")
	places := flag.Bool("places", false, "write the places of all fixtures to one file, and no pixels")
	lines := flag.String("lines", "", "write the lines of this `corpus` to the file named after it")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: oracle [-check | -places] DIR\n       oracle -lines CORPUS OUT\n"+
			"       oracle -headlines OUT.png\n\n"+
			"DIR holds the fixtures: NAME.html, each with a card:size.")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	var err error
	switch {
	case *headlines:
		err = writeHeadlines(ctx, flag.Arg(0))
	case *lines != "":
		err = writeLines(ctx, *lines, flag.Arg(0))
	case *places:
		err = writePlaces(ctx, flag.Arg(0))
	default:
		err = run(ctx, flag.Arg(0), *check)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "oracle:", err)
		os.Exit(1)
	}
}

const versionFile = "version.txt"

// errDiffers: Chromium of the recorded version says something else than what is
// recorded.
var errDiffers = errors.New("expectations differ under the recorded version of Chromium")

func run(ctx context.Context, dir string, check bool) error {
	fixtures, err := fixturesOf(dir)
	if err != nil {
		return err
	}
	b, err := openPlain(ctx, dir)
	if err != nil {
		return err
	}
	defer b.close()

	recorded, err := os.ReadFile(filepath.Join(dir, versionFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	sameVersion := strings.TrimSpace(string(recorded)) == b.version
	differ := 0
	for _, fixture := range fixtures {
		seen, err := b.look(filepath.Base(fixture))
		if err != nil {
			return fmt.Errorf("%s: %w", fixture, err)
		}
		base := strings.TrimSuffix(fixture, ".html")
		for _, out := range []struct {
			file string
			data []byte
		}{{base + ".json", seen.layout}, {base + ".png", seen.pixels}} {
			if !check {
				err = os.WriteFile(out.file, out.data, 0o644)
			} else if same, errRead := equal(out.file, out.data); errRead != nil {
				err = errRead
			} else if !same {
				differ++
				fmt.Printf("%s differs under Chromium %s\n", out.file, b.version)
			}
			if err != nil {
				return err
			}
		}
	}
	fmt.Printf("%d fixtures, Chromium %s, recorded with %s, %d files differ\n",
		len(fixtures), b.version, strings.TrimSpace(string(recorded)), differ)
	if check {
		if differ > 0 && sameVersion {
			return errDiffers
		}
		return nil
	}
	return os.WriteFile(filepath.Join(dir, versionFile), []byte(b.version+"\n"), 0o644)
}

// fixturesOf lists the HTML files of a folder.
func fixturesOf(dir string) ([]string, error) {
	fixtures, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err == nil && len(fixtures) == 0 {
		err = fmt.Errorf("%s holds no fixtures", dir)
	}
	return fixtures, err
}

// writePlaces records where the elements of all fixtures of a folder stand.
func writePlaces(ctx context.Context, dir string) error {
	fixtures, err := fixturesOf(dir)
	if err != nil {
		return err
	}
	b, err := openPlain(ctx, dir)
	if err != nil {
		return err
	}
	defer b.close()
	places := map[string]json.RawMessage{}
	for _, fixture := range fixtures {
		seen, err := b.look(filepath.Base(fixture))
		if err != nil {
			return fmt.Errorf("%s: %w", fixture, err)
		}
		places[strings.TrimSuffix(filepath.Base(fixture), ".html")] = seen.layout
	}
	fmt.Printf("%d fixtures, Chromium %s\n", len(fixtures), b.version)
	return writeGzip(filepath.Join(dir, "places.json.gz"), places)
}

// equal compares a file with data; pictures by their pixels.
func equal(file string, data []byte) (bool, error) {
	have, err := os.ReadFile(file)
	if err != nil {
		return false, err
	}
	if filepath.Ext(file) != ".png" {
		return bytes.Equal(have, data), nil
	}
	return samePixels(have, data)
}
