package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/chromedp/chromedp"
)

// lineSet is one way to set the texts of a corpus.
type lineSet struct {
	Name     string    `json:"name"`
	Only     string    `json:"only,omitempty"` // the records' lang; empty for all
	Field    string    `json:"field"`          // headline or summary
	Lang     string    `json:"lang"`
	Family   string    `json:"family"`
	Weight   int       `json:"weight"`
	Size     float64   `json:"size"`     // px
	Measures []float64 `json:"measures"` // px
	RTL      bool      `json:"rtl,omitempty"`
	// Autospace is text-autospace: normal.
	Autospace bool `json:"autospace,omitempty"`
	// Lines holds for every text and measure how many code points that are not
	// white space each line has.
	Lines [][][]int `json:"lines"`
	// Places holds, where they are asked for, the left and right edge of each of
	// those code points in px from the left of the box.
	Places [][][][2]int `json:"places,omitempty"`

	places bool
}

// lineFile is what -lines writes.
type lineFile struct {
	Chromium string     `json:"chromium"`
	Corpus   string     `json:"corpus"`
	Style    string     `json:"style"`
	Sets     []*lineSet `json:"sets"`
}

// lineStyle is set on every box, beside face, size and measure.
const lineStyle = "line-break: auto; text-wrap: wrap; text-spacing-trim: trim-start; word-break: normal"

const lineSize = 20

func ems(list ...float64) []float64 {
	for i := range list {
		list[i] *= lineSize
	}
	return list
}

// lineSets lists what is asked of a corpus: the Chinese one in the embedded
// faces, the other in Debian's Noto faces by their names.
func lineSets(corpus string) []*lineSet {
	var sets []*lineSet
	add := func(name, only, lang, family string, rtl bool) {
		for _, field := range []string{"headline", "summary"} {
			s := &lineSet{
				Name: name + " " + field, Only: only, Field: field, Lang: lang, Family: family, Weight: 400, Size: lineSize,
				Measures: ems(12, 15, 18.3, 22, 30), RTL: rtl, places: rtl || lang == "th" || lang == "hi",
			}
			if field == "headline" {
				s.Weight, s.Measures = 700, ems(9, 11, 12.5, 14, 18)
			}
			sets = append(sets, s)
		}
	}
	if filepath.Base(corpus) == "zh-title-summary.jsonl" {
		add("Chinese", "", "zh-CN", "Noto Sans SC", false)
		add("Chinese", "", "zh-CN", "Noto Sans SC", false)
		sets[2].Autospace, sets[3].Autospace = true, true
		return sets
	}
	add("Traditional Chinese", "zho-TW", "zh-TW", "Noto Sans CJK TC", false)
	add("Japanese", "jpn", "ja", "Noto Sans CJK JP", false)
	add("Korean", "kor", "ko", "Noto Sans CJK KR", false)
	add("German", "deu", "de", "Noto Sans", false)
	add("English", "eng-US", "en", "Noto Sans", false)
	add("Arabic", "arb", "ar", "Noto Sans Arabic", true)
	add("Uyghur", "uig", "ug", "Noto Sans Arabic", true)
	add("Hebrew", "heb", "he", "Noto Sans Hebrew", true)
	add("Thai", "tha", "th", "Noto Sans Thai", false)
	add("Hindi", "hin", "hi", "Noto Sans Devanagari", false)
	return sets
}

// lineBatch is the number of texts that one page sets.
const lineBatch = 100

// writeLines asks Chromium for the lines of a corpus.
func writeLines(ctx context.Context, corpus, out string) error {
	b, err := open(ctx, filepath.Dir(corpus))
	if err != nil {
		return err
	}
	defer b.close()
	file := lineFile{Chromium: b.version, Corpus: filepath.Base(corpus), Style: lineStyle, Sets: lineSets(corpus)}
	for _, set := range file.Sets {
		texts, err := corpusTexts(corpus, set)
		if err != nil {
			return err
		}
		for from := 0; from < len(texts); from += lineBatch {
			if err := b.setLines(set, texts[from:min(from+lineBatch, len(texts))]); err != nil {
				return fmt.Errorf("%s: %w", set.Name, err)
			}
		}
		fmt.Printf("%s: %d texts\n", set.Name, len(set.Lines))
	}
	return writeGzip(out, &file)
}

func writeGzip(out string, v any) error {
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	zip, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err == nil {
		err = json.NewEncoder(zip).Encode(v)
	}
	if err == nil {
		err = zip.Close()
	}
	if errClose := f.Close(); err == nil {
		err = errClose
	}
	return err
}

func corpusTexts(corpus string, set *lineSet) ([]string, error) {
	f, err := os.Open(corpus)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var r map[string]string
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return nil, err
		}
		if set.Only == "" || r["lang"] == set.Only {
			out = append(out, r[set.Field])
		}
	}
	return out, sc.Err()
}

// setLines opens one page and sets texts on it.
func (s *session) setLines(set *lineSet, texts []string) error {
	args, err := json.Marshal(map[string]any{"set": set, "texts": texts, "style": lineStyle, "places": set.places})
	if err != nil {
		return err
	}
	if err := chromedp.Do(s.ctx, chromedp.EmulateViewport(1000, 1000), chromedp.Navigate(s.address+blankPage)); err != nil {
		return err
	}
	got, err := chromedp.Run(s.ctx, chromedp.Evaluate[struct {
		Lines  [][][]int
		Places [][][][2]int
	}]("("+linesScript+")("+string(args)+")", chromedp.EvalAwaitPromise))
	if err != nil {
		return err
	}
	set.Lines = append(set.Lines, got.Lines...)
	set.Places = append(set.Places, got.Places...)
	return nil
}

// linesScript sets each text in each measure and counts the code points of its
// lines. Lines are 40 px high, so that the middle of a character tells its line
// in any face.
const linesScript = `async ({set, texts, style, places}) => {
  const box = document.createElement("div");
  box.style = style + "; position: absolute; left: 0; top: 0; margin: 0; line-height: 40px";
  box.style.font = set.weight + " " + set.size + "px/40px '" + set.family + "', 'Noto Sans SC'";
  box.style.textAutospace = set.autospace ? "normal" : "no-autospace";
  box.lang = set.lang;
  box.dir = set.rtl ? "rtl" : "ltr";
  document.body.append(box);
  await Promise.all([400, 700].map(w => document.fonts.load(w + " 20px 'Noto Sans SC'", "中")));
  const range = document.createRange();
  const result = {lines: [], places: []};
  for (const text of texts) {
    box.textContent = text;
    const node = box.firstChild;
    const lines = [], at = [];
    for (const measure of set.measures) {
      box.style.width = measure + "px";
      const counts = [], edges = [];
      let line = 0;
      for (let i = 0; i < text.length;) {
        const n = text.codePointAt(i) > 0xFFFF ? 2 : 1;
        const from = i;
        i += n;
        if (/\s/.test(text.slice(from, i))) continue;
        range.setStart(node, from);
        range.setEnd(node, i);
        const r = range.getBoundingClientRect();
        if (r.height > 0) line = Math.max(line, Math.floor((r.top + r.height / 2) / 40));
        while (counts.length <= line) counts.push(0);
        counts[line]++;
        edges.push([Math.round(r.left), Math.round(r.right)]);
      }
      lines.push(counts);
      at.push(edges);
    }
    result.lines.push(lines);
    if (places) result.places.push(at.slice(0, 1));
  }
  return result;
}`
